package dev.winnow.velocity.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * How often a key was seen within a window.
 *
 * @param applications with the key, the asking one included
 * @param applicants different ones among them
 * @param amounts sums by currency
 * @param more whether there are more than were looked at; then every figure is at least that
 */
public record Counter(
        KeyKind key,
        Window window,
        int applications,
        int applicants,
        Map<String, BigDecimal> amounts,
        boolean more) {

    public Counter {
        amounts = Map.copyOf(amounts);
    }

    /**
     * Counts one key, for every window.
     *
     * @param own the asking application's
     * @param others the newest first, without the asking application's
     * @param cut whether there are older ones that were left out
     */
    public static List<Counter> count(
            KeyKind key, Sighting own, List<Sighting> others, boolean cut) {
        List<Counter> counters = new ArrayList<>();
        for (Window window : Window.values()) {
            counters.add(count(key, window, own, others, cut));
        }
        return counters;
    }

    private static Counter count(
            KeyKind key, Window window, Sighting own, List<Sighting> others, boolean cut) {
        Instant start = own.at().minus(window.length());
        Set<UUID> applicants = new HashSet<>(Set.of(own.applicant()));
        Map<String, BigDecimal> amounts = new TreeMap<>();
        add(amounts, own);
        int applications = 1;
        for (Sighting other : others) {
            if (!other.at().isAfter(start)) {
                break; // the rest is older still
            }
            applications++;
            applicants.add(other.applicant());
            add(amounts, other);
        }
        // What was left out is older than the last one looked at: it matters only if that one is
        // in.
        boolean more = cut && applications > others.size();
        return new Counter(key, window, applications, applicants.size(), amounts, more);
    }

    private static void add(Map<String, BigDecimal> amounts, Sighting sighting) {
        if (sighting.amount() != null && sighting.currency() != null) {
            amounts.merge(sighting.currency(), sighting.amount(), BigDecimal::add);
        }
    }
}
