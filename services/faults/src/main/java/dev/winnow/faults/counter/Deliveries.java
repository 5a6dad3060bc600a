package dev.winnow.faults.counter;

import dev.winnow.faults.counter.CounterContracts.Fact;
import dev.winnow.messaging.Json;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A file with a line for each delivery, each added by one write: what the operating system has is
 * there also after a SIGKILL. Not a channel, which an interrupted handler would close. Safe to
 * share.
 */
final class Deliveries {
    private final OutputStream out;

    Deliveries(Path file) {
        try {
            out = new FileOutputStream(file.toFile(), true);
        } catch (IOException e) {
            throw new IllegalArgumentException("the file of deliveries cannot be opened", e);
        }
    }

    void add(Fact fact, int delivery, String worker) throws IOException {
        DeliveryLine line =
                new DeliveryLine(
                        fact.key(), fact.sequence(), fact.id(), delivery, worker, Instant.now());
        String text = new String(Json.write(line), StandardCharsets.UTF_8) + "\n";
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
