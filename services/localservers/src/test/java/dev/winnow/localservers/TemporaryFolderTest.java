package dev.winnow.localservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TemporaryFolderTest {
    @Test
    void onCloseTheFolderIsGone() {
        NatsServer.Options nats = NatsServer.Options.temporary();
        try (NatsServer server = NatsServer.start(nats)) {
            server.kill();
            assertThat(nats.storeDir()).exists();
        }
        PostgresServer.Options postgres = PostgresServer.Options.temporary();
        try (PostgresServer server = PostgresServer.start(postgres)) {
            server.stop();
            assertThat(postgres.dataDir()).exists();
        }
        assertThat(nats.storeDir()).doesNotExist();
        assertThat(postgres.dataDir()).doesNotExist();
    }

    @Test
    void atTheJvmsEndServersAndFoldersAreGone() throws Exception {
        assertGone(serversOfAnotherJvm());
    }

    @Test
    void whatAKilledJvmLeftIsGoneWhenTheNextOneStarts() throws Exception {
        List<String> left = serversOfAnotherJvm("killed");
        assertThat(left).allSatisfy(folder -> assertThat(Path.of(folder)).exists());
        List<String> next = serversOfAnotherJvm();
        assertGone(left);
        assertGone(next);
    }

    @Test
    void whatALiveJvmHasStays() throws Exception {
        NatsServer.Options mine = NatsServer.Options.temporary();
        serversOfAnotherJvm();
        assertThat(mine.storeDir()).exists();
        TemporaryFolder.remove(mine.storeDir());
        assertThat(mine.storeDir()).doesNotExist();
    }

    private static void assertGone(List<String> folders) {
        for (String folder : folders) {
            assertThat(Path.of(folder)).doesNotExist();
            assertThat(ChildProcess.find("nats-server", a -> a.contains("--store_dir=" + folder)))
                    .isEmpty();
        }
    }

    private static List<String> serversOfAnotherJvm(String... arguments)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TemporaryServers.class.getName());
        builder.command().addAll(List.of(arguments));
        Process jvm = builder.redirectErrorStream(true).start();
        String output =
                new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(jvm.waitFor()).as(output).isZero();
        List<String> words = List.of(output.substring(output.lastIndexOf('\n') + 1).split(" "));
        assertThat(words).hasSize(3).first().isEqualTo("true");
        return words.subList(1, 3);
    }
}
