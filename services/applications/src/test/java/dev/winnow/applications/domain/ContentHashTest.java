package dev.winnow.applications.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ContentHashTest {

    @Test
    void theScaleOfAnAmountMakesNoDifference() {
        assertThat(ContentHash.of(form("a", "10.00"))).isEqualTo(ContentHash.of(form("a", "10")));
        assertThat(ContentHash.of(form("a", "1E+1"))).isEqualTo(ContentHash.of(form("a", "10")));
        assertThat(ContentHash.of(form("a", "0.000"))).isEqualTo(ContentHash.of(form("a", "0")));
        assertThat(ContentHash.of(form("a", "10.01")))
                .isNotEqualTo(ContentHash.of(form("a", "10")));
    }

    @Test
    void everyFieldMakesADifferenceAndSoDoesItsPlace() {
        List<Form> forms =
                List.of(
                        withText(-1),
                        withText(0),
                        withText(1),
                        withText(2),
                        withText(3),
                        withText(4),
                        withText(5),
                        withText(6),
                        withText(7),
                        withText(8),
                        withText(9),
                        withText(10),
                        withText(11),
                        form("R-1", "1"),
                        person(LocalDate.of(2000, 1, 1)));
        Set<ContentHash> hashes = new HashSet<>();
        for (Form form : forms) {
            hashes.add(ContentHash.of(form));
        }
        assertThat(hashes).hasSameSizeAs(forms);
    }

    @Test
    void aFieldCannotPassForTwo() {
        Form one = form("R-1\n4:name", null);
        Form other = form("R-1", null);
        assertThat(ContentHash.of(one)).isNotEqualTo(ContentHash.of(other));
    }

    @Test
    void theHashIsWrittenDownAndMustNeverChange() {
        assertThat(ContentHash.of(form("R-1", "12.50")).hex())
                .isEqualTo("975d70c73d742b0363182fc293ad628707ecb52e1f17e06ee7a3d29e9b9654f3");
    }

    private static Form form(String reference, @Nullable String amount) {
        return new Form(
                reference,
                Kind.PERSON,
                "Ada Example",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                amount == null ? null : new BigDecimal(amount),
                null,
                null,
                null);
    }

    private static Form person(LocalDate born) {
        return new Form(
                "R-1",
                Kind.PERSON,
                "Ada Example",
                born,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The same text in one optional field, or in none. */
    private static Form withText(int field) {
        return new Form(
                "R-1",
                Kind.PERSON,
                "Ada Example",
                null,
                at(field, 0),
                at(field, 1),
                at(field, 2),
                at(field, 3),
                at(field, 4),
                at(field, 5),
                at(field, 6),
                at(field, 7),
                at(field, 8),
                null,
                at(field, 9),
                at(field, 10),
                at(field, 11));
    }

    private static @Nullable String at(int field, int place) {
        return field == place ? "XX" : null;
    }
}
