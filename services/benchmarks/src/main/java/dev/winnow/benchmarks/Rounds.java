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

    /** One contender's turn. */
    @FunctionalInterface
    public interface Turn<C extends Contender> {
        Sample take(C contender, Duration time) throws Exception;
    }

    /** The samples of each contender, round by round. */
    public <C extends Contender> Map<String, List<Sample>> run(List<C> contenders, Turn<C> turn)
            throws Exception {
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        List<C> order = contenders.stream().filter(c -> takesPart(c.name())).toList();
        for (C contender : order) {
            samples.put(contender.name(), new ArrayList<>());
            turn.take(contender, warmUp);
        }
        List<C> turns = new ArrayList<>(order);
        for (int round = 0; round < count; round++) {
            Collections.rotate(turns, 1);
            for (C contender : turns) {
                List<Sample> own = samples.get(contender.name());
                if (own != null) {
                    own.add(turn.take(contender, slice));
                }
            }
        }
        return samples;
    }

    private boolean takesPart(String name) {
        return only.isEmpty() || only.stream().anyMatch(name::contains);
    }
}
