package dev.winnow.screening.adapter.out.cel;

import dev.winnow.screening.domain.Decision;
import dev.winnow.screening.domain.Reason;
import dev.winnow.screening.domain.policy.Policy;
import dev.winnow.screening.domain.policy.PolicyVersion;
import dev.winnow.screening.domain.policy.Rule;
import dev.winnow.screening.domain.policy.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the shape of a policy file; conditions are left to {@link CelPolicyCompiler}. */
final class PolicyFile {
    static final int MAX_RULES = 200;
    static final int MAX_CONDITION = 2000;

    private static final int MAX_TEXT = 500;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z.+-]{1,32}");
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");
    private static final Set<String> RESERVED = Set.of(Verdict.POLICY_ERROR, "CHECK_UNAVAILABLE");
    private static final Map<String, Decision> OUTCOMES =
            Map.of(
                    "approve", Decision.APPROVE,
                    "refer", Decision.REFER,
                    "reject", Decision.REJECT);

    private final Mistakes mistakes;
    private final int[] codePoints;
    private final Map<String, Integer> lineOfCode = new HashMap<>();

    private PolicyFile(Mistakes mistakes, String yaml) {
        this.mistakes = mistakes;
        this.codePoints = yaml.codePoints().toArray();
    }

    /**
     * A policy file as read.
     *
     * @param lines where each rule's condition stands, in the order of the rules
     */
    record Read(Policy policy, List<LineMap> lines) {}

    /** Reads a file; absent when mistakes were found that leave nothing to go on with. */
    static Optional<Read> read(String yaml, Mistakes mistakes) {
        return new PolicyFile(mistakes, yaml).file(yaml, YamlTree.read(yaml));
    }

    private Optional<Read> file(String yaml, Node root) {
        Section top = Section.of(root, "the file", mistakes);
        top.only("name", "version", "description", "rules", "default");
        Optional<String> name = top.text("name", NAME, "lower-case letters, digits and hyphens");
        Optional<String> version = top.text("version", VERSION, "at most 32 of A-Za-z0-9.+-");
        String description = top.optionalText("description", MAX_TEXT).orElse("");
        List<Rule> rules = new ArrayList<>();
        List<LineMap> lines = new ArrayList<>();
        for (Node node : ruleNodes(top)) {
            rule(node, rules, lines);
        }
        Otherwise otherwise = otherwise(top);
        if (name.isEmpty() || version.isEmpty() || otherwise == null) {
            return Optional.empty();
        }
        PolicyVersion id = new PolicyVersion(name.get(), version.get(), sha256(yaml));
        Policy policy =
                new Policy(id, description, rules, otherwise.decision(), otherwise.reason());
        return Optional.of(new Read(policy, lines));
    }

    private List<Node> ruleNodes(Section top) {
        Optional<Node> node = top.required("rules");
        if (node.isEmpty()) {
            return List.of();
        }
        int line = YamlTree.line(node.get().getStartMark());
        if (!(node.get() instanceof SequenceNode sequence) || sequence.getValue().isEmpty()) {
            mistakes.add(line, "rules must be a list of at least one rule");
            return List.of();
        }
        if (sequence.getValue().size() > MAX_RULES) {
            mistakes.add(line, "more than " + MAX_RULES + " rules");
            return List.of();
        }
        return sequence.getValue();
    }

    private void rule(Node node, List<Rule> rules, List<LineMap> lines) {
        Section section = Section.of(node, "a rule", mistakes);
        section.only("code", "when", "outcome", "reason");
        Optional<String> code = code(section);
        Optional<String> when = section.text("when", MAX_CONDITION);
        Optional<Decision> outcome = outcome(section);
        Optional<String> reason = section.text("reason", MAX_TEXT);
        if (code.isPresent() && when.isPresent() && outcome.isPresent() && reason.isPresent()) {
            rules.add(
                    new Rule(code.get(), section.line(), when.get(), outcome.get(), reason.get()));
            lines.add(LineMap.of(section.scalar("when").orElseThrow(), codePoints));
        }
    }

    private Optional<String> code(Section section) {
        Optional<String> code =
                section.text(
                        "code", CODE, "upper-case letters, digits and underscores, at most 64");
        if (code.isEmpty()) {
            return code;
        }
        int line = section.lineOf("code");
        if (RESERVED.contains(code.get())) {
            mistakes.add(line, "the code " + code.get() + " is reserved");
        }
        Integer first = lineOfCode.putIfAbsent(code.get(), line);
        if (first != null) {
            mistakes.add(line, "the code " + code.get() + " is used on line " + first + " already");
        }
        return code;
    }

    private Optional<Decision> outcome(Section section) {
        Optional<String> text = section.text("outcome", MAX_TEXT);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Decision outcome = OUTCOMES.get(text.get());
        if (outcome == null) {
            mistakes.add(section.lineOf("outcome"), "outcome must be approve, refer or reject");
        }
        return Optional.ofNullable(outcome);
    }

    private @Nullable Otherwise otherwise(Section top) {
        Optional<Node> node = top.required("default");
        if (node.isEmpty()) {
            return null;
        }
        Section section = Section.of(node.get(), "default", mistakes);
        section.only("code", "outcome", "reason");
        Optional<String> code = code(section);
        Optional<Decision> outcome = outcome(section);
        Optional<String> reason = section.text("reason", MAX_TEXT);
        return code.isPresent() && outcome.isPresent() && reason.isPresent()
                ? new Otherwise(outcome.get(), new Reason(code.get(), reason.get()))
                : null;
    }

    private record Otherwise(Decision decision, Reason reason) {}

    static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
