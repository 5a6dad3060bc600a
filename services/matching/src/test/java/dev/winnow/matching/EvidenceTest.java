package dev.winnow.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EvidenceTest {
    private static final Traits LISTED =
            traits(EntryKind.PERSON, "1963-05-05", "RU", "male", "N-4455667");

    @Test
    void whatIsMissingIsNeutral() {
        assertThat(Evidence.of(Traits.none(), LISTED)).isEmpty();
        assertThat(Evidence.of(LISTED, Traits.none())).isEmpty();
    }

    @Test
    void whatAgreesAddsAndWhatContradictsTakesAway() {
        assertThat(effects(LISTED)).isPositive();
        assertThat(effects(traits(EntryKind.PERSON, "1963-05-05", "RU", "f", "")))
                .isLessThan(effects(LISTED));
        assertThat(effects(traits(EntryKind.PERSON, "1999", "FR", "M", ""))).isNegative();
        assertThat(effects(traits(EntryKind.VESSEL, "", "", "", "")))
                .isEqualTo(Evidence.OTHER_KIND);
        assertThat(effects(traits(EntryKind.PERSON, "1963", "", "", ""))).isZero();
    }

    @Test
    void anEqualNumberDecidesWhateverTheNames() {
        Alignment names =
                Alignment.of(
                        Normaliser.standard().tokens("Somebody Else", true),
                        Normaliser.standard().tokens("Anatoly Vorenkov", true));
        assertThat(Comparison.of(names, LISTED, LISTED).score()).isEqualTo(1);
        assertThat(Comparison.of(names, Traits.none(), LISTED).score()).isZero();
    }

    private static double effects(Traits asked) {
        return Evidence.of(asked, LISTED).stream().mapToDouble(Feature::effect).sum();
    }

    private static Traits traits(
            EntryKind kind, String born, String country, String gender, String number) {
        return new Traits(
                Optional.of(kind),
                BirthDate.parse(born).stream().toList(),
                country.isEmpty() ? List.of() : List.of(country),
                gender,
                number.isEmpty() ? List.of() : List.of(new Identifier("Passport", number, "RU")));
    }
}
