package dev.winnow.watchlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.messaging.config.ConfigException;
import dev.winnow.messaging.config.ConfigReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WatchlistConfigTest {
    private static final Map<String, String> DATABASE =
            Map.of(
                    "database.url", "jdbc:postgresql://127.0.0.1:5432/watchlist",
                    "database.user", "watchlist",
                    "database.password", "invented");

    @Test
    void whatIsNotGivenTakesItsDocumentedDefault() {
        WatchlistConfig config = ConfigReader.read(WatchlistConfig.class, DATABASE);

        assertThat(config.watchlist()).isEqualTo(WatchlistConfig.Settings.loadingFrom(List.of()));
    }

    @Test
    void everyKeyIsRead() {
        Map<String, String> values = new HashMap<>(DATABASE);
        values.put("watchlist.load-roots", "/a,/b");
        values.put("watchlist.threshold", "0.9");
        values.put("watchlist.limit", "7");
        values.put("watchlist.max-file-size", "1MiB");
        values.put("watchlist.max-entries", "8");
        values.put("watchlist.max-shrink-percent", "9");
        values.put("watchlist.keep-versions", "10");
        values.put("watchlist.refresh-interval", "11s");
        values.put("watchlist.skip-unknown-entries", "true");
        values.put("watchlist.sources", "ofac,un");
        values.put("watchlist.source-timeout", "12s");
        values.put("watchlist.past-versions", "13");

        WatchlistConfig.Settings settings =
                ConfigReader.read(WatchlistConfig.class, values).watchlist();

        assertThat(settings.loadRoots()).containsExactly(Path.of("/a"), Path.of("/b"));
        assertThat(settings.threshold()).isEqualTo(0.9);
        assertThat(settings.limit()).isEqualTo(7);
        assertThat(settings.maxFileSize().bytes()).isEqualTo(1 << 20);
        assertThat(settings.maxEntries()).isEqualTo(8);
        assertThat(settings.maxShrinkPercent()).isEqualTo(9);
        assertThat(settings.keepVersions()).isEqualTo(10);
        assertThat(settings.refreshInterval()).hasSeconds(11);
        assertThat(settings.skipUnknownEntries()).isTrue();
        assertThat(settings.sources()).containsExactly("ofac", "un");
        assertThat(settings.sourceTimeout()).hasSeconds(12);
        assertThat(settings.pastVersions()).isEqualTo(13);
    }

    @Test
    void whatCannotBeIsRefused() {
        for (Map.Entry<String, String> bad :
                Map.of(
                                "watchlist.threshold", "1.5",
                                "watchlist.limit", "0",
                                "watchlist.load-roots", "lists",
                                "watchlist.keep-versions", "-1",
                                "watchlist.source-timeout", "1h",
                                "watchlist.past-versions", "0",
                                "watchlist.treshold", "0.9")
                        .entrySet()) {
            Map<String, String> values = new HashMap<>(DATABASE);
            values.put(bad.getKey(), bad.getValue());
            assertThatThrownBy(() -> ConfigReader.read(WatchlistConfig.class, values))
                    .as("%s", bad)
                    .isInstanceOf(ConfigException.class);
        }
    }
}
