package dev.winnow.faults.check;

import dev.winnow.messaging.Json;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a run leaves behind. In a folder these are four files of JSON lines, each line with {@code
 * key}, {@code sequence} and {@code id}; more in a line is passed over.
 *
 * @param committed what was promised: {@code committed.jsonl}
 * @param acknowledged what the broker said it has: {@code acknowledged.jsonl}
 * @param delivered each delivery to a worker, repeated ones too: {@code delivered.jsonl}
 * @param effects in the order in which they were made: {@code effects.jsonl}
 */
public record FourSets(
        List<FactLine> committed,
        List<FactLine> acknowledged,
        List<FactLine> delivered,
        List<FactLine> effects) {
    private static final String COMMITTED = "committed.jsonl";
    private static final String ACKNOWLEDGED = "acknowledged.jsonl";
    private static final String DELIVERED = "delivered.jsonl";
    private static final String EFFECTS = "effects.jsonl";

    public FourSets {
        committed = List.copyOf(committed);
        acknowledged = List.copyOf(acknowledged);
        delivered = List.copyOf(delivered);
        effects = List.copyOf(effects);
    }

    /**
     * Reads a folder.
     *
     * @throws BadSetException when a file is not there, or a line in it is no fact
     */
    public static FourSets read(Path folder) {
        return new FourSets(
                lines(folder.resolve(COMMITTED)),
                lines(folder.resolve(ACKNOWLEDGED)),
                lines(folder.resolve(DELIVERED)),
                lines(folder.resolve(EFFECTS)));
    }

    /** Writes the four files, over what was there; the folder is made. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        write(folder.resolve(COMMITTED), committed);
        write(folder.resolve(ACKNOWLEDGED), acknowledged);
        write(folder.resolve(DELIVERED), delivered);
        write(folder.resolve(EFFECTS), effects);
    }

    /**
     * The facts of one file of JSON lines.
     *
     * @throws BadSetException when it is not there, or a line in it is no fact
     */
    public static List<FactLine> lines(Path file) {
        List<FactLine> facts = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                facts.add(fact(line, file, facts.size() + 1));
            }
        } catch (NoSuchFileException e) {
            throw new BadSetException("there is no file " + file, e);
        } catch (IOException e) {
            throw new BadSetException(file + " cannot be read: " + e, e);
        }
        return facts;
    }

    private static FactLine fact(String line, Path file, int number) {
        JsonNode node;
        try {
            node = Json.mapper().readTree(line);
        } catch (JacksonException e) {
            throw new BadSetException(file + ":" + number + " is not JSON: " + line, e);
        }
        JsonNode key = node.path("key");
        JsonNode sequence = node.path("sequence");
        JsonNode id = node.path("id");
        if (!key.isString() || !sequence.isInt() || !id.isString()) {
            throw new BadSetException(file + ":" + number + " is no fact: " + line, null);
        }
        return new FactLine(key.asString(), sequence.asInt(), id.asString());
    }

    private static void write(Path file, List<FactLine> facts) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (FactLine fact : facts) {
                writer.write(new String(Json.write(fact), StandardCharsets.UTF_8));
                writer.write('\n');
            }
        }
    }
}
