package dev.winnow.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

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

    private Evidence() {}

    /** The most that it can add to a name, an equal identifier aside. */
    public static double most(Traits asked) {
        return (asked.birthDates().isEmpty() ? 0 : BORN_THEN)
                + (asked.countries().isEmpty() ? 0 : SHARED_COUNTRY);
    }

    /** What speaks for or against; what is missing on either side is left out. */
    public static List<Feature> of(Traits asked, Traits listed) {
        List<Feature> features = new ArrayList<>();
        double born = born(asked, listed);
        double country = country(asked, listed);
        add(
                features,
                "kind",
                kind(asked, listed),
                () -> against(one(asked.kind()), one(listed.kind())));
        add(
                features,
                "dateOfBirth",
                born,
                () ->
                        born > 0
                                ? "equal: " + sharedBirthDate(asked, listed)
                                : against(asked.birthDates(), listed.birthDates()));
        add(
                features,
                "country",
                country,
                () ->
                        country > 0
                                ? "shared: " + sharedCountry(asked, listed).orElse("")
                                : against(asked.countries(), listed.countries()));
        add(
                features,
                "gender",
                gender(asked, listed),
                () -> against(asked.gender(), listed.gender()));
        return features;
    }

    private static void add(List<Feature> to, String name, double effect, Supplier<String> detail) {
        if (effect != 0) {
            to.add(Feature.of(name, effect, detail.get()));
        }
    }

    private static String one(Optional<EntryKind> kind) {
        return kind.map(EntryKind::toString).orElse("");
    }

    private static String against(Object asked, Object listed) {
        return "asked: " + asked + "; listed: " + listed;
    }

    /** The sum of the features' effects, without their words. */
    static double effect(Traits asked, Traits listed) {
        return kind(asked, listed)
                + born(asked, listed)
                + country(asked, listed)
                + gender(asked, listed);
    }

    private static double kind(Traits asked, Traits listed) {
        return asked.kind().isEmpty()
                        || listed.kind().isEmpty()
                        || asked.kind().equals(listed.kind())
                ? 0
                : OTHER_KIND;
    }

    private static double born(Traits asked, Traits listed) {
        boolean possible = asked.birthDates().isEmpty() || listed.birthDates().isEmpty();
        for (BirthDate mine : asked.birthDates()) {
            for (BirthDate theirs : listed.birthDates()) {
                switch (mine.with(theirs)) {
                    case EQUAL -> {
                        return BORN_THEN;
                    }
                    case POSSIBLE -> possible = true;
                    case CONTRADICTS -> {}
                }
            }
        }
        return possible ? 0 : NOT_BORN_THEN;
    }

    private static BirthDate sharedBirthDate(Traits asked, Traits listed) {
        return asked.birthDates().stream()
                .filter(mine ->
                        listed.birthDates().stream()
                                .anyMatch(t -> mine.with(t) == BirthDate.Agreement.EQUAL))
                .findFirst()
                .orElseThrow();
    }

    private static double country(Traits asked, Traits listed) {
        return asked.countries().isEmpty() || listed.countries().isEmpty()
                ? 0
                : sharedCountry(asked, listed).isPresent() ? SHARED_COUNTRY : NO_SHARED_COUNTRY;
    }

    private static Optional<String> sharedCountry(Traits asked, Traits listed) {
        for (String country : asked.countries()) {
            if (listed.countries().contains(country)) {
                return Optional.of(country);
            }
        }
        return Optional.empty();
    }

    /** By the first letter; what is neither m nor f says nothing. */
    private static double gender(Traits asked, Traits listed) {
        char mine = initial(asked.gender());
        char theirs = initial(listed.gender());
        return mine == ' ' || theirs == ' ' || mine == theirs ? 0 : OTHER_GENDER;
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
