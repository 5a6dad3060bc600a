package dev.winnow.messaging.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
    enum Mode {
        SAFE,
        VERY_FAST
    }

    record Pool(
            @Default("10") int maximumSize,
            @Default("2s") Duration timeout,
            Optional<Secret> password) {
        Pool {
            if (maximumSize < 1) {
                throw new IllegalArgumentException("maximum-size must be at least 1");
            }
        }
    }

    record Everything(
            String name,
            @Default("7") int count,
            @Default("8000000000") long total,
            @Default("0.5") double ratio,
            @Default("true") boolean enabled,
            @Default("250ms") Duration pause,
            @Default("64KiB") DataSize size,
            @Default("data") Path folder,
            @Default("http://localhost/x") URI address,
            @Default("safe") Mode mode,
            Optional<String> note,
            @Default("a,b") List<String> names,
            Pool pool,
            Optional<Pool> secondPool) {}

    private static final Map<String, String> LEAST = Map.of("name", "n");

    @Test
    void whatIsNotGivenTakesItsDefault() {
        assertThat(ConfigReader.read(Everything.class, LEAST))
                .isEqualTo(
                        new Everything(
                                "n",
                                7,
                                8_000_000_000L,
                                0.5,
                                true,
                                Duration.ofMillis(250),
                                new DataSize(65_536),
                                Path.of("data"),
                                URI.create("http://localhost/x"),
                                Mode.SAFE,
                                Optional.empty(),
                                List.of("a", "b"),
                                new Pool(10, Duration.ofSeconds(2), Optional.empty()),
                                Optional.empty()));
    }

    @Test
    void everyTypeIsReadFromItsKey() {
        Everything read =
                ConfigReader.read(
                        Everything.class,
                        Map.ofEntries(
                                Map.entry("name", "other"),
                                Map.entry("count", "-1"),
                                Map.entry("total", "5"),
                                Map.entry("ratio", "1.25"),
                                Map.entry("enabled", "false"),
                                Map.entry("pause", "2m"),
                                Map.entry("size", "3 MiB"),
                                Map.entry("folder", "/tmp/y"),
                                Map.entry("address", "https://example.test"),
                                Map.entry("mode", "very-fast"),
                                Map.entry("note", "hello"),
                                Map.entry("names", "x, y ,z"),
                                Map.entry("pool.maximum-size", "3"),
                                Map.entry("pool.timeout", "1h"),
                                Map.entry("pool.password", "hunter2"),
                                Map.entry("second-pool.maximum-size", "4")));
        assertThat(read)
                .isEqualTo(
                        new Everything(
                                "other",
                                -1,
                                5,
                                1.25,
                                false,
                                Duration.ofMinutes(2),
                                new DataSize(3 << 20),
                                Path.of("/tmp/y"),
                                URI.create("https://example.test"),
                                Mode.VERY_FAST,
                                Optional.of("hello"),
                                List.of("x", "y", "z"),
                                new Pool(
                                        3, Duration.ofHours(1), Optional.of(new Secret("hunter2"))),
                                Optional.of(new Pool(4, Duration.ofSeconds(2), Optional.empty()))));
    }

    @Test
    void anUnknownKeyIsAnErrorWithTheNearestKnownOne() {
        assertThat(problems(Map.of("name", "n", "pool.maximumsize", "3")))
                .containsExactly("unknown key pool.maximumsize; did you mean pool.maximum-size?");
        assertThat(problems(Map.of("name", "n", "zebra.stripes.of.the.north", "3")))
                .containsExactly("unknown key zebra.stripes.of.the.north");
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        assertThat(
                        problems(
                                Map.of(
                                        "count", "many",
                                        "enabled", "yes",
                                        "pause", "5",
                                        "size", "12",
                                        "mode", "slow",
                                        "names", "a,,b",
                                        "pool.maximum-size", "0")))
                .containsExactly(
                        "name is missing (text); set it in the file or as WINNOW_NAME",
                        "count must be a whole number, not 'many'",
                        "enabled must be true or false, not 'yes'",
                        "pause must be a duration such as 250ms, 5s, 2m, not '5'",
                        "size must be a size such as 64KiB, not '12'",
                        "mode must be one of safe, very-fast, not 'slow'",
                        "names has an empty element",
                        "pool maximum-size must be at least 1");
    }

    @Test
    void aSecretIsNeverPrinted() {
        Everything read =
                ConfigReader.read(
                        Everything.class, Map.of("name", "n", "pool.password", "hunter2"));
        assertThat(read.toString()).doesNotContain("hunter2").contains("***");
        assertThat(problems(Map.of("name", "n", "pool.password", "")))
                .containsExactly("pool.password must be a secret");
        assertThat(problems(Map.of("name", "n", "address", "nats://me:hunter2@ h")).toString())
                .doesNotContain("hunter2")
                .contains("//***@ h");
        ConfigException failure = failure(Map.of("pool.password", "hunter2", "nme", "n"));
        assertThat(failure.toString()).doesNotContain("hunter2");
    }

    @Test
    void theEnvironmentOverridesTheFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("winnow.properties");
        Files.writeString(file, "name=from the file\ncount=1\n");
        Everything read =
                ConfigReader.load(
                        Everything.class,
                        Map.of(
                                "WINNOW_CONFIG", file.toString(),
                                "WINNOW_COUNT", "2",
                                "WINNOW_POOL_MAXIMUM_SIZE", "5",
                                "WINNOW_LOG_LEVEL", "debug",
                                "HOME", "/root"));
        assertThat(read.name()).isEqualTo("from the file");
        assertThat(read.count()).isEqualTo(2);
        assertThat(read.pool().maximumSize()).isEqualTo(5);
    }

    @Test
    void aMisspelledVariableOfASectionAndAKeySetTwiceAreErrors(@TempDir Path folder)
            throws IOException {
        Path file = folder.resolve("winnow.properties");
        Files.writeString(file, "name=a\nname=b\n");
        assertThatThrownBy(() ->
                        ConfigReader.load(
                                Everything.class,
                                Map.of(
                                        "WINNOW_CONFIG",
                                        file.toString(),
                                        "WINNOW_POOL_MAX_SIZE",
                                        "5")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("name is set twice in " + file)
                .hasMessageContaining(
                        "unknown environment variable WINNOW_POOL_MAX_SIZE; did you mean"
                                + " WINNOW_POOL_MAXIMUM_SIZE?");
    }

    @Test
    void aFileThatIsNotThereIsAnError() {
        assertThatThrownBy(() ->
                        ConfigReader.load(Pool.class, Map.of("WINNOW_CONFIG", "/no/such/file")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("there is no file /no/such/file");
    }

    @Test
    void keysSayWhatIsExpected() {
        assertThat(ConfigReader.keys(Pool.class))
                .containsExactly(
                        new ConfigKey("maximum-size", "a whole number", Optional.of("10"), false),
                        new ConfigKey(
                                "timeout",
                                "a duration such as 250ms, 5s, 2m",
                                Optional.of("2s"),
                                false),
                        new ConfigKey("password", "a secret", Optional.empty(), false));
    }

    @Test
    void sizesArePrintedAsTheyAreWritten() {
        assertThat(DataSize.parse("1536KiB")).hasToString("1536KiB");
        assertThat(DataSize.parse("1024KiB")).hasToString("1MiB");
        assertThat(new DataSize(0)).hasToString("0B");
        assertThatThrownBy(() -> DataSize.parse("99999999999 TiB"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> problems(Map<String, String> values) {
        return failure(values).problems();
    }

    private static ConfigException failure(Map<String, String> values) {
        ConfigException failure =
                catchThrowableOfType(
                        ConfigException.class, () -> ConfigReader.read(Everything.class, values));
        assertThat(failure).as("a refusal of %s", values).isNotNull();
        return failure;
    }
}
