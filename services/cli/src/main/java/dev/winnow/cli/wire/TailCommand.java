package dev.winnow.cli.wire;

import dev.winnow.cli.console.CommandFailure;
import dev.winnow.cli.console.Context;
import dev.winnow.cli.console.ExitCode;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.RawClient;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code winnow tail [SUBJECT|STREAM]}. */
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        description = {
            "Prints messages as JSON lines, as they come or as streams keep them.",
            "",
            "Ends with Ctrl-C, after --count messages, or with --no-follow when all that is kept"
                    + " has been printed.",
            ""
        })
public final class TailCommand implements Callable<Integer> {
    private static final long LOOK_AGAIN_SECONDS = 2;

    private final Context context;

    @Mixin private NatsOptions nats = new NatsOptions();

    @Parameters(
            paramLabel = "SUBJECT|STREAM",
            arity = "0..1",
            defaultValue = "events.>",
            description = "What to listen to. Default: ${DEFAULT-VALUE}.")
    private String what = "events.>";

    /** Where to begin. */
    enum From {
        start,
        now
    }

    @Option(
            names = "--from",
            paramLabel = "start|now",
            defaultValue = "now",
            description =
                    "start: everything that streams keep, in their order; now: what comes. Default:"
                            + " ${DEFAULT-VALUE}.")
    private From from = From.now;

    @Option(names = "--no-follow", description = "With --from start: end where the streams end.")
    private boolean noFollow;

    @Option(names = "--count", paramLabel = "N", description = "End after so many messages.")
    private long count = Long.MAX_VALUE;

    @Option(names = "--headers", description = "Print all headers, too.")
    private boolean withHeaders;

    private long printed;

    public TailCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        try (Messaging messaging = nats.connect(context)) {
            RawClient raw = messaging.raw();
            if (from == From.now) {
                listen(raw);
            } else {
                replay(raw, new JetStream(raw, nats.timeout()));
            }
            return ExitCode.DONE;
        }
    }

    private void listen(RawClient raw) throws InterruptedException {
        Semaphore done = new Semaphore(0);
        try (RawClient.Subscription listening =
                raw.subscribe(
                        what,
                        message -> {
                            boolean more =
                                    print(
                                            EventLine.of(
                                                    message.subject(),
                                                    null,
                                                    null,
                                                    message.headers(),
                                                    message.body(),
                                                    withHeaders));
                            if (!more) {
                                done.release();
                            }
                        })) {
            while (listening.isOpen() && !done.tryAcquire(LOOK_AGAIN_SECONDS, TimeUnit.SECONDS)) {
                stopWhenNobodyReads();
            }
        }
    }

    /** The subscription only says that there is something to fetch: fetching loses nothing. */
    private void replay(RawClient raw, JetStream jetStream) throws InterruptedException {
        Optional<String> subjectOfStream = jetStream.subjectOf(what);
        String subject = subjectOfStream.orElse(what);
        List<String> streams =
                subjectOfStream.isPresent() ? List.of(what) : jetStream.streamsOf(what);
        if (streams.isEmpty()) {
            throw new CommandFailure(ExitCode.FAILED, "no stream keeps " + what);
        }
        Map<String, Long> next = new LinkedHashMap<>();
        streams.forEach(name -> next.put(name, 1L));
        Semaphore news = new Semaphore(0);
        try (RawClient.Subscription listening = raw.subscribe(subject, message -> news.release())) {
            boolean more = true;
            while (more) {
                for (String name : streams) {
                    more = more && drain(jetStream, name, subjectOfStream.isPresent(), next);
                }
                stopWhenNobodyReads();
                more = more && !noFollow && listening.isOpen();
                if (more && news.tryAcquire(LOOK_AGAIN_SECONDS, TimeUnit.SECONDS)) {
                    news.drainPermits(); // one look finds everything
                }
            }
        }
    }

    private boolean drain(
            JetStream jetStream, String stream, boolean whole, Map<String, Long> next) {
        String subject = whole ? ">" : what;
        while (true) {
            Optional<JetStream.Stored> found =
                    jetStream.next(stream, subject, next.getOrDefault(stream, 1L));
            if (found.isEmpty()) {
                return true;
            }
            JetStream.Stored message = found.get();
            next.put(stream, message.sequence() + 1);
            boolean more =
                    print(
                            EventLine.of(
                                    message.subject(),
                                    message.sequence(),
                                    message.time(),
                                    message.headers(),
                                    message.data(),
                                    withHeaders));
            if (!more) {
                return false;
            }
        }
    }

    /** Prints one line; false when it was the last one wanted. */
    private boolean print(EventLine line) {
        if (printed < count) {
            context.terminal().out().println(line.json());
            printed++;
        }
        return printed < count;
    }

    /** As `tail -f FILE | head` has to end. */
    private void stopWhenNobodyReads() {
        PrintStream out = context.terminal().out();
        if (out.checkError()) {
            throw new CommandFailure(ExitCode.DONE, "nobody reads standard output any more");
        }
    }
}
