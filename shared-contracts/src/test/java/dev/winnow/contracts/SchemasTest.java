package dev.winnow.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the schema files and the records together. With {@code -Dschemas.write} the files are
 * written anew, but never over one that older readers or writers rely on.
 */
class SchemasTest {
    private static final Path FOLDER = Path.of("src/main/resources/schemas");
    private static final boolean WRITE = System.getProperty("schemas.write") != null;
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @TestFactory
    Stream<DynamicTest> aRecordStillFitsItsSchemaFile() {
        return Schemas.all().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry)));
    }

    @Test
    void noSchemaFileIsLeftWithoutAContract() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("a contract that is gone takes its readers and writers with it")
                    .containsExactlyInAnyOrderElementsOf(new TreeSet<>(Schemas.all().keySet()));
        }
    }

    private static void check(Map.Entry<String, JsonNode> schema) throws IOException {
        Path file = FOLDER.resolve(schema.getKey());
        if (Files.exists(file)) {
            JsonNode kept = MAPPER.readTree(Files.readString(file));
            List<String> breaks = Compatibility.breaks(kept, schema.getValue());
            assertThat(breaks)
                    .as("%s: make a new version of the contract beside the old one", file)
                    .isEmpty();
            if (kept.equals(schema.getValue())) {
                return;
            }
        }
        if (!WRITE) {
            fail(file + " is not what the record says now: run the test with -Dschemas.write");
        }
        Files.createDirectories(FOLDER);
        Files.writeString(file, MAPPER.writeValueAsString(schema.getValue()) + "\n");
    }
}
