package dev.winnow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The walk-through of services/README.md is the code in {@code dev.winnow.letters}, which runs on
 * real servers in its own test.
 */
final class WalkThroughTest {
    private static final int MOST_LINES = 150;
    private static final Path SOURCES = Path.of("src", "test");
    private static final Pattern BLOCK =
            Pattern.compile("<!-- code: (\\S+) -->\\n```\\w+\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern SHOWN =
            Pattern.compile("// begin [^\\n]*\\n(.*?)// end", Pattern.DOTALL);

    @Test
    void everyBlockIsTheCodeThatRuns() throws IOException {
        for (Map.Entry<String, String> block : blocks().entrySet()) {
            assertThat(block.getValue())
                    .as("the block of %s in services/README.md", block.getKey())
                    .isEqualTo(shown(Files.readString(SOURCES.resolve(block.getKey()))));
        }
    }

    @Test
    void noFileOfTheServiceIsLeftOut() throws IOException {
        assertThat(blocks().keySet()).containsExactlyInAnyOrderElementsOf(files());
    }

    @Test
    void theReaderWritesLessThan150Lines() throws IOException {
        long lines =
                blocks().values().stream()
                        .flatMap(String::lines)
                        .filter(line -> !line.isBlank())
                        .count();
        assertThat(lines).isLessThan(MOST_LINES);
    }

    @Test
    void theServiceKeepsTheHousesRules() {
        JavaClasses service =
                new ClassFileImporter()
                        .withImportOption(location -> !location.contains("LettersTest"))
                        .importPackages("dev.winnow.letters");
        assertThatCode(() -> HexagonRules.check("dev.winnow.letters", service))
                .doesNotThrowAnyException();
    }

    private static Map<String, String> blocks() throws IOException {
        Map<String, String> blocks = new LinkedHashMap<>();
        Matcher block = BLOCK.matcher(Files.readString(Path.of("..", "README.md")));
        while (block.find()) {
            blocks.put(block.group(1), block.group(2));
        }
        return blocks;
    }

    /** What stands between the marks, or all of it where there are none. */
    private static String shown(String source) {
        Matcher marked = SHOWN.matcher(source);
        return marked.find() ? marked.group(1) : source;
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(SOURCES)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> SOURCES.relativize(file).toString())
                    .filter(file -> file.contains("/letters/"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .toList();
        }
    }
}
