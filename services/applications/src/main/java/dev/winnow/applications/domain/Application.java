package dev.winnow.applications.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An application and where it stands.
 *
 * @param verdict there when the status is final, and only then
 */
public record Application(
        ApplicationId id,
        Form form,
        ContentHash content,
        Status status,
        Instant receivedAt,
        @Nullable Verdict verdict) {

    public Application {
        if (status.isFinal() != (verdict != null)) {
            throw new IllegalArgumentException(
                    "an application has a verdict exactly when it is decided: " + status);
        }
    }

    /** A new one, as it is received. */
    public static Application received(ApplicationId id, Form form, Instant now) {
        return new Application(id, form, ContentHash.of(form), Status.RECEIVED, now, null);
    }

    /** Whether a form says the same as the one this application was made from. */
    public boolean isOf(Form other) {
        return content.equals(ContentHash.of(other));
    }
}
