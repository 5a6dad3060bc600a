package dev.winnow.watchlist.adapter.out.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.matching.IndexBuilder;
import dev.winnow.matching.NameIndex;
import dev.winnow.matching.Normaliser;
import dev.winnow.watchlist.domain.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IndexFilesTest {
    @TempDir Path temp;

    private int made;

    @Test
    void anIndexIsMadeOnceAndThenRead() {
        IndexFiles files = new IndexFiles(temp.resolve("new"));
        assertThat(index(files, 1, "names").size()).isEqualTo(2);
        assertThat(index(files, 1, "names").size()).isEqualTo(2);
        assertThat(made).isEqualTo(1);
    }

    @Test
    void oneOfOtherNamesIsMadeAnew() {
        IndexFiles files = new IndexFiles(temp);
        index(files, 1, "names");
        index(files, 1, "other names");
        index(files, 1, "other names");
        assertThat(made).isEqualTo(2);
    }

    @Test
    void aDamagedOneIsMadeAnewAndPutInPlace() throws IOException {
        IndexFiles files = new IndexFiles(temp);
        index(files, 1, "names");
        Path file = onlyFile();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        index(files, 1, "names");
        index(files, 1, "names");
        assertThat(made).isEqualTo(2);
    }

    @Test
    void aFolderThatCannotBeWrittenIsNoHindrance() throws IOException {
        Path notAFolder = Files.writeString(temp.resolve("file"), "");
        assertThat(index(new IndexFiles(notAFolder), 1, "names").size()).isEqualTo(2);
    }

    @Test
    void ofEarlierVersionsOnlyTheLastStay() throws IOException {
        IndexFiles files = new IndexFiles(temp);
        for (int version = 1; version <= 12; version++) {
            index(files, version, "names");
        }
        assertThat(names())
                .containsExactlyInAnyOrder(
                        "invented-persons-10.index",
                        "invented-persons-11.index",
                        "invented-persons-12.index");
    }

    private NameIndex index(IndexFiles files, int number, String names) {
        Version version = new Version("invented", number, 2, 2, "", Instant.EPOCH);
        return files.of(
                version,
                "persons",
                () -> names,
                () -> {
                    made++;
                    List<String> all = List.of("Anatoly Vorenkov", "Jagoda Penderecka");
                    return IndexBuilder.build(
                            2, n -> Normaliser.standard().tokens(all.get(n), true));
                });
    }

    private Path onlyFile() throws IOException {
        return temp.resolve(names().getFirst());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(temp)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
