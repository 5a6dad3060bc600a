package dev.winnow.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The contenders take turns, in another order each round, so that what else the machine does falls
 * on all of them.
 *
 * @param count of rounds that are measured
 * @param slice how long each contender runs in a round
 * @param warmUp how long each runs before
 * @param only words of which a contender's name must have one to take part; empty for all
 */
public record Rounds(int count, Duration slice, Duration warmUp, List<String> only) {
    public Rounds {
        only = List.copyOf(only);
    }

    /** The samples of each contender, round by round. */
    public Map<String, List<Sample>> run(Load load, List<Contender> contenders, int callers)
            throws Exception {
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        List<Contender> order = contenders.stream().filter(c -> takesPart(c.name())).toList();
        for (Contender contender : order) {
            samples.put(contender.name(), new ArrayList<>());
            load.run(contender, callers, warmUp);
        }
        List<Contender> turns = new ArrayList<>(order);
        for (int round = 0; round < count; round++) {
            Collections.rotate(turns, 1);
            for (Contender contender : turns) {
                List<Sample> own = samples.get(contender.name());
                if (own != null) {
                    own.add(load.run(contender, callers, slice));
                }
            }
        }
        return samples;
    }

    private boolean takesPart(String name) {
        return only.isEmpty() || only.stream().anyMatch(name::contains);
    }
}
