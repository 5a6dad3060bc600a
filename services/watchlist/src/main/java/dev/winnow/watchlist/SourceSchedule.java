package dev.winnow.watchlist;

import dev.winnow.messaging.LongWork;
import dev.winnow.watchlist.application.WatchSources;
import dev.winnow.watchlist.application.WatchSources.Outcome;
import dev.winnow.watchlist.domain.Source;
import dev.winnow.watchlist.domain.SourceStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at each source in a thread of its own, so that one that hangs keeps nobody waiting.
 * Thread-safe.
 */
final class SourceSchedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SourceSchedule.class);

    /** A tick asks the database whether the source is due: not more often than needed. */
    private static final Duration LONGEST_TICK = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final WatchSources sources;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private final Clock clock;

    /** As all instances together know them, read at each tick. */
    private volatile List<SourceStatus> statuses = List.of();

    SourceSchedule(WatchSources sources, Clock clock) {
        this.sources = sources;
        this.clock = clock;
        for (Source source : sources.all()) {
            threads.add(
                    Thread.ofVirtual()
                            .name("watchlist-source-" + source.list())
                            .unstarted(() -> run(source)));
        }
    }

    void start() {
        threads.forEach(Thread::start);
    }

    List<String> lists() {
        return sources.all().stream().map(Source::list).toList();
    }

    /** One after the other since the source was last looked at with success. */
    int failures(String list) {
        return status(list).map(SourceStatus::failures).orElse(0);
    }

    /** Seconds since the source was last looked at with success; not a number when it never was. */
    double age(String list) {
        return status(list)
                .flatMap(SourceStatus::succeededAt)
                .map(time -> Duration.between(time, clock.instant()).toMillis() / 1000.0)
                .orElse(Double.NaN);
    }

    private Optional<SourceStatus> status(String list) {
        return statuses.stream().filter(status -> status.list().equals(list)).findFirst();
    }

    private void run(Source source) {
        Duration tenth = source.interval().dividedBy(10);
        Duration tick = tenth.compareTo(LONGEST_TICK) < 0 ? tenth : LONGEST_TICK;
        boolean failing = false;
        try {
            do {
                failing = look(source, failing);
            } while (!stopped.await(tick.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says what is new, and a failure once, until it goes well again. */
    private boolean look(Source source, boolean failing) {
        Outcome outcome;
        try {
            outcome =
                    LongWork.call("watchlist-source-" + source.list(), () -> sources.look(source));
            statuses = sources.statuses();
        } catch (RuntimeException e) {
            // The database cannot be reached; the next tick tries again.
            if (!failing) {
                LOG.warn("list {}: its source could not be looked at: {}", source.list(), why(e));
            }
            return true;
        }
        switch (outcome) {
            case Outcome.NotDue _ -> {
                return failing;
            }
            case Outcome.Unchanged _ -> {
                if (failing) {
                    LOG.info("list {}: its source is well again, nothing is new", source.list());
                }
            }
            case Outcome.Loaded loaded ->
                    LOG.info(
                            "list {} came from its source: version {} with {} entries{}",
                            source.list(),
                            loaded.loaded().version().number(),
                            loaded.loaded().version().entries(),
                            loaded.loaded().changed() ? "" : ", as before");
            case Outcome.Failed failed -> {
                // The reason may quote the file, which is about people; `lists` tells it.
                LOG.warn(
                        "list {} could not be taken from its source, {} times in a row; the version"
                                + " in force stays; why is in the answer of watchlist.v1.lists",
                        source.list(),
                        failed.failures());
                return true;
            }
        }
        return false;
    }

    private static String why(RuntimeException e) {
        return String.valueOf(e.getMessage());
    }

    @Override
    public void close() {
        stopped.countDown();
        try {
            for (Thread thread : threads) {
                if (thread.isAlive() && !thread.join(PATIENCE)) {
                    thread.interrupt();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
