package dev.winnow.watchlist.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.matching.EntryKind;
import dev.winnow.matching.Feature;
import dev.winnow.matching.Identifier;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SnapshotTest {
    private static final double THRESHOLD = 0.85;
    private static final String DIACRITICS = "\u0300\u0301\u0302\u0303\u0308\u030c\u0327";

    private final Snapshot snapshot = Invented.snapshot();

    @Test
    void everyListedPersonIsFoundInAnyOrderCaseAndDiacritics() {
        Random random = new Random(4);
        for (Entry entry : Invented.ENTRIES) {
            for (ListedName name : entry.names()) {
                for (int i = 0; i < 20; i++) {
                    String asked = disguised(name.text(), random);
                    assertThat(snapshot.screen(Party.named(asked), THRESHOLD, 20))
                            .as("%s, listed as %s", asked, name.text())
                            .anySatisfy(match -> {
                                assertThat(match.entry()).isEqualTo(entry);
                                assertThat(match.score()).isGreaterThanOrEqualTo(0.95);
                            });
                }
            }
        }
    }

    @Test
    void slipsOfThePenAreFound() {
        for (String asked :
                List.of(
                        "Anatoly Vornkov",
                        "Anatoyl Vorenkov",
                        "Vorenkow Anatoly Sergeyevich",
                        "Jagoda Penderecka Wilk")) {
            assertThat(screen(Party.named(asked))).as(asked).isNotEmpty();
        }
    }

    @Test
    void theBestNameOfAnEntryIsTheMatchedOneAndAnEntryIsThereOnce() {
        List<Match> matches = screen(Party.named("anatoli worenkov"));

        assertThat(matches).hasSize(1);
        assertThat(matches.getFirst().matchedName()).isEqualTo("WORENKOV, Anatoli");
        assertThat(matches.getFirst().score()).isEqualTo(1);
    }

    @Test
    void nobodyIsFoundForAnOrdinaryName() {
        assertThat(screen(Party.named("Margaret Thistlewood"))).isEmpty();
        assertThat(screen(Party.named("Anatoly"))).isEmpty();
        assertThat(screen(Party.named("Vorenkov"))).isEmpty();
    }

    @Test
    void aDateOfBirthAddsOrTakesAwayAndAMissingOneDoesNeither() {
        assertThat(score("Anatole Vorenkoff", Optional.of(LocalDate.of(1963, 5, 5))))
                .isCloseTo(score("Anatole Vorenkoff", Optional.empty()) + 0.05, within(1e-9));
        assertThat(score("Anatole Vorenkoff", Optional.of(LocalDate.of(1955, 12, 1))))
                .isEqualTo(score("Anatole Vorenkoff", Optional.empty()));
        assertThat(score("Anatole Vorenkoff", Optional.of(LocalDate.of(1990, 1, 1))))
                .isCloseTo(score("Anatole Vorenkoff", Optional.empty()) - 0.1, within(1e-9));
    }

    @Test
    void anExactNameIsAHitWhateverElseContradictsButTheKind() {
        Party other =
                new Party(
                        "Anatoli Worenkov",
                        Optional.of(EntryKind.PERSON),
                        Optional.of(LocalDate.of(2001, 1, 1)),
                        List.of("NZ"),
                        List.of());
        assertThat(screen(other))
                .singleElement()
                .satisfies(m -> assertThat(m.score()).isEqualTo(0.88));

        Party company =
                new Party(
                        "Anatoli Worenkov",
                        Optional.of(EntryKind.ORGANISATION),
                        Optional.empty(),
                        List.of(),
                        List.of());
        assertThat(screen(company)).isEmpty();
        assertThat(snapshot.screen(company, 0.7, 20)).isNotEmpty();
    }

    @Test
    void anEqualIdentifierDecidesWhateverTheName() {
        Party party =
                new Party(
                        "Somebody Else",
                        Optional.of(EntryKind.PERSON),
                        Optional.empty(),
                        List.of(),
                        List.of(new Identifier("passport", "n4455667", "")));

        List<Match> matches = screen(party);

        assertThat(matches).isNotEmpty().allSatisfy(m -> assertThat(m.score()).isEqualTo(1));
        assertThat(sum(matches.getFirst())).isCloseTo(1, within(1e-9));
    }

    @Test
    void anIdentifierOfAnotherCountryOrDocumentDecidesNothing() {
        for (Identifier other :
                List.of(
                        new Identifier("passport", "N4455667", "FR"),
                        new Identifier("driving licence", "N4455667", "RU"),
                        new Identifier("passport", "N445566", "RU"))) {
            Party party =
                    new Party(
                            "Somebody Else",
                            Optional.empty(),
                            Optional.empty(),
                            List.of(),
                            List.of(other));
            assertThat(screen(party)).as("%s", other).isEmpty();
        }
    }

    @Test
    void effectsOfEveryMatchAddUpToItsScore() {
        for (Entry entry : Invented.ENTRIES) {
            Party party =
                    new Party(
                            entry.names().getFirst().text() + " x",
                            Optional.of(EntryKind.PERSON),
                            Optional.of(LocalDate.of(1955, 5, 5)),
                            List.of("DE"),
                            List.of());
            for (Match match : snapshot.screen(party, 0, 100)) {
                assertThat(match.score())
                        .as("%s", match.features())
                        .isCloseTo(Math.clamp(sum(match), 0, 1), within(1e-9));
            }
        }
    }

    @Test
    void theBestComeFirstAndNoMoreThanAskedFor() {
        List<Match> matches = snapshot.screen(Party.named("Anatoly Vorenkov"), 0, 2);

        assertThat(matches).hasSizeLessThanOrEqualTo(2);
        assertThat(matches.getFirst().entry().number()).isEqualTo("101");
    }

    private List<Match> screen(Party party) {
        return snapshot.screen(party, THRESHOLD, 20);
    }

    private double score(String name, Optional<LocalDate> born) {
        Party party = new Party(name, Optional.empty(), born, List.of(), List.of());
        return snapshot.screen(party, 0.5, 1).getFirst().score();
    }

    private static double sum(Match match) {
        return match.features().stream().mapToDouble(Feature::effect).sum();
    }

    private static String disguised(String name, Random random) {
        List<String> parts = new ArrayList<>(Arrays.asList(name.replace(",", "").split(" ", -1)));
        Collections.shuffle(parts, random);
        String joined = String.join(" ", parts);
        return switch (random.nextInt(3)) {
            case 0 -> joined.toUpperCase(Locale.ROOT);
            case 1 -> joined.toLowerCase(Locale.ROOT);
            default -> accented(joined, random);
        };
    }

    private static String accented(String text, Random random) {
        StringBuilder accented = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            accented.append(c);
            if ("aeioucnszAEIOUCNSZ".indexOf(c) >= 0 && random.nextBoolean()) {
                accented.append(DIACRITICS.charAt(random.nextInt(DIACRITICS.length())));
            }
        }
        return Normalizer.normalize(accented, Normalizer.Form.NFC);
    }
}
