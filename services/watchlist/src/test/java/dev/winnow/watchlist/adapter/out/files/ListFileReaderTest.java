package dev.winnow.watchlist.adapter.out.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.watchlist.domain.ListFormat;
import dev.winnow.watchlist.domain.RefusedListException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListFileReaderTest {
    @TempDir private Path folder;
    private Path root;
    private Path inside;
    private Path outside;

    @BeforeEach
    void write() throws IOException {
        root = Files.createDirectory(folder.resolve("lists"));
        inside = Files.writeString(root.resolve("list.csv"), "entry,kind,name\n1,person,A B\n");
        outside = Files.writeString(folder.resolve("list.csv"), Files.readString(inside));
    }

    @Test
    void filesWithinTheRootsAreRead() {
        assertThat(reader(root).read(inside.toString(), Optional.of(ListFormat.CSV)).entries())
                .hasSize(1);
    }

    @Test
    void nothingOutsideTheRootsIsReadByWhateverWay() throws IOException {
        Path link = Files.createSymbolicLink(root.resolve("link.csv"), outside);
        Path sibling = Files.createDirectory(folder.resolve("lists-2"));
        Path near = Files.copy(inside, sibling.resolve("list.csv"));
        for (String path :
                List.of(
                        outside.toString(),
                        root.resolve("../list.csv").toString(),
                        link.toString(),
                        near.toString())) {
            refused(reader(root), path, "the path is outside the load roots");
        }
    }

    @Test
    void aRootMayItselfBeALink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), root);

        assertThat(reader(link).read(inside.toString(), Optional.empty()).entries()).hasSize(1);
    }

    @Test
    void withoutRootsNothingIsRead() {
        ListFileReader reader = new ListFileReader(List.of(), new FormatReaders(1 << 20, false));

        refused(reader, inside.toString(), "this service has no load roots");
    }

    @Test
    void whatIsNotThereOrNotAPathIsRefused() {
        refused(reader(root), root.resolve("none.csv").toString(), "there is no such file");
        refused(reader(root), "list.csv", "the path must be absolute");
        refused(reader(root), "/\0", "there is no such file");
    }

    @Test
    void aFileIsNotOfacsAndAFolderIsNotCsv() {
        assertThatThrownBy(() -> reader(root).read(inside.toString(), Optional.of(ListFormat.OFAC)))
                .isInstanceOf(RefusedListException.class)
                .hasMessageContaining("needs the folder");
        assertThatThrownBy(() -> reader(root).read(root.toString(), Optional.of(ListFormat.CSV)))
                .isInstanceOf(RefusedListException.class)
                .hasMessageContaining("is a folder, not a file");
    }

    private static ListFileReader reader(Path root) {
        return new ListFileReader(List.of(root), new FormatReaders(1 << 20, false));
    }

    private static void refused(ListFileReader reader, String path, String message) {
        assertThatThrownBy(() -> reader.read(path, Optional.empty()))
                .isInstanceOf(RefusedListException.class)
                .hasMessageContaining(message);
    }
}
