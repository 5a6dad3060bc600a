package dev.winnow.velocity.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.matching.Normaliser;
import dev.winnow.velocity.adapter.out.text.IcuLatin;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ResemblanceTest {
    private static final Normaliser NORMALISER = Normaliser.standard();
    private static final Words WORDS = new Words(new IcuLatin());
    private static final LocalDate BORN = LocalDate.of(1984, 3, 12);
    private static final String STREET = "12 Orchard Lane, Wexbury 4711";
    private static final Profile ASKING = person("Marina Oyelaran", BORN, STREET);

    @Test
    void whoIsTheSameScoresOne() {
        assertThat(score(ASKING)).isEqualTo(1);
        assertThat(differs(ASKING)).isEmpty();
    }

    @Test
    void slipsOfThePenLowerTheScoreALittle() {
        Profile slips =
                person(
                        "Oyelaran, Marina",
                        LocalDate.of(1984, 12, 3),
                        "12 Orchrad Ln, Wexbury 4711");
        assertThat(score(slips)).isBetween(0.85, 0.9999);
        assertThat(differs(slips)).containsExactly("dateOfBirth", "address");
        assertThat(score(person("Marinna Oyelarn", LocalDate.of(1984, 3, 21), STREET)))
                .isBetween(0.85, 0.9999);
        assertThat(score(person("Mari na Oyelaran", BORN, STREET))).isGreaterThan(0.9);
    }

    @Test
    void whoHasMovedIsStillTheSame() {
        assertThat(score(person("Marina Oyelaran", BORN, "9 Mill Road, Easthaven 2203")))
                .isGreaterThan(0.85);
    }

    @Test
    void aHouseholdIsNotOneApplicant() {
        Profile sister = person("Tessa Oyelaran", LocalDate.of(1989, 7, 25), STREET);
        assertThat(score(sister)).isLessThan(0.5);
        Profile stranger = person("Tessa Lindqvist", LocalDate.of(1989, 7, 25), STREET);
        assertThat(score(stranger)).isLessThan(0.4);
    }

    @Test
    void aNameAloneMakesNobodyTheSame() {
        assertThat(score(person("Marina Oyelaran", null, null))).isZero();
    }

    @Test
    void aPersonIsNoOrganisation() {
        Profile firm = new Profile(false, "Marina Oyelaran", BORN, null, null, null, STREET);
        assertThat(score(firm)).isZero();
    }

    @Test
    void theSameDocumentSaysMuchAndAnotherOneLittle() {
        Profile base = person("Marina Oyelaran", BORN, STREET);
        Profile same = with(base, new Document("passport", "X1234567", "GB"));
        Profile renewed = with(base, new Document("passport", "K7654321", "GB"));
        Profile licence = with(base, new Document("driving-licence", "K7654321", "GB"));
        Resemblance asking = new Resemblance(same, NORMALISER, WORDS);
        assertThat(Resemblance.score(asking.with(same))).isEqualTo(1);
        assertThat(Resemblance.score(asking.with(renewed))).isBetween(0.85, 0.95);
        assertThat(asking.with(licence))
                .extracting(Duplicate.Feature::name)
                .doesNotContain("document");
    }

    @Test
    void theEffectsAddUpToTheScoreAndQuoteNobody() {
        List<Duplicate.Feature> features =
                new Resemblance(ASKING, NORMALISER, WORDS)
                        .with(person("Marina Oyelarn", BORN, "12 Orchard Lane"));
        double sum = features.stream().mapToDouble(Duplicate.Feature::effect).sum();
        assertThat(Resemblance.score(features)).isCloseTo(sum, within(1e-4));
        assertThat(features.toString()).doesNotContainIgnoringCase("Oyelar", "Orchard");
    }

    @Test
    void whoIsAlikeIsFiledUnderACommonHeading() {
        for (Profile other :
                List.of(
                        person("Oyelaran Marina", LocalDate.of(1984, 12, 3), STREET),
                        person("Maryna Oyelaren", BORN, "9 Mill Road, Easthaven 2203"),
                        person("M. Oyelaran", BORN, null),
                        person("Marina Oyelaran", LocalDate.of(1984, 5, 30), null),
                        person("Marina Smith", LocalDate.of(1948, 3, 21), "12 Orchard Ln 4711"))) {
            Set<String> common =
                    Blocks.of(other, WORDS).stream()
                            .filter(Blocks.of(ASKING, WORDS)::contains)
                            .collect(Collectors.toSet());
            assertThat(common).as(other.name()).isNotEmpty();
        }
    }

    @Test
    void headingsAreFew() {
        Profile much =
                new Profile(
                        true,
                        "a b c Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota",
                        BORN,
                        new Document("passport", "X1", "GB"),
                        "a@example.org",
                        "+44",
                        "1 2 3 4 5 6 7 8 9 10 11 12 Long Street 4711 4712 4713 4714");
        assertThat(Blocks.of(much, WORDS)).hasSizeLessThanOrEqualTo(24);
    }

    private static Profile person(String name, @Nullable LocalDate born, @Nullable String address) {
        return new Profile(true, name, born, null, null, null, address);
    }

    private static Profile with(Profile profile, Document document) {
        return new Profile(
                true,
                profile.name(),
                profile.dateOfBirth(),
                document,
                null,
                null,
                profile.address());
    }

    private static double score(Profile other) {
        return Resemblance.score(new Resemblance(ASKING, NORMALISER, WORDS).with(other));
    }

    private static List<String> differs(Profile other) {
        List<Duplicate.Feature> features = new Resemblance(ASKING, NORMALISER, WORDS).with(other);
        return new Duplicate("a", Instant.EPOCH, 0, features).differs();
    }
}
