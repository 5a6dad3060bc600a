package dev.winnow.velocity.application;

import dev.winnow.velocity.domain.Profile;
import java.util.UUID;

/** Keeps personal data unreadable for who has the database and not the secret. */
public interface Protection {
    /** A keyed hash of 128 bits: equal for equal texts, and telling nothing about them. */
    UUID hash(String text);

    /** The profile, readable with the secret only, and only as that application's. */
    SealedProfile seal(String applicationId, Profile profile);

    /**
     * What was sealed.
     *
     * @throws IllegalStateException when it was sealed with another secret, for another
     *     application, or has been changed
     */
    Profile open(String applicationId, SealedProfile profile);
}
