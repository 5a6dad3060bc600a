package dev.winnow.faults.counter;

import dev.winnow.messaging.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One delivery, as a worker wrote it down before it began.
 *
 * @param delivery how often the event has been delivered, this time included
 * @param worker the id of the process
 */
public record DeliveryLine(
        String key, int sequence, String id, int delivery, String worker, Instant at) {

    /** The deliveries of keys that begin with the prefix, in all files of the folder, by time. */
    public static List<DeliveryLine> read(Path folder, String prefix) throws IOException {
        List<DeliveryLine> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                for (String line : Files.readAllLines(file)) {
                    if (line.contains(prefix)) {
                        byte[] json = line.getBytes(StandardCharsets.UTF_8);
                        found.add(Json.read(json, DeliveryLine.class));
                    }
                }
            }
        }
        found.removeIf(line -> !line.key().startsWith(prefix));
        found.sort(Comparator.comparing(DeliveryLine::at));
        return found;
    }
}
