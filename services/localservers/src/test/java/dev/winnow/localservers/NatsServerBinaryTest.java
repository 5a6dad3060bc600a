package dev.winnow.localservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NatsServerBinaryTest {
    @TempDir private Path dir;

    @Test
    void theEnvironmentWinsOverPathAndPathOverTheCache() throws IOException {
        Path named = program("named", "v2.12.0");
        Path onPath = program("path/nats-server", "v2.12.0");
        Path kept = program("cache/bin/nats-server", "v2.12.0");
        Path cache = dir.resolve("cache");
        String path = dir.resolve("path").toString();

        assertThat(
                        NatsServerBinary.find(
                                Map.of("WINNOW_NATS_SERVER", named.toString(), "PATH", path),
                                cache))
                .isEqualTo(named);
        assertThat(NatsServerBinary.find(Map.of("PATH", path), cache)).isEqualTo(onPath);
        assertThat(NatsServerBinary.find(Map.of("PATH", "/nowhere"), cache)).isEqualTo(kept);
    }

    @Test
    void anOldOneOnPathIsPassedOver() throws IOException {
        program("path/nats-server", "v2.10.27");
        Path kept = program("cache/bin/nats-server", "v2.11.0");
        assertThat(
                        NatsServerBinary.find(
                                Map.of("PATH", dir.resolve("path").toString()),
                                dir.resolve("cache")))
                .isEqualTo(kept);
    }

    @Test
    void noneAtAllIsOneClearLineThatSaysWhatToDo() throws IOException {
        program("path/nats-server", "v1.4.1");
        Map<String, String> environment = Map.of("PATH", dir.resolve("path").toString());
        assertThatThrownBy(() -> NatsServerBinary.find(environment, dir.resolve("cache")))
                .isInstanceOf(LocalServerException.class)
                .hasMessageContaining("too old")
                .hasMessageContaining("scripts/get-nats-server")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aWrongPathInTheEnvironmentIsAnErrorAndNotPassedOver() {
        Map<String, String> environment = Map.of("WINNOW_NATS_SERVER", "/nowhere/nats-server");
        assertThatThrownBy(() -> NatsServerBinary.find(environment, dir))
                .isInstanceOf(LocalServerException.class)
                .hasMessageContaining("/nowhere/nats-server");
    }

    private Path program(String name, String version) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\necho 'nats-server: " + version + "'\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
