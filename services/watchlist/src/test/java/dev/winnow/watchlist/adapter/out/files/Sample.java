package dev.winnow.watchlist.adapter.out.files;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.watchlist.domain.ListContent;
import dev.winnow.watchlist.domain.ListFormat;
import dev.winnow.watchlist.domain.RefusedListException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** An invented list among the test's resources, read as it is or with a mistake planted in it. */
record Sample(Path folder, String name, ListFormat format) {
    String text() {
        String resource = "/lists/" + name;
        try (InputStream in = Sample.class.getResourceAsStream(resource)) {
            return new String(
                    Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ListContent read() {
        return read(text());
    }

    ListContent read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    ListContent read(byte[] bytes) {
        try {
            Path file = Files.write(folder.resolve(name), bytes);
            return new ListFileReader(List.of(folder), new FormatReaders(8 << 20, false))
                    .read(file.toString(), Optional.of(format));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With one text in the place of another, which must be there. */
    void refuses(String instead, String of, String message) {
        if (!text().contains(of)) {
            throw new AssertionError("the sample has no " + of);
        }
        refuses(text().replace(of, instead).getBytes(StandardCharsets.UTF_8), message);
    }

    void refuses(byte[] bytes, String message) {
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(RefusedListException.class)
                .message()
                .startsWith(name)
                .contains(message)
                .doesNotContain("\n");
    }
}
