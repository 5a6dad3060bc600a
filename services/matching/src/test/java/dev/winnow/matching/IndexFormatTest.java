package dev.winnow.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IndexFormatTest {
    private static final List<String> NAMES =
            List.of(
                    "Anatoly Vorenkov",
                    "Worenkov, Anatoli S.",
                    "Jagoda Penderecka Wilk",
                    "\u0410\u043d\u0430\u0442\u043e\u043b\u0438\u0439",
                    "Abd al-Rahim Qasimani");

    @TempDir Path folder;

    private final NameIndex index = IndexBuilder.build(NAMES.size(), n -> tokens(NAMES.get(n)));
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("names.index");
        try (FileChannel to =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            IndexFormat.write(index, "these", to);
        }
    }

    @Test
    void anIndexThatIsReadFindsTheSame() throws IOException {
        NameIndex read = read("these");
        assertThat(read.size()).isEqualTo(NAMES.size());
        for (String name : NAMES) {
            assertThat(found(read, name)).isEqualTo(found(index, name)).containsValue(1.0);
        }
    }

    @Test
    void otherNamesAreNotTaken() {
        assertThatThrownBy(() -> read("those"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("other names");
    }

    @Test
    void everyDamagedByteIsNoticed() throws IOException {
        byte[] good = Files.readAllBytes(file);
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 0x10;
            Files.write(file, bad);
            assertThatThrownBy(() -> read("these"))
                    .as("byte %d of %d", i, good.length)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void everyLengthButTheRightOneIsNoticed() throws IOException {
        byte[] good = Files.readAllBytes(file);
        for (int length = 0; length <= good.length + 8; length++) {
            Files.write(file, Arrays.copyOf(good, length));
            if (length != good.length) {
                assertThatThrownBy(() -> read("these"))
                        .as("%d of %d bytes", length, good.length)
                        .isInstanceOf(IOException.class);
            }
        }
    }

    private NameIndex read(String names) throws IOException {
        try (FileChannel from = FileChannel.open(file)) {
            return IndexFormat.read(names, from);
        }
    }

    private static Map<Integer, Double> found(NameIndex in, String name) {
        Map<Integer, Double> found = new HashMap<>();
        in.find(tokens(name), 0.5, found::put);
        return found;
    }

    private static NameTokens tokens(String name) {
        return Normaliser.standard().tokens(name, true);
    }
}
