package dev.winnow.benchmarks.overload;

import dev.winnow.benchmarks.request.RawJnats;
import io.nats.client.Connection;
import io.nats.client.Message;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Load made as cheaply as can be, since it shares the processors with what it measures: bytes that
 * are made once, on a bare connection, and one thread each for asking and for the answers. Open
 * load begins its requests at a rate, whatever became of those before, and their time counts from
 * when each was due: a generator that comes late makes no latency look better.
 */
public final class OpenLoad implements AutoCloseable {
    private static final long HIGHEST_NANOS = Duration.ofMinutes(1).toNanos();
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(3);
    private static final String REFUSED = "429";

    private final Connection nats;
    private final String subject;
    private final List<byte[]> bodies;

    /**
     * @param bodies that are sent one after the other, and from the first again
     */
    public OpenLoad(String url, String subject, List<byte[]> bodies) throws Exception {
        this.nats = RawJnats.connect(url);
        this.subject = subject;
        this.bodies = List.copyOf(bodies);
    }

    private byte[] body(long number) {
        return bodies.get((int) (number % bodies.size()));
    }

    /**
     * What a slice came to; rates are per second.
     *
     * @param lost neither answered nor refused for too many requests: silence and other errors
     */
    public record Result(
            double offered,
            double answered,
            Histogram accepted,
            Histogram refused,
            Histogram late,
            long lost) {
        public double acceptedMillis(double percentile) {
            return accepted.getValueAtPercentile(percentile) / 1e6;
        }

        double refusedMillis(double percentile) {
            return refused.getValueAtPercentile(percentile) / 1e6;
        }

        public double lateMillis(double percentile) {
            return late.getValueAtPercentile(percentile) / 1e6;
        }
    }

    /** The requests of a slice; the last token of the reply's subject is the request's number. */
    private static final class Tally {
        private final Histogram accepted = new ConcurrentHistogram(HIGHEST_NANOS, 3);
        private final Histogram refused = new ConcurrentHistogram(HIGHEST_NANOS, 3);
        private final Histogram late = new Histogram(HIGHEST_NANOS, 3);
        private final LongAdder others = new LongAdder();
        private final long began = System.nanoTime();
        private final double apart;

        Tally(double apart) {
            this.apart = apart;
        }

        long due(long number) {
            return began + (long) (number * apart);
        }

        void take(Message reply) {
            String to = reply.getSubject();
            long number = Long.parseLong(to, to.lastIndexOf('.') + 1, to.length(), 10);
            long took = System.nanoTime() - due(number);
            switch (kind(reply)) {
                case ANSWER -> accepted.recordValue(took);
                case REFUSAL -> refused.recordValue(took);
                case OTHER -> others.increment();
            }
        }

        long replies() {
            return accepted.getTotalCount() + refused.getTotalCount() + others.sum();
        }
    }

    private enum Kind {
        ANSWER,
        REFUSAL,
        OTHER
    }

    private static Kind kind(Message reply) {
        if (reply.isStatusMessage()) {
            return Kind.OTHER;
        }
        if (!reply.hasHeaders()) {
            return Kind.ANSWER;
        }
        String code = reply.getHeaders().getFirst("Nats-Service-Error-Code");
        return REFUSED.equals(code) ? Kind.REFUSAL : code == null ? Kind.ANSWER : Kind.OTHER;
    }

    /** Until the service is there. */
    public void awaitService() throws InterruptedException {
        Message reply = null;
        while (reply == null || kind(reply) != Kind.ANSWER) {
            LockSupport.parkNanos(10_000_000);
            reply = nats.request(subject, body(0), Duration.ofMillis(500));
        }
    }

    /** Answers a second with so many requests under way, each followed by one when answered. */
    double closed(int requests, Duration warmUp, Duration time) throws InterruptedException {
        String inbox = nats.createInbox();
        LongAdder answered = new LongAdder();
        var replies =
                nats.createDispatcher(reply -> {
                    if (kind(reply) == Kind.ANSWER) {
                        answered.increment();
                    }
                    nats.publish(subject, inbox, body(0));
                });
        replies.subscribe(inbox);
        for (int i = 0; i < requests; i++) {
            nats.publish(subject, inbox, body(0));
        }
        Thread.sleep(warmUp);
        long before = answered.sum();
        long began = System.nanoTime();
        Thread.sleep(time);
        double rate = (answered.sum() - before) * 1e9 / (System.nanoTime() - began);
        nats.closeDispatcher(replies);
        Thread.sleep(Duration.ofMillis(200));
        return rate;
    }

    /** So many requests a second for a while, whatever becomes of them. */
    public Result open(double perSecond, Duration time) throws InterruptedException {
        String inbox = nats.createInbox() + ".";
        long count = (long) (perSecond * time.toNanos() / 1e9);
        Tally tally = new Tally(1e9 / perSecond);
        var replies = nats.createDispatcher(tally::take);
        replies.subscribe(inbox + "*");
        for (long i = 0; i < count; i++) {
            long due = tally.due(i);
            for (long left = left(due); left > 0; left = left(due)) {
                LockSupport.parkNanos(left);
            }
            nats.publish(subject, inbox + i, body(i));
            tally.late.recordValue(Math.max(0, -left(due)));
        }
        double seconds = (System.nanoTime() - tally.began) / 1e9;
        long end = System.nanoTime() + LAST_ANSWERS.toNanos();
        while (tally.replies() < count && left(end) > 0) {
            LockSupport.parkNanos(1_000_000);
        }
        nats.closeDispatcher(replies);
        return new Result(
                count / seconds,
                tally.accepted.getTotalCount() / seconds,
                tally.accepted,
                tally.refused,
                tally.late,
                count - tally.accepted.getTotalCount() - tally.refused.getTotalCount());
    }

    private static long left(long due) {
        return due - System.nanoTime();
    }

    @Override
    public void close() {
        try {
            nats.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
