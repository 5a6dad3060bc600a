package dev.winnow.velocity.domain;

import dev.winnow.matching.Alignment;
import dev.winnow.matching.NameTokens;
import dev.winnow.matching.Normaliser;
import dev.winnow.velocity.domain.Duplicate.Feature;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much an applicant is like another: what both have is compared and weighed, what one of them
 * has not is left out. Made once for the asking one. Not thread-safe.
 */
public final class Resemblance {
    /** The version of the comparison; it changes whenever the same two may score otherwise. */
    public static final String ALGORITHM = "winnow-duplicates/1";

    private static final double STEPS = 10_000;

    private final Normaliser normaliser;
    private final Words words;
    private final Profile asking;
    private final NameTokens name;
    private final String letters;
    private final List<String> nameWords;
    private final List<String> address;

    public Resemblance(Profile asking, Normaliser normaliser, Words words) {
        this.asking = asking;
        this.normaliser = normaliser;
        this.words = words;
        name = normaliser.tokens(asking.name(), asking.person());
        letters = letters(asking);
        nameWords = words.of(asking.name());
        address = address(asking);
    }

    /** Under which headings the asking one is filed, in the clear. */
    public Set<String> blocks() {
        return Blocks.of(asking, words);
    }

    /**
     * What speaks for the two being the same. The effects add up to the score; nothing when they
     * cannot be: a name alone makes nobody the same.
     */
    public List<Feature> with(Profile other) {
        if (asking.person() != other.person()) {
            return List.of();
        }
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("name", Weights.NAME, named(other)));
        born(other.dateOfBirth(), parts);
        lives(other, parts);
        document(other.document(), parts);
        same("email", asking.mailbox(), other.mailbox(), parts);
        same("phone", asking.phone(), other.phone(), parts);
        return parts.size() < 2 ? List.of() : features(parts);
    }

    /** The sum of the effects, 0 to 1. */
    public static double score(List<Feature> features) {
        return round(features.stream().mapToDouble(Feature::effect).sum());
    }

    /**
     * As names on lists are compared; by letters, for what was cut or run together; and, for less,
     * by the words in common, where somebody else on a list would be somebody else.
     */
    private double named(Profile other) {
        double listed = Alignment.of(name, normaliser.tokens(other.name(), other.person())).score();
        double whole = Slips.alike(letters, letters(other));
        double common = WordsInCommon.share(nameWords, words.of(other.name()));
        return Math.max(
                Math.max(listed, whole < Weights.OTHER_NAME ? 0 : whole),
                Weights.NAME_IN_PART * common);
    }

    private String letters(Profile profile) {
        return words.sorted(profile.name()).replace(" ", "");
    }

    private void born(@Nullable LocalDate other, List<Part> parts) {
        LocalDate mine = asking.dateOfBirth();
        if (mine != null && other != null) {
            parts.add(new Part("dateOfBirth", Weights.BORN, Dates.alike(mine, other)));
        }
    }

    private void lives(Profile other, List<Part> parts) {
        List<String> theirs = address(other);
        if (!address.isEmpty() && !theirs.isEmpty()) {
            double alike = WordsInCommon.share(address, theirs);
            parts.add(new Part("address", Weights.address(alike), alike));
        }
    }

    private void document(@Nullable Document other, List<Part> parts) {
        Document mine = asking.document();
        if (mine != null && other != null && mine.comparableWith(other)) {
            double alike = Slips.alike(mine.plainNumber(), other.plainNumber());
            double counted = alike < Weights.SLIP_OF_NUMBER ? 0 : alike;
            parts.add(new Part("document", Weights.document(counted), counted));
        }
    }

    private static void same(
            String feature, @Nullable String mine, @Nullable String theirs, List<Part> parts) {
        if (mine != null && theirs != null) {
            boolean same = mine.equals(theirs);
            parts.add(new Part(feature, Weights.contact(same), same ? 1 : 0));
        }
    }

    private List<String> address(Profile profile) {
        return profile.address() == null ? List.of() : words.of(profile.address());
    }

    private static List<Feature> features(List<Part> parts) {
        double weights = parts.stream().mapToDouble(Part::weight).sum();
        return parts.stream()
                .map(p ->
                        new Feature(
                                p.name(),
                                round(p.weight() * p.alike() / weights),
                                round(p.alike())))
                .toList();
    }

    private static double round(double value) {
        return Math.round(value * STEPS) / STEPS;
    }

    private record Part(String name, double weight, double alike) {}
}
