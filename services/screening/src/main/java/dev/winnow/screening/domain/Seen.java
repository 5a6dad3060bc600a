package dev.winnow.screening.domain;

import java.time.Instant;
import java.util.List;

/**
 * How often the data of an application was seen, and which applications resemble it.
 *
 * @param counters one for each key and window
 * @param duplicates the best first
 */
public record Seen(List<Counter> counters, List<Duplicate> duplicates) {
    public Seen {
        counters = List.copyOf(counters);
        duplicates = List.copyOf(duplicates);
    }

    /** Nothing was looked up. */
    public static Seen nothing() {
        return new Seen(List.of(), List.of());
    }

    /**
     * One key within one window.
     *
     * @param key as in {@code phone}
     * @param window as in {@code 24h}
     * @param applications with the key, this one included
     * @param applicants different ones among them
     * @param amount what they ask for together, in the currency of this application
     * @param more whether there are more than were looked at; then all figures are at least that
     */
    public record Counter(
            String key,
            String window,
            int applications,
            int applicants,
            double amount,
            boolean more) {}

    /**
     * Another application that seems to be of the same applicant.
     *
     * @param score 0 to 1
     * @param differs what both have and have not alike, as in {@code dateOfBirth}
     */
    public record Duplicate(
            String applicationId, Instant submittedAt, double score, List<String> differs) {
        public Duplicate {
            differs = List.copyOf(differs);
        }
    }
}
