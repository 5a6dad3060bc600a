package dev.winnow.screening.application;

import dev.winnow.screening.domain.policy.PolicyVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Policies in memory. */
final class MemoryPolicies implements Policies {
    final List<Stored> all = new ArrayList<>();

    @Override
    public Optional<Stored> inForce() {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    @Override
    public long latest() {
        return all.size();
    }

    @Override
    public boolean known(String checksum) {
        return all.stream().anyMatch(s -> s.version().checksum().equals(checksum));
    }

    @Override
    public Optional<String> checksumOf(String name, String version) {
        return all.stream()
                .map(Stored::version)
                .filter(v -> v.name().equals(name) && v.version().equals(version))
                .map(PolicyVersion::checksum)
                .findFirst();
    }

    @Override
    public Stored put(PolicyVersion version, String yaml, Instant at) {
        Stored stored = new Stored(all.size() + 1, version, yaml, at);
        all.add(stored);
        return stored;
    }

    @Override
    public void lock() {}
}
