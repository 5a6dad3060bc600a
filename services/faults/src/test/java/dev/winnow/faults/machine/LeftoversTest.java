package dev.winnow.faults.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed run has left is taken away by the next. */
final class LeftoversTest {
    private static final Path MOUNTS = Path.of("/proc/mounts");

    @TempDir private Path folder;

    @Test
    void goWhenTheNextRunMakesItsOwn() throws Exception {
        Optional<String> missing =
                Namespace.missing().or(PowerLoss::missing).or(SmallDisk::missing);
        assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
        Process killed =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Killed.class.getName(),
                                folder.toString())
                        .inheritIO()
                        .start();
        assertThat(killed.waitFor()).isEqualTo(137);
        List<String> left = Files.readAllLines(folder.resolve("left"));
        assertThat(Command.run("ip", "netns", "list")).contains(left.get(0));
        assertThat(Files.readString(MOUNTS)).contains(left.get(1), left.get(2));
        Namespace.open().close();
        SmallDisk.mount(folder, 1).close();
        assertThat(Command.run("ip", "netns", "list")).doesNotContain(left.get(0));
        assertThat(Command.run("ip", "link")).doesNotContain("w" + killed.pid() + "-");
        assertThat(Files.readString(MOUNTS)).doesNotContain(left.get(1), left.get(2));
    }

    /** Makes one of each, and ends without a word. */
    static final class Killed {
        private Killed() {}

        public static void main(String[] args) throws Exception {
            Path folder = Path.of(args[0]);
            Namespace network = Namespace.open();
            SmallDisk disk = SmallDisk.mount(folder, 1);
            PowerLoss device = PowerLoss.mount(folder, 8);
            Files.write(
                    folder.resolve("left"),
                    List.of(network.toString(), disk.path().toString(), device.path().toString()));
            Runtime.getRuntime().halt(137);
        }
    }
}
