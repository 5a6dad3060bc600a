package dev.winnow.screening.adapter.out.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.winnow.screening.application.PolicyRefusedException;
import dev.winnow.screening.application.PolicyRefusedException.Mistake;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyMistakesTest {
    private static final String HEAD = "name: test\nversion: 1\n";
    private static final String TAIL = "default:\n  code: OK\n  outcome: approve\n  reason: fine\n";
    private static final String RULE =
            "  - code: A\n    when: true\n    outcome: refer\n    reason: text\n";

    private final CelPolicyCompiler compiler = new CelPolicyCompiler();

    @Test
    void aSoundPolicyIsTaken() {
        assertThat(compiler.compile(HEAD + "rules:\n" + RULE + TAIL).policy().rules()).hasSize(1);
    }

    @Test
    void brokenYamlIsRefusedWithItsLine() {
        assertMistake("name: test\nrules: [\n", 3, "not valid YAML");
        assertMistake("", 1, "the file is empty");
        assertMistake("just text", 1, "must consist of keys and values");
        assertMistake("name: a\n---\nname: b\n", 2, "not valid YAML");
        assertMistake("name: \"\\u0000\u0001\"\n", 1, "not valid YAML");
    }

    @Test
    void whatCouldBlowUpIsRefused() {
        assertMistake("name: &a test\nversion: *a\n", 1, "anchors and aliases");
        assertMistake("a: &x [1]\nb: [*x, *x]\n", 1, "anchors and aliases");
        assertMistake("name: " + "[".repeat(50_000), 1, "nested deeper than 8 levels");
        assertMistake("# " + "x".repeat(262_144), 1, "longer than 262144 characters");
        assertMistake(
                "name: !!javax.script.ScriptEngineManager [x]\n" + "rules:\n" + RULE + TAIL,
                1,
                "name must be text");
    }

    @Test
    void unknownMissingAndRepeatedKeysAreNamed() {
        assertMistake(HEAD + "ruels: []\nrules:\n" + RULE + TAIL, 3, "unknown key ruels");
        assertMistake(HEAD + "rules:\n" + RULE + "    wenn: x\n" + TAIL, 8, "unknown key wenn");
        assertMistake(HEAD + "name: b\nrules:\n" + RULE + TAIL, 3, "the key name is given twice");
        assertMistake(HEAD + TAIL, 1, "the file has no rules");
        assertMistake(HEAD + "rules: []\n" + TAIL, 3, "at least one rule");
        assertMistake(HEAD + "rules:\n" + RULE, 1, "the file has no default");
        assertMistake(
                HEAD + "rules:\n  - code: A\n    outcome: refer\n    reason: x\n" + TAIL,
                4,
                "a rule has no when");
    }

    @Test
    void wrongValuesAreNamed() {
        assertMistake("name: Test\nversion: 1\nrules:\n" + RULE + TAIL, 1, "name must be");
        assertMistake("name: t\nversion: a b\nrules:\n" + RULE + TAIL, 2, "version must be");
        assertMistake("name: t\nversion:\nrules:\n" + RULE + TAIL, 2, "version must not be empty");
        assertMistake(rule("A", "true", "deny"), 6, "approve, refer or reject");
        assertMistake(rule("lower", "true", "refer"), 4, "code must be");
        assertMistake(rule("POLICY_ERROR", "true", "refer"), 4, "reserved");
        assertMistake(HEAD + "rules:\n" + RULE + RULE + TAIL, 8, "A is used on line 4 already");
        assertMistake(rule("A", "[1, 2]", "refer"), 5, "when must be text");
        assertMistake(rule("A", "true || ".repeat(300) + "true", "refer"), 5, "longer than 2000");
        assertMistake(HEAD + "rules:\n" + RULE.repeat(201) + TAIL, 4, "more than 200 rules");
    }

    @Test
    void conditionsAreTypeChecked() {
        assertMistake(rule("A", "1 + 1", "refer"), 5, "A: expected type 'bool' but found 'int'");
        assertMistake(rule("A", "applicant.nam == 'x'", "refer"), 5, "undefined field 'nam'");
        assertMistake(rule("A", "aplicant.name == 'x'", "refer"), 5, "undeclared reference");
        assertMistake(rule("A", "applicant.age == 'x'", "refer"), 5, "no matching overload");
        assertMistake(
                rule("A", "checks.watchlst.status == 'found'", "refer"), 5, "undefined field");
        assertMistake(rule("A", "1 +", "refer"), 5, "mismatched input");
        assertMistake(rule("A", "(".repeat(200) + "true", "refer"), 5, "recursion limit");
        assertMistake(rule("A", "\"applicant.name.matches('(')\"", "refer"), 5, "Regex");
        assertMistake(rule("A", "\"today > timestamp('never')\"", "refer"), 5, "timestamp");
        assertMistake(rule("A", "\"winnow.Hit{list: 'x'}.list == 'x'\"", "refer"), 5, "A: ");
    }

    @Test
    void insideALongConditionTheExactLineIsGiven() {
        assertMistake(
                rule("A", "|\n      true\n\n      || applicant.bogus == 1\n      || true", "refer"),
                8,
                "undefined field 'bogus'");
        assertMistake(
                rule("A", ">-\n      true ||\n      applicant.bogus == 1\n      || true", "refer"),
                7,
                "undefined field 'bogus'");
        assertMistake(
                rule("A", "true\n      || applicant.bogus == 1", "refer"),
                6,
                "undefined field 'bogus'");
        assertMistake(
                rule("A", "\"true\n      || applicant.bogus == 1\"", "refer"),
                6,
                "undefined field 'bogus'");
        assertMistake(rule("A", "|\n      true ||\n      false ||", "refer"), 7, "mismatched");
    }

    @Test
    void allMistakesAreReportedAtOnceInTheOrderOfLines() {
        String yaml = rule("A", "applicant.bogus", "maybe") + "extra: 1\n";
        List<Mistake> mistakes = refusal(yaml).mistakes();
        assertThat(mistakes).extracting(Mistake::line).containsExactly(6, 12);
        assertThat(refusal(yaml)).hasMessageContaining("line 6: outcome must be");
    }

    private static String rule(String code, String when, String outcome) {
        return HEAD
                + "rules:\n  - code: "
                + code
                + "\n    when: "
                + when
                + "\n    outcome: "
                + outcome
                + "\n    reason: text\n"
                + TAIL;
    }

    private void assertMistake(String yaml, int line, String reason) {
        assertThat(refusal(yaml).mistakes())
                .as(yaml.substring(0, Math.min(200, yaml.length())))
                .anySatisfy(mistake -> {
                    assertThat(mistake.line()).isEqualTo(line);
                    assertThat(mistake.reason()).contains(reason);
                });
    }

    private PolicyRefusedException refusal(String yaml) {
        PolicyRefusedException refused =
                catchThrowableOfType(PolicyRefusedException.class, () -> compiler.compile(yaml));
        assertThat(refused).as("refused: %.200s", yaml).isNotNull();
        return refused;
    }
}
