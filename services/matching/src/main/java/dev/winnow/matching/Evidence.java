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
    private static final double OTHER_GENDER = -0.1;

    /** The most that evidence adds to a name, an equal identifier aside. */
    public static final double MOST = BORN_THEN + SHARED_COUNTRY;

    private Evidence() {}

    /** What speaks for or against; what is missing on either side is left out. */
    public static List<Feature> of(Traits asked, Traits listed) {
        List<Feature> features = new ArrayList<>();
        kind(asked, listed).ifPresent(features::add);
        born(asked, listed).ifPresent(features::add);
        country(asked, listed).ifPresent(features::add);
        gender(asked, listed).ifPresent(features::add);
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

    /** By the first letter; what is neither m nor f says nothing. */
    private static Optional<Feature> gender(Traits asked, Traits listed) {
        char mine = initial(asked.gender());
        char theirs = initial(listed.gender());
        return mine == ' ' || theirs == ' ' || mine == theirs
                ? Optional.empty()
                : Optional.of(
                        Feature.of(
                                "gender",
                                OTHER_GENDER,
                                "asked: " + asked.gender() + "; listed: " + listed.gender()));
    }

    private static char initial(String gender) {
        char first = gender.isEmpty() ? ' ' : Character.toLowerCase(gender.charAt(0));
        return first == 'm' || first == 'f' ? first : ' ';
    }

    /** A number that both have, with neither type nor country against it. */
    public static Optional<Identifier> shared(Traits asked, Traits listed) {
        for (Identifier mine : asked.identifiers()) {
            for (Identifier theirs : listed.identifiers()) {
                if (mine.sameAs(theirs)) {
                    return Optional.of(theirs);
                }
            }
        }
        return Optional.empty();
    }

    /** What lifts a score to 1, given all that was added up before. */
    static Feature identifier(Identifier identifier, double soFar) {
        String type = identifier.type().isEmpty() ? "number" : identifier.type();
        return Feature.of("identifier", 1 - soFar, "equal: " + type + " " + identifier.number());
    }
}
