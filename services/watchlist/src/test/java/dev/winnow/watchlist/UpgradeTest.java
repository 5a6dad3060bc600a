package dev.winnow.watchlist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.contracts.watchlist.DiffReply;
import dev.winnow.contracts.watchlist.EntryRequest;
import dev.winnow.contracts.watchlist.Hit;
import dev.winnow.contracts.watchlist.ListAt;
import dev.winnow.contracts.watchlist.ListVersion;
import dev.winnow.contracts.watchlist.ListedEntry;
import dev.winnow.contracts.watchlist.ScreenPartiesReply;
import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.datastore.Datastore;
import dev.winnow.messaging.ops.Telemetry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A database of the time when each version's entries were kept as a whole. */
final class UpgradeTest extends ListsFixture {
    private static final String BEFORE = "watchlist-v1";
    private static final String CHECKSUM = "0".repeat(64);

    @Test
    void whatWasKeptBeforeAnswersAndIsComparedWithWhatComes() throws IOException {
        try (Datastore old = Datastore.open(BEFORE, database.config(), Telemetry.none())) {
            version(old, 1, 2);
            entry(old, 1, 0, "X-1", document("VORENKOV, Anatoly Sergeyevich", "RU"));
            entry(old, 1, 1, "X-2", document("PENDERECKA, Jagoda", "PL"));
            version(old, 2, 2);
            entry(old, 2, 0, "X-1", document("VORENKOV, Anatoly Sergeyevich", "CY"));
            entry(old, 2, 1, "X-3", document("ZOLTRAX, Margit", "HU"));
        }

        start(Map.of());

        ListVersion inForce = lists().lists().getFirst();
        assertThat(inForce.version()).isEqualTo(2);
        assertThat(inForce.added()).isNull();
        ScreenPartiesReply now = screen(List.of(), party("x"));
        assertThat(now.results().getFirst().hits()).extracting(Hit::entry).containsExactly("X-1");
        ScreenPartiesReply then =
                screen(List.of(new ListAt("a", 1)), party("x", "Jagoda Penderecka"));
        assertThat(then.results().getFirst().hits()).extracting(Hit::entry).containsExactly("X-2");
        ListedEntry entry = call(WatchlistContracts.ENTRY, new EntryRequest("a", "X-1", 1));
        assertThat(entry.countries()).containsExactly("RU");
        assertThat(entry.programmes()).containsExactly("INVENTED");
        assertThat(diff(1, 2, null, null).changes())
                .extracting(change -> change.entry() + " " + change.kind())
                .containsExactly("X-1 CHANGED", "X-2 REMOVED", "X-3 ADDED");

        load(
                """
                entry,kind,name,countries,programme,gender,date_of_birth
                X-1,person,"VORENKOV, Anatoly Sergeyevich",CY,INVENTED,male,1963-05-05
                X-3,person,"ZOLTRAX, Margit",HU,INVENTED,male,1963-05-06
                """);

        assertThat(diff(2, 3, null, null).changes())
                .containsExactly(
                        new DiffReply.Change("X-3", "ZOLTRAX, Margit", DiffReply.Kind.CHANGED));
    }

    private static void version(Datastore old, int version, int entries) {
        execute(
                old,
                "INSERT INTO list_version (list, version, entries, names, checksum, loaded_at)"
                        + " VALUES ('a', ?, ?, ?, ?, now())",
                version,
                entries,
                entries,
                CHECKSUM.replace("00", "0" + version));
    }

    private static void entry(
            Datastore old, int version, int position, String entry, String document) {
        execute(
                old,
                "INSERT INTO list_entry (list, version, position, entry, kind, document)"
                        + " VALUES ('a', ?, ?, ?, 'person', ?::jsonb)",
                version,
                position,
                entry,
                document);
    }

    /** As it was written then. */
    private static String document(String name, String country) {
        return """
        {"names": [{"text": "%s", "weak": false}], "birthDates": ["1963-05-05"],
         "countries": ["%s"], "identifiers": [], "places": [], "addresses": [],
         "gender": "male", "programme": "INVENTED", "remarks": ""}
        """
                .formatted(name, country);
    }

    private static void execute(Datastore datastore, String sql, Object... values) {
        assertThat(datastore.<Integer>sql(handle -> handle.execute(sql, values))).isEqualTo(1);
    }
}
