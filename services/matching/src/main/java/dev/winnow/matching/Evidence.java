package dev.winnow.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What speaks for and against an entry beside its name. What is missing on either side is neutral.
 * Pure.
 */
public final class Evidence {
    /** What it costs to be of another kind. */
    public static final double OTHER_KIND = -0.3;

    private static final double BORN_THEN = 0.05;
    private static final double NOT_BORN_THEN = -0.1;
    private static final double SHARED_COUNTRY = 0.02;
    private static final double NO_SHARED_COUNTRY = -0.02;

    /** The most that evidence adds to a name, an equal identifier aside. */
    public static final double MOST = BORN_THEN + SHARED_COUNTRY;

    private Evidence() {}

    /** What speaks for or against; what is missing on either side is left out. */
    public static List<Feature> of(Traits asked, Traits listed) {
        List<Feature> features = new ArrayList<>();
        kind(asked, listed).ifPresent(features::add);
        born(asked, listed).ifPresent(features::add);
        country(asked, listed).ifPresent(features::add);
        return features;
    }

    private static Optional<Feature> kind(Traits asked, Traits listed) {
        return asked.kind()
                .flatMap(mine ->
                        listed.kind()
                                .filter(theirs -> theirs != mine)
                                .map(theirs ->
                                        Feature.of(
                                                "kind",
                                                OTHER_KIND,
                                                "asked: " + mine + "; listed: " + theirs)));
    }

    private static Optional<Feature> born(Traits asked, Traits listed) {
        boolean possible = asked.birthDates().isEmpty() || listed.birthDates().isEmpty();
        for (BirthDate mine : asked.birthDates()) {
            for (BirthDate theirs : listed.birthDates()) {
                switch (mine.with(theirs)) {
                    case EQUAL -> {
                        return Optional.of(Feature.of("dateOfBirth", BORN_THEN, "equal: " + mine));
                    }
                    case POSSIBLE -> possible = true;
                    case CONTRADICTS -> {}
                }
            }
        }
        return possible
                ? Optional.empty()
                : Optional.of(
                        Feature.of(
                                "dateOfBirth",
                                NOT_BORN_THEN,
                                "asked: "
                                        + asked.birthDates()
                                        + "; listed: "
                                        + listed.birthDates()));
    }

    private static Optional<Feature> country(Traits asked, Traits listed) {
        if (asked.countries().isEmpty() || listed.countries().isEmpty()) {
            return Optional.empty();
        }
        for (String country : asked.countries()) {
            if (listed.countries().contains(country)) {
                return Optional.of(Feature.of("country", SHARED_COUNTRY, "shared: " + country));
            }
        }
        return Optional.of(
                Feature.of(
                        "country",
                        NO_SHARED_COUNTRY,
                        "asked: " + asked.countries() + "; listed: " + listed.countries()));
    }

    /** What lifts a score to 1, given all that was added up before. */
    public static Feature identifier(Identifier identifier, double soFar) {
        String type = identifier.type().isEmpty() ? "number" : identifier.type();
        return Feature.of("identifier", 1 - soFar, "equal: " + type + " " + identifier.number());
    }
}
