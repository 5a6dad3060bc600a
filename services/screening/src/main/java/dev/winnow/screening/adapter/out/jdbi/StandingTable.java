package dev.winnow.screening.adapter.out.jdbi;

import dev.winnow.messaging.Json;
import dev.winnow.screening.domain.ListVersion;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Against which versions of the lists a screening stands; in the caller's transaction. */
final class StandingTable {
    /** Any number that nothing else in this database locks; "lists" in ASCII. */
    private static final long LOCK = 0x6c69737473L;

    private StandingTable() {}

    /**
     * Completions wait while a list becomes known and the other way round, so that each completed
     * screening has a row for each known list.
     */
    static void lockShared(Handle handle) {
        handle.execute("SELECT pg_advisory_xact_lock_shared(?)", LOCK);
    }

    static void lock(Handle handle) {
        handle.execute("SELECT pg_advisory_xact_lock(?)", LOCK);
    }

    /** These, and version 0 of every other list that is known; never an older one than before. */
    static void put(Handle handle, String applicationId, List<ListVersion> looked) {
        handle.createUpdate(
                        """
                        INSERT INTO screening_list (application_id, list, version)
                        SELECT :id, list, max(version)
                          FROM (SELECT list, version
                                  FROM jsonb_to_recordset(CAST(:looked AS jsonb))
                                    AS looked (list text, version integer)
                                UNION ALL
                                SELECT list, 0 FROM known_list) AS versions
                         GROUP BY list
                         ORDER BY list
                            ON CONFLICT (application_id, list) DO UPDATE
                           SET version = excluded.version
                         WHERE screening_list.version < excluded.version
                        """)
                .bind("id", applicationId)
                .bind("looked", Json.mapper().writeValueAsString(looked))
                .execute();
    }
}
