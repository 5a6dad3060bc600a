package dev.winnow.localservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TemporaryFolderTest {
    @Test
    void atTheJvmsEndServersAndFoldersAreGone() throws Exception {
        Process jvm =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                TemporaryServers.class.getName())
                        .redirectErrorStream(true)
                        .start();
        String output =
                new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(jvm.waitFor()).as(output).isZero();
        List<String> words = List.of(output.substring(output.lastIndexOf('\n') + 1).split(" "));
        assertThat(words).hasSize(3).first().isEqualTo("true");
        for (String folder : words.subList(1, 3)) {
            assertThat(Path.of(folder)).doesNotExist();
            assertThat(ChildProcess.find("nats-server", a -> a.contains("--store_dir=" + folder)))
                    .isEmpty();
        }
    }
}
