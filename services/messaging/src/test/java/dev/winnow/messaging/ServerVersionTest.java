package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class ServerVersionTest {
    private static ObjectNode consumer() {
        return (ObjectNode)
                Json.mapper()
                        .readTree(
                                """
                                {"durable_name": "worker", "priority_policy": "pinned_client",
                                 "priority_groups": ["ordered"], "priority_timeout": 5}
                                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.11.0", "2.15.2", "v2.11.0-RC.1", "3.0.0", "of my own"})
    void aNewServerGetsTheWholeFile(String version) {
        ObjectNode consumer = consumer();
        assertThat(new ServerVersion(version).leaveOut(consumer)).isEmpty();
        assertThat(consumer).isEqualTo(consumer());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.10.29", "2.9.10", "1.4.1"})
    void anOldServerIsNotAskedForPriorityGroupsAndThatIsSaid(String version) {
        ObjectNode consumer = consumer();
        List<String> leftOut = new ServerVersion(version).leaveOut(consumer);
        assertThat(leftOut)
                .containsExactly("priority_policy", "priority_groups", "priority_timeout");
        assertThat(consumer.propertyNames()).containsExactly("durable_name");
    }

    @Test
    void theChangeSaysWhatWasLeftOut() {
        assertThat(
                        new Change(
                                "consumers/TEST/worker.json",
                                "consumer TEST/worker",
                                Change.Kind.CREATED,
                                List.of(),
                                List.of("priority_policy")))
                .hasToString(
                        "consumer TEST/worker created, without priority_policy, which this server"
                                + " is too old for (nats-server 2.11): several processes on it are"
                                + " served at the same time");
    }
}
