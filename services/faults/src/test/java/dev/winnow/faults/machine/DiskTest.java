package dev.winnow.faults.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The full disk, and the one whose power goes. */
final class DiskTest {
    @TempDir private Path folder;

    @Test
    void aFullDiskTakesNothingUntilThereIsRoom() throws IOException {
        assume(SmallDisk.missing());
        try (SmallDisk disk = SmallDisk.mount(folder, 4)) {
            Path file = disk.path().resolve("file");
            Files.write(file, new byte[1_000_000]);
            disk.fill();
            assertThat(disk.room()).isZero();
            assertThatThrownBy(() -> Files.write(file, new byte[8192], StandardOpenOption.APPEND))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left");
            disk.free();
            Files.write(file, new byte[8192], StandardOpenOption.APPEND);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatWasNotSyncedIsGoneWithThePower() throws IOException {
        assume(PowerLoss.missing());
        try (PowerLoss disk = PowerLoss.mount(folder, 32)) {
            Path synced = disk.path().resolve("synced");
            Path written = disk.path().resolve("written");
            write(synced, true);
            write(written, false);
            assertThat(written).hasSize(5);
            Path left = disk.snapshot();
            disk.restore(left);
            assertThat(synced).hasContent("fact!");
            assertThat(!Files.exists(written) || Files.size(written) == 0).isTrue();
        }
        assertThat(folder).isEmptyDirectory();
    }

    private static void write(Path file, boolean sync) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(
                    ByteBuffer.wrap("fact!".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
            if (sync) {
                channel.force(true);
            }
        }
    }

    private static void assume(Optional<String> missing) {
        assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
    }
}
