package dev.winnow.watchlist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.watchlist.Hit;
import dev.winnow.contracts.watchlist.ListVersion;
import dev.winnow.contracts.watchlist.LoadListRequest;
import dev.winnow.contracts.watchlist.LoadReply;
import dev.winnow.contracts.watchlist.ScreenPartiesReply;
import dev.winnow.contracts.watchlist.VersionsRequest;
import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.watchlist.InventedFiles.Format;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever is wrong with the files of a list: nothing changes, the caller is told what and where,
 * and the version before answers. On real servers, in each format.
 */
final class BrokenListsServiceTest extends ListsFixture {
    private static final int ENTRIES = 24;

    @ParameterizedTest
    @EnumSource(Format.class)
    void aListThatIsNotWholeChangesNothingAndSaysWhy(Format format) throws IOException {
        start(Map.of());
        InventedFiles whole = InventedFiles.of(format, ENTRIES);
        ListVersion good = load(whole, StandardCharsets.UTF_8).version();
        String file = whole.main();

        for (double share : new double[] {0.3, 0.62, 0.9, 0.995}) {
            refused(whole.cut(share), StandardCharsets.UTF_8, file, good);
        }
        refused(whole.cut(0), StandardCharsets.UTF_8, file + ": the file is empty", good);
        refused(whole.malformed(format), StandardCharsets.UTF_8, file + " line ", good);
        InventedFiles accented = whole.with(text -> text.replaceFirst("(?i)anatoly", "Anatól"));
        refused(accented, StandardCharsets.ISO_8859_1, "has bytes that are not UTF-8", good);
        refused(whole, StandardCharsets.UTF_16, "has bytes that are not UTF-8", good);
        refused(whole, StandardCharsets.UTF_16LE, "has zero bytes", good);
        InventedFiles half = InventedFiles.of(format, ENTRIES / 2);
        refused(half, StandardCharsets.UTF_8, "would shrink from 24 entries to 12", good);

        ListVersion next =
                load(InventedFiles.of(format, ENTRIES + 1), StandardCharsets.UTF_8).version();
        assertThat(next.version()).isEqualTo(2);
        assertThat(screen(List.of(), party("x")).lists()).containsExactly(next);
    }

    private LoadReply load(InventedFiles files, Charset encoding) throws IOException {
        Path path = files.write(folder, encoding);
        return call(
                WatchlistContracts.LOAD_LIST,
                new LoadListRequest("a", path.toString(), null, null));
    }

    private void refused(InventedFiles files, Charset encoding, String why, ListVersion good) {
        refused(() -> load(files, encoding), ErrorCode.UNPROCESSABLE, why);
        assertThat(lists().lists()).containsExactly(good);
        assertThat(
                        call(WatchlistContracts.VERSIONS, new VersionsRequest("a", null, null))
                                .versions())
                .containsExactly(good);
        ScreenPartiesReply reply = screen(List.of(), party("x", InventedFiles.LISTED));
        assertThat(reply.lists()).containsExactly(good);
        assertThat(reply.results().getFirst().hits()).extracting(Hit::list).containsExactly("a");
    }
}
