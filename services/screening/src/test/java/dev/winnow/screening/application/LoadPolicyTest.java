package dev.winnow.screening.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.screening.adapter.out.cel.CelPolicyCompiler;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadPolicyTest {
    private static final String V1 = policy("house", "1", "one");
    private static final String V2 = policy("house", "2", "two");

    private final MemoryPolicies policies = new MemoryPolicies();
    private final ScreeningHarness observer = new ScreeningHarness();
    private PolicyInForce inForce = new PolicyInForce();
    private LoadPolicy loading = loading();

    @BeforeEach
    void restart() {
        inForce = new PolicyInForce();
        loading = loading();
    }

    @Test
    void aPolicyIsPutInForceOnce() {
        assertThat(loading.load(V1)).isTrue();
        assertThat(loading.load(V1)).isFalse();
        assertInForce("1");
        assertThat(policies.all).hasSize(1);
    }

    @Test
    void anEarlierPolicyCanBePutInForceAgain() {
        loading.load(V1);
        loading.load(V2);
        assertThat(loading.load(V1)).isTrue();
        assertInForce("1");
    }

    @Test
    void aBrokenPolicyIsRefusedAndTheOldOneStays() {
        loading.load(V1);
        assertThatThrownBy(() -> loading.load("name: house\nversion: 3\n"))
                .isInstanceOf(PolicyRefusedException.class)
                .hasMessageContaining("line 1: the file has no rules");
        assertInForce("1");
    }

    @Test
    void aVersionStandsForOneContent() {
        loading.load(V1);
        loading.load(V2);
        assertThatThrownBy(() -> loading.load(policy("house", "1", "changed")))
                .isInstanceOf(PolicyRefusedException.class)
                .hasMessageContaining("version 1 of policy house is already known");
        assertInForce("2");
    }

    @Test
    void anInstanceTakesOverWhatAnotherHasLoaded() {
        loading.load(V1);
        loading.refresh();
        PolicyInForce other = inForce;
        LoadPolicy otherLoading = loading;
        restart();
        loading.load(V2);
        assertThat(otherLoading.refresh()).isTrue();
        assertThat(otherLoading.refresh()).isFalse();
        assertThat(other.get().compiled().policy().version().version()).isEqualTo("2");
    }

    @Test
    void aRestartDoesNotUndoWhatWasLoaded() {
        start(V1, true);
        loading.load(policy("ours", "7", "own"));
        restart();
        start(V1, true);
        assertInForce("7");
        restart();
        start(V2, true);
        assertInForce("7");
    }

    @Test
    void aNewerBundledPolicyReplacesAnOlderOne() {
        start(V1, true);
        restart();
        start(V2, true);
        assertInForce("2");
    }

    @Test
    void aNewFileOfTheOperatorIsPutInForceAtTheStart() {
        start(V1, true);
        restart();
        start(policy("ours", "7", "own"), false);
        assertInForce("7");
    }

    @Test
    void aBrokenFileAtTheStartLeavesTheOlderPolicyInForce() {
        start(V1, false);
        restart();
        start("nonsense", false);
        assertThat(observer.policyRefusals).containsExactly("a test");
        assertInForce("1");
    }

    @Test
    void withoutAnyPolicyThereIsNoStart() {
        assertThatThrownBy(() -> start("nonsense", false))
                .isInstanceOf(PolicyRefusedException.class);
    }

    private LoadPolicy loading() {
        return new LoadPolicy(
                policies,
                new CelPolicyCompiler(),
                inForce,
                new MemoryStore(() -> Instant.EPOCH),
                () -> Instant.EPOCH);
    }

    private void start(String yaml, boolean standIn) {
        new StartPolicy(policies, new CelPolicyCompiler(), loading, observer)
                .ensure(() -> yaml, "a test", standIn);
    }

    private void assertInForce(String version) {
        loading.refresh();
        assertThat(inForce.get().compiled().policy().version().version()).isEqualTo(version);
    }

    private static String policy(String name, String version, String reason) {
        return """
        name: %s
        version: %s
        rules:
          - code: NEVER
            when: 'false'
            outcome: reject
            reason: %s
        default: {code: OK, outcome: approve, reason: fine}
        """
                .formatted(name, version, reason);
    }
}
