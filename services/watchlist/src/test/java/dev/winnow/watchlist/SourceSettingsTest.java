package dev.winnow.watchlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.messaging.config.ConfigException;
import dev.winnow.messaging.config.Section;
import dev.winnow.watchlist.domain.ListFormat;
import dev.winnow.watchlist.domain.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SourceSettingsTest {
    @Test
    void aSourceIsReadWithItsDefaults() {
        List<Source> sources =
                SourceSettings.sources(
                        List.of("un", "own"),
                        Section.of(
                                "sources",
                                Map.of(
                                        "sources.un.location", "https://lists.example/un.xml",
                                        "sources.un.format", "un",
                                        "sources.un.interval", "30m",
                                        "sources.own.location", "/srv/lists/own.csv",
                                        "WINNOW_SOURCES_OWN_CHECKSUM", "a".repeat(64))));

        assertThat(sources)
                .containsExactly(
                        new Source(
                                "un",
                                ListFormat.UN,
                                "https://lists.example/un.xml",
                                Duration.ofMinutes(30),
                                Optional.empty()),
                        new Source(
                                "own",
                                ListFormat.CSV,
                                "/srv/lists/own.csv",
                                Duration.ofHours(6),
                                Optional.of("a".repeat(64))));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThatThrownBy(() ->
                        SourceSettings.sources(
                                List.of("un", "UN", "un"),
                                Section.of(
                                        "sources",
                                        Map.of(
                                                "sources.un.location",
                                                "http://lists.example/un.xml",
                                                "sources.un.format",
                                                "xml",
                                                "sources.un.interval",
                                                "10ms",
                                                "sources.un.checksum",
                                                "12",
                                                "sources.other.location",
                                                "/x"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(
                        "sources.un.location must be an https URL",
                        "sources.un.interval must be from 1s to 7d",
                        "sources.un.checksum must be a SHA-256",
                        "sources.un.format must be one of ofac, un, ftm, bis, csv",
                        "names 'UN', which is no list name",
                        "names a list twice",
                        "unknown key sources.other.location");
    }
}
