package dev.winnow.faults.world;

import dev.winnow.faults.counter.CounterContracts.Write;
import dev.winnow.faults.counter.CounterContracts.Written;
import dev.winnow.faults.process.Waiting;
import dev.winnow.messaging.CallException;
import dev.winnow.messaging.Client;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writes facts at a pace: those of a key one after the other, each again until it is accepted. */
final class CounterLoad {
    private static final Duration AGAIN = Duration.ofMillis(50);

    private final Client<Write, Written> client;
    private final String prefix;
    private final String behaviour;
    private final Pace pace;
    private final Counts counts = new Counts();
    private final Map<String, Integer> accepted = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    CounterLoad(
            Client<Write, Written> client,
            String prefix,
            int keys,
            int perSecond,
            String behaviour) {
        this.client = client;
        this.prefix = prefix;
        this.behaviour = behaviour;
        this.pace = new Pace(perSecond);
        for (int i = 0; i < keys; i++) {
            String key = prefix + "k" + i;
            threads.add(Thread.ofVirtual().name("load-" + i).start(() -> writeOn(key)));
        }
    }

    private void writeOn(String key) {
        int sequence = 1;
        while (!stopped) {
            pace.await();
            while (!written(key, sequence)) {
                if (stopped) {
                    return; // it may be committed or not
                }
                Waiting.pause(AGAIN);
            }
            accepted.put(key, sequence++);
        }
    }

    private boolean written(String key, int sequence) {
        try {
            client.call(new Write(key, sequence, behaviour));
            counts.accepted();
            return true;
        } catch (CallException failure) {
            counts.failed(failure);
            return false;
        }
    }

    Counts counts() {
        return counts;
    }

    String prefix() {
        return prefix;
    }

    /** By key, the last that was accepted. */
    Map<String, Integer> accepted() {
        return Map.copyOf(accepted);
    }

    /** Returns when no call is under way any more. */
    void stop() {
        stopped = true;
        HouseLoad.join(threads);
    }
}
