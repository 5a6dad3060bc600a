package dev.winnow.faults.check;

import dev.winnow.faults.check.Verdict.Violation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares the four sets. I1: what was committed has an effect. I2: one. I3: no effect without a
 * commit. I4: the first effects of each key come in the order of their sequences, from the first
 * committed one, without a gap.
 */
public final class Checker {
    private static final int FIRST = 5;

    private final FourSets sets;
    private final List<Violation> violations = new ArrayList<>();

    private Checker(FourSets sets) {
        this.sets = sets;
    }

    /** A folder that cannot be read is a violation, too. */
    public static Verdict check(Path folder) {
        FourSets sets;
        try {
            sets = FourSets.read(folder);
        } catch (BadSetException bad) {
            String why = String.valueOf(bad.getMessage());
            Violation violation = new Violation("file", "cannot be used", 1, List.of(why));
            return new Verdict(0, 0, 0, 0, 0, List.of(violation));
        }
        return check(sets);
    }

    public static Verdict check(FourSets sets) {
        return new Checker(sets).verdict();
    }

    private Verdict verdict() {
        Set<FactLine> committed = new LinkedHashSet<>(sets.committed());
        Set<FactLine> effects = new LinkedHashSet<>(sets.effects());
        Set<FactLine> delivered = new HashSet<>(sets.delivered());
        nothing("committed", sets.committed());
        nothing("acknowledged", sets.acknowledged());
        found("I1", "committed without an effect (lost)", without(committed, effects));
        found("I2", "with more than one effect (doubled)", doubled());
        found("I3", "effects without a commit (invented)", without(effects, committed));
        order(effects);
        found(
                "acknowledged",
                "acknowledged without a commit",
                without(new LinkedHashSet<>(sets.acknowledged()), committed));
        found("delivered", "effects without a delivery", without(effects, delivered));
        long needed = effects.stream().filter(delivered::contains).count();
        return new Verdict(
                committed.size(),
                sets.acknowledged().size(),
                sets.delivered().size(),
                sets.effects().size(),
                sets.delivered().size() - needed,
                violations);
    }

    private void nothing(String what, Collection<FactLine> facts) {
        if (facts.isEmpty()) {
            violations.add(
                    new Violation(
                            what, "facts at all: such a run shows nothing", 0, List.of("none")));
        }
    }

    private static List<FactLine> without(Set<FactLine> these, Set<FactLine> those) {
        return these.stream().filter(fact -> !those.contains(fact)).toList();
    }

    private List<FactLine> doubled() {
        Set<FactLine> once = new HashSet<>();
        return sets.effects().stream().filter(fact -> !once.add(fact)).distinct().toList();
    }

    /** What comes at a wrong place, by its key; after it, counting goes on from there. */
    private void order(Set<FactLine> firstEffects) {
        Map<String, Integer> next = new HashMap<>();
        sets.committed().forEach(fact -> next.merge(fact.key(), fact.sequence(), Math::min));
        List<String> backwards = new ArrayList<>();
        List<String> gaps = new ArrayList<>();
        for (FactLine fact : firstEffects) {
            int expected = next.getOrDefault(fact.key(), fact.sequence());
            if (fact.sequence() < expected) {
                backwards.add(fact + " came after " + (expected - 1));
                continue;
            }
            if (fact.sequence() > expected) {
                gaps.add(fact + " came where " + expected + " was due");
            }
            next.put(fact.key(), fact.sequence() + 1);
        }
        add("I4", "effects out of order", backwards);
        add("I4", "effects after a gap", gaps);
    }

    private void found(String rule, String words, List<FactLine> offenders) {
        add(rule, words, offenders.stream().map(FactLine::toString).toList());
    }

    private void add(String rule, String words, List<String> offenders) {
        if (!offenders.isEmpty()) {
            List<String> first = offenders.stream().limit(FIRST).toList();
            violations.add(new Violation(rule, words, offenders.size(), first));
        }
    }
}
