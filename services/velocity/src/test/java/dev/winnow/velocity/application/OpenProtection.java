package dev.winnow.velocity.application;

import dev.winnow.velocity.domain.Profile;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Protects nothing. */
final class OpenProtection implements Protection {
    private final Map<String, Profile> profiles = new ConcurrentHashMap<>();

    @Override
    public UUID hash(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public SealedProfile seal(String applicationId, Profile profile) {
        profiles.put(applicationId, profile);
        return new SealedProfile(new byte[0]);
    }

    @Override
    public Profile open(String applicationId, SealedProfile profile) {
        return Objects.requireNonNull(profiles.get(applicationId));
    }
}
