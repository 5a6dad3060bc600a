package dev.winnow.faults.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The wall clock of processes that are started with its environment, as if somebody had set it
 * wrong; it may be set while they run. Their measure of time that passes is right, so what waits,
 * waits as long as it should. Needs a C compiler: a small library is put before the system's. (The
 * libfaketime of Debian 12 lets timed waits of a JVM's main thread return at once.)
 */
public final class FakeClock {
    private static final String SOURCE = "clock.c";

    private final Path library;
    private final Path offset;

    private FakeClock(Path library, Path offset) {
        this.library = library;
        this.offset = offset;
    }

    /** Why there can be none here; empty when there can. */
    public static Optional<String> missing() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.of("it needs Linux");
        }
        return compiler().isPresent()
                ? Optional.empty()
                : Optional.of("there is no C compiler (cc, gcc, clang) on this machine");
    }

    private static Optional<Path> compiler() {
        return Command.find("cc").or(() -> Command.find("gcc")).or(() -> Command.find("clang"));
    }

    /**
     * Makes one that is right.
     *
     * @param folder for its files, which must stay while the processes run
     * @throws MachineException when the library cannot be compiled
     */
    public static FakeClock make(Path folder) {
        Path source = folder.resolve(SOURCE);
        FakeClock clock =
                new FakeClock(
                        folder.resolve("clock.so").toAbsolutePath(),
                        folder.resolve("clock.offset").toAbsolutePath());
        try (InputStream text =
                Objects.requireNonNull(FakeClock.class.getResourceAsStream(SOURCE))) {
            Files.createDirectories(folder);
            Files.copy(text, source, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Command.run(
                compiler().orElseThrow().toString(),
                "-O2",
                "-shared",
                "-fPIC",
                "-o",
                clock.library.toString(),
                source.toString(),
                "-ldl");
        clock.set(Duration.ZERO);
        return clock;
    }

    /** What a process needs in its environment. */
    public Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "CLOCK_OFFSET_FILE", offset.toString());
    }

    /** How far it is ahead of the right time, in whole seconds; negative is behind. At once. */
    public void set(Duration ahead) {
        ByteBuffer bytes =
                ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.nativeOrder())
                        .putLong(0, ahead.toSeconds());
        // In place, and in one write: processes have it mapped.
        try (FileChannel file =
                FileChannel.open(offset, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(bytes, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
