package dev.winnow.benchmarks.request;

import dev.winnow.benchmarks.Calling;
import dev.winnow.benchmarks.Load;
import dev.winnow.benchmarks.Report;
import dev.winnow.benchmarks.Rounds;
import dev.winnow.localservers.NatsServer;
import dev.winnow.messaging.Json;
import java.util.ArrayList;
import java.util.List;

/** The same request by each contender, small and large, by few callers and by many. */
public final class RequestSuite {
    private static final int LARGE = 64 * 1024;

    private final List<Integer> callers;
    private final List<Integer> notes;
    private final Rounds rounds;

    public RequestSuite(List<Integer> callers, boolean large, Rounds rounds) {
        this.callers = List.copyOf(callers);
        this.notes = large ? List.of(0, LARGE) : List.of(0);
        this.rounds = rounds;
    }

    public void run(Report report) throws Exception {
        try (NatsServer nats = NatsServer.start(NatsServer.Options.temporary())) {
            Load load = new Load(List.of(nats.pid()));
            for (int note : notes) {
                List<Calling> contenders = contenders(nats.url(), Echo.withNote(note));
                try {
                    for (int count : callers) {
                        String title =
                                "request/reply, %s, %d %s"
                                        .formatted(
                                                note == 0 ? "small" : "64 KiB",
                                                count,
                                                count == 1 ? "caller" : "callers");
                        report.add(
                                title,
                                rounds.run(contenders, (c, time) -> load.run(c, count, time)));
                    }
                } finally {
                    for (Calling contender : contenders) {
                        contender.end();
                    }
                }
            }
        }
    }

    private static List<Calling> contenders(String url, Echo request) throws Exception {
        byte[] body = Json.write(request);
        List<Calling> all = new ArrayList<>();
        all.add(new RawJnats(url, body));
        all.add(new JnatsService(url, body));
        all.add(new GrpcUnary(body));
        all.add(new Winnow(url, request));
        return all;
    }
}
