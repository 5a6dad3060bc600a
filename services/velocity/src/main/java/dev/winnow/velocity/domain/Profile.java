package dev.winnow.velocity.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What of an applicant is compared with others. Personal data: it is kept sealed, and never logged.
 *
 * @param mailbox the e-mail address as a key
 * @param phone in E.164
 */
public record Profile(
        boolean person,
        String name,
        @Nullable LocalDate dateOfBirth,
        @Nullable Document document,
        @Nullable String mailbox,
        @Nullable String phone,
        @Nullable String address) {

    public static Profile of(Submission submission, Keys keys) {
        return new Profile(
                submission.person(),
                submission.name(),
                submission.dateOfBirth(),
                submission.document(),
                keys.values().get(KeyKind.EMAIL),
                keys.values().get(KeyKind.PHONE),
                submission.address());
    }

    @Override
    public String toString() {
        return "Profile[***]";
    }
}
