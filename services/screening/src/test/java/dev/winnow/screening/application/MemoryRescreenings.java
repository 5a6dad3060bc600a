package dev.winnow.screening.application;

import dev.winnow.screening.domain.ListVersion;
import dev.winnow.screening.domain.Rescreening;
import dev.winnow.screening.domain.RescreeningCause;
import dev.winnow.screening.domain.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One batch, in memory: what is done with each is written down. */
final class MemoryRescreenings implements Rescreenings {
    final Map<String, Revision> current = new LinkedHashMap<>();
    final Map<String, String> fates = new LinkedHashMap<>();
    private final List<Taken> open = new ArrayList<>();
    private int ended;

    void add(Taken taken, Revision revision) {
        open.add(taken);
        current.put(taken.id(), revision);
    }

    int ended() {
        return ended;
    }

    @Override
    public Optional<Rescreening> begin(RescreeningCause move, Instant now) {
        throw new AssertionError("not here");
    }

    @Override
    public List<ListVersion> unfinished() {
        return ended > 0 ? List.of() : List.of(new ListVersion("un", 2));
    }

    @Override
    public Batch take(ListVersion target, int limit, Duration lease) {
        List<Taken> taken = open.stream().limit(limit).toList();
        open.removeAll(taken);
        return new Batch(UUID.randomUUID(), target, taken);
    }

    @Override
    public int moveOn(Batch batch, Collection<String> applicationIds) {
        applicationIds.forEach(id -> fates.put(id, "moved on"));
        return applicationIds.size();
    }

    @Override
    public void putOff(Batch batch, Collection<String> applicationIds, Duration wait) {
        applicationIds.forEach(id -> fates.put(id, "put off"));
    }

    @Override
    public Optional<Revision> current(String applicationId) {
        return Optional.ofNullable(current.get(applicationId));
    }

    @Override
    public boolean confirm(Batch batch, Revision stays, List<ListVersion> looked) {
        fates.put(stays.result().applicationId(), "confirmed");
        return true;
    }

    @Override
    public boolean replace(Batch batch, Revision next, boolean redecided) {
        fates.put(next.result().applicationId(), redecided ? "redecided" : "changed");
        current.put(next.result().applicationId(), next);
        return true;
    }

    @Override
    public Optional<Rescreening> end(ListVersion target, Instant now) {
        ended++;
        return Optional.empty();
    }

    @Override
    public List<Rescreening> latest(Optional<String> list, int limit) {
        throw new AssertionError("not here");
    }

    @Override
    public List<Revision> history(String applicationId, int before, int limit) {
        throw new AssertionError("not here");
    }
}
