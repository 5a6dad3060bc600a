package dev.winnow.watchlist.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What speaks for and against an entry beside its name. What is missing on either side is neutral.
 * Pure.
 */
final class Evidence {
    static final double OTHER_KIND = -0.3;
    private static final double BORN_THEN = 0.05;
    private static final double NOT_BORN_THEN = -0.1;
    private static final double SHARED_COUNTRY = 0.02;
    private static final double NO_SHARED_COUNTRY = -0.02;

    /** The most that evidence adds to a name, an equal identifier aside. */
    static final double MOST = BORN_THEN + SHARED_COUNTRY;

    private Evidence() {}

    static List<Feature> of(Party party, Entry entry) {
        List<Feature> features = new ArrayList<>();
        kind(party, entry).ifPresent(features::add);
        party.dateOfBirth().flatMap(day -> born(day, entry)).ifPresent(features::add);
        country(party, entry).ifPresent(features::add);
        return features;
    }

    private static Optional<Feature> kind(Party party, Entry entry) {
        return party.kind()
                .filter(kind -> kind != entry.kind())
                .map(kind ->
                        Feature.of(
                                "kind",
                                OTHER_KIND,
                                "asked: " + kind + "; listed: " + entry.kind()));
    }

    private static Optional<Feature> born(LocalDate day, Entry entry) {
        boolean possible = entry.birthDates().isEmpty();
        for (BirthDate date : entry.birthDates()) {
            switch (date.with(day)) {
                case EQUAL -> {
                    return Optional.of(Feature.of("dateOfBirth", BORN_THEN, "equal: " + day));
                }
                case POSSIBLE -> possible = true;
                case CONTRADICTS -> {}
            }
        }
        return possible
                ? Optional.empty()
                : Optional.of(
                        Feature.of(
                                "dateOfBirth",
                                NOT_BORN_THEN,
                                "asked: " + day + "; listed: " + entry.birthDates()));
    }

    private static Optional<Feature> country(Party party, Entry entry) {
        if (party.countries().isEmpty() || entry.countries().isEmpty()) {
            return Optional.empty();
        }
        for (String country : party.countries()) {
            if (entry.countries().contains(country)) {
                return Optional.of(Feature.of("country", SHARED_COUNTRY, "shared: " + country));
            }
        }
        return Optional.of(
                Feature.of(
                        "country",
                        NO_SHARED_COUNTRY,
                        "asked: " + party.countries() + "; listed: " + entry.countries()));
    }

    /** What lifts a score to 1, given all that was added up before. */
    static Feature identifier(Identifier identifier, double soFar) {
        String type = identifier.type().isEmpty() ? "number" : identifier.type();
        return Feature.of("identifier", 1 - soFar, "equal: " + type + " " + identifier.number());
    }
}
