package dev.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples, as a new user runs them. */
final class SamplesTest {
    /** Every reason of the default policy. */
    private static final Set<String> REASONS =
            Set.of(
                    "NO_OBJECTION",
                    "UNDER_AGE",
                    "DOCUMENT_EXPIRED",
                    "PROHIBITED_PRODUCT",
                    "PRODUCT_NOT_FOR_KIND",
                    "WATCHLIST_HIT",
                    "DOCUMENT_CHECK_DIGIT",
                    "MISSING_DATA",
                    "CONTRADICTORY_DATA",
                    "HIGH_RISK_COUNTRY",
                    "LARGE_AMOUNT",
                    "DUPLICATE_APPLICANT",
                    "DOCUMENT_SHARED",
                    "CONTACT_SHARED",
                    "MANY_APPLICATIONS",
                    "AMOUNTS_ADD_UP");

    /** Had by whoever is checked after those that are alike: which of them, nobody can foretell. */
    private static final Set<String> OF_THE_SECOND =
            Set.of("DUPLICATE_APPLICANT", "CONTACT_SHARED");

    private static final List<String> AGAIN =
            List.of(
                    "B-0001 refer [DUPLICATE_APPLICANT]",
                    "B-0002 refer [AMOUNTS_ADD_UP]",
                    "B-0003 refer [DOCUMENT_SHARED]",
                    "B-0004 refer [CONTACT_SHARED, MANY_APPLICATIONS]",
                    "B-0005 approve [NO_OBJECTION]");

    @TempDir Path folder;

    @Test
    void everyApplicationEndsAsItShouldAndTheSecondRunKnowsThemAll() throws Exception {
        String file = CliProcess.home().resolve("scripts/samples/applications.csv").toString();
        Path first = folder.resolve("first.jsonl");
        CliProcess.Finished run = screen(file, first);
        assertThat(run.exitCode()).as(run.err()).isZero();
        Results results = Results.read(first);
        assertThat(results.lines().stream().map(SamplesTest::withoutOrder))
                .containsExactlyElementsOf(expected());

        Path later = folder.resolve("later.jsonl");
        CliProcess.Finished after =
                screen(CliProcess.home().resolve("scripts/samples/again.csv").toString(), later);
        assertThat(after.exitCode()).as(after.err()).isZero();
        assertThat(
                        Results.read(later).lines().stream()
                                .map(l ->
                                        expectation(
                                                l.reference(),
                                                l.decision(),
                                                new TreeSet<>(l.reasons()))))
                .containsExactlyElementsOf(AGAIN);
        Set<String> seen = new TreeSet<>();
        results.lines().forEach(line -> seen.addAll(line.reasons()));
        Results.read(later).lines().forEach(line -> seen.addAll(line.reasons()));
        assertThat(seen).containsExactlyInAnyOrderElementsOf(REASONS);

        Path second = folder.resolve("second.jsonl");
        CliProcess.Finished again = screen(file, second);
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out()).contains("all " + results.lines().size() + " were known already");
        assertThat(Results.read(second).decisions()).isEqualTo(results.decisions());
        assertThat(Results.read(second).lines()).allMatch(Results.Line::known);
    }

    /** As if the application had been the first of those that are alike. */
    private static String withoutOrder(Results.Line line) {
        Set<String> left = new TreeSet<>(line.reasons());
        left.removeAll(OF_THE_SECOND);
        return left.isEmpty()
                ? expectation(line.reference(), "approve", Set.of("NO_OBJECTION"))
                : expectation(line.reference(), line.decision(), left);
    }

    private CliProcess.Finished screen(String file, Path out) throws Exception {
        return CliProcess.run(
                folder,
                "screen",
                file,
                "--data",
                folder.resolve("data").toString(),
                "--out",
                out.toString());
    }

    private static List<String> expected() throws IOException {
        try (InputStream in = SamplesTest.class.getResourceAsStream("/samples-expected.csv")) {
            String text =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().skip(1).map(SamplesTest::expectation).toList();
        }
    }

    private static String expectation(String line) {
        List<String> fields = List.of(line.split(",", -1));
        Set<String> reasons = new TreeSet<>(List.of(fields.get(2).split(" ", -1)));
        return expectation(fields.get(0), fields.get(1), reasons);
    }

    private static String expectation(String reference, String decision, Set<String> reasons) {
        return reference + " " + decision + " " + reasons;
    }
}
