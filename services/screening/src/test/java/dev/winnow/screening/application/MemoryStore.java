package dev.winnow.screening.application;

import dev.winnow.screening.domain.CheckResult;
import dev.winnow.screening.domain.Decision;
import dev.winnow.screening.domain.Revision;
import dev.winnow.screening.domain.ScreeningResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Screenings and their events in memory, with transactions that roll back. */
final class MemoryStore implements Workflows, ScreeningEvents, Transactions {
    record Row(
            Claim claim, @Nullable UUID token, Instant dueAt, @Nullable ScreeningResult result) {}

    private final InstantSource clock;
    private Map<String, Row> rows = new HashMap<>();
    private List<String> events = new ArrayList<>();

    MemoryStore(InstantSource clock) {
        this.clock = clock;
    }

    List<String> events() {
        return List.copyOf(events);
    }

    Row row(String id) {
        Row row = rows.get(id);
        if (row == null) {
            throw new AssertionError("no screening " + id);
        }
        return row;
    }

    @Override
    public <T> T inOne(Supplier<T> work) {
        Map<String, Row> rowsBefore = new HashMap<>(rows);
        List<String> eventsBefore = new ArrayList<>(events);
        boolean committed = false;
        try {
            T result = work.get();
            committed = true;
            return result;
        } finally {
            if (!committed) {
                rows = rowsBefore;
                events = eventsBefore;
            }
        }
    }

    @Override
    public boolean start(Claim claim, Duration lease) {
        Row row = new Row(claim, claim.token(), clock.instant().plus(lease), null);
        return rows.putIfAbsent(claim.applicationId(), row) == null;
    }

    @Override
    public List<Claim> takeDue(int limit, Duration lease) {
        Instant now = clock.instant();
        List<Claim> taken = new ArrayList<>();
        for (Row row : List.copyOf(rows.values())) {
            if (taken.size() < limit && row.result() == null && !row.dueAt().isAfter(now)) {
                Claim old = row.claim();
                Claim next =
                        new Claim(
                                old.application(),
                                UUID.randomUUID(),
                                old.attempt() + 1,
                                old.startedAt(),
                                old.made());
                rows.put(next.applicationId(), new Row(next, next.token(), now.plus(lease), null));
                taken.add(next);
            }
        }
        return taken;
    }

    @Override
    public boolean postpone(Claim claim, List<CheckResult> made, Duration wait) {
        if (!holds(claim)) {
            return false;
        }
        Claim kept =
                new Claim(
                        claim.application(),
                        claim.token(),
                        claim.attempt(),
                        claim.startedAt(),
                        made);
        rows.put(claim.applicationId(), new Row(kept, null, clock.instant().plus(wait), null));
        return true;
    }

    @Override
    public boolean complete(Claim claim, ScreeningResult result) {
        if (!holds(claim)) {
            return false;
        }
        rows.put(claim.applicationId(), new Row(claim, null, Instant.MAX, result));
        return true;
    }

    @Override
    public Lookup find(String applicationId) {
        Row row = rows.get(applicationId);
        if (row == null) {
            return new Lookup.Unknown();
        }
        ScreeningResult result = row.result();
        return result == null ? new Lookup.Unfinished() : new Lookup.Finished(result);
    }

    @Override
    public void started(String applicationId, Instant at) {
        events.add("started " + applicationId);
    }

    @Override
    public void completed(ScreeningResult result) {
        events.add("completed " + result.applicationId());
    }

    @Override
    public void rescreened(Revision revision, Decision previous) {
        events.add("rescreened " + revision.result().applicationId());
    }

    private boolean holds(Claim claim) {
        return claim.token().equals(row(claim.applicationId()).token());
    }
}
