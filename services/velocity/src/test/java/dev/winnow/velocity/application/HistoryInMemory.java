package dev.winnow.velocity.application;

import dev.winnow.velocity.domain.Sighting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What was seen, in memory; one at a time. */
final class HistoryInMemory implements History {
    private final List<Entry> entries = new ArrayList<>();

    int size() {
        return entries.size();
    }

    @Override
    public synchronized <T> T alone(Collection<UUID> hashes, Supplier<T> work) {
        return work.get();
    }

    @Override
    public Optional<Known> find(String applicationId) {
        return entries.stream()
                .filter(e -> e.applicationId().equals(applicationId))
                .map(e -> new Known(e.fingerprint(), e.answer()))
                .findFirst();
    }

    @Override
    public Map<UUID, List<Sighting>> sightings(
            Collection<UUID> keys, Instant after, Instant upTo, int most) {
        Map<UUID, List<Sighting>> found = new HashMap<>();
        for (UUID key : keys) {
            List<Sighting> of =
                    entries.stream()
                            .filter(e -> e.keys().contains(key))
                            .map(Entry::sighting)
                            .filter(s -> s.at().isAfter(after) && !s.at().isAfter(upTo))
                            .sorted(Comparator.comparing(Sighting::at).reversed())
                            .limit(most)
                            .toList();
            if (!of.isEmpty()) {
                found.put(key, of);
            }
        }
        return found;
    }

    @Override
    public Map<UUID, List<Long>> filed(
            Collection<UUID> headings, Instant from, Instant to, int most) {
        Map<UUID, List<Long>> found = new HashMap<>();
        for (UUID heading : headings) {
            List<Long> of =
                    IntStream.range(0, entries.size())
                            .filter(i -> entries.get(i).headings().contains(heading))
                            .mapToObj(i -> (long) i)
                            .sorted(Comparator.reverseOrder())
                            .limit(most)
                            .toList();
            if (!of.isEmpty()) {
                found.put(heading, of);
            }
        }
        return found;
    }

    @Override
    public List<Filed> profiles(Collection<Long> numbers) {
        return numbers.stream()
                .map(n -> entries.get(n.intValue()))
                .map(e -> new Filed(e.applicationId(), e.sighting().at(), e.profile()))
                .toList();
    }

    @Override
    public void add(Entry entry) {
        entries.add(entry);
    }

    @Override
    public int forget(Instant before, int most) {
        List<Entry> old =
                entries.stream()
                        .filter(e -> e.sighting().at().isBefore(before))
                        .limit(most)
                        .toList();
        entries.removeAll(old);
        return old.size();
    }
}
