package dev.winnow.velocity.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.velocity.adapter.out.text.IcuLatin;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class KeysTest {
    private static final Words WORDS = new Words(new IcuLatin());

    @Test
    void aMailboxIsOneHoweverItsAddressIsWritten() {
        assertThat(Mailbox.of(" Ada.Example+loans@Example.ORG "))
                .contains("ada.example@example.org");
        assertThat(Mailbox.of("a.d.a@googlemail.com"))
                .isEqualTo(Mailbox.of("ADA+x@gmail.com"))
                .contains("ada@gmail.com");
        assertThat(Mailbox.of("ada@bücher.example")).contains("ada@xn--bcher-kva.example");
        assertThat(Mailbox.of("ｆｕｌｌ@example.org")).contains("full@example.org");
        assertThat(Mailbox.of("+tag@example.org")).contains("+tag@example.org");
    }

    @Test
    void whatIsNoAddressHasNoMailbox() {
        for (String bad :
                new String[] {
                    "ada", "@example.org", "ada@", "ada@localhost", "a b@example.org", "ada@..", ""
                }) {
            assertThat(Mailbox.of(bad)).as(bad).isEmpty();
        }
        assertThat(Mailbox.of("a".repeat(65) + "@example.org")).isEmpty();
    }

    @Test
    void anAddressOnTheNetworkIsOneHoweverItIsWritten() {
        assertThat(NetworkAddress.of("192.0.2.7")).contains("192.0.2.7");
        assertThat(NetworkAddress.of("::ffff:192.0.2.7")).contains("192.0.2.7");
        assertThat(NetworkAddress.of("2001:db8:0:1::2"))
                .isEqualTo(NetworkAddress.of("2001:DB8::1:ffff:0:0:9"))
                .contains("20010db800000001/64");
        assertThat(NetworkAddress.of("2001:db8:0:2::2")).contains("20010db800000002/64");
        assertThat(NetworkAddress.of("example.org")).isEmpty();
        assertThat(NetworkAddress.of("300.1.1.1")).isEmpty();
    }

    @Test
    void theSameDocumentAndNameAreTheSameKeys() {
        Keys one =
                keys(
                        "Ångström, María-José",
                        new Document("Passport", "x 123-456", "es"),
                        null,
                        null);
        Keys other =
                keys("maria jose angstrom", new Document("passport", "X123456", "ES"), null, null);
        assertThat(one.values()).isEqualTo(other.values());
        assertThat(one.values()).containsOnlyKeys(KeyKind.IDENTIFIER, KeyKind.NAME);
        assertThat(
                        keys("Ada", new Document("dni", "X123456", "ES"), null, null)
                                .values()
                                .get(KeyKind.IDENTIFIER))
                .isNotEqualTo(one.values().get(KeyKind.IDENTIFIER));
    }

    @Test
    void whatCannotBeReadIsUnusableAndWhatIsMissingIsNot() {
        Keys keys = keys("Ada", new Document("", "--", ""), "no address", "not.an.ip");
        assertThat(keys.unusable())
                .containsExactlyInAnyOrder(
                        KeyKind.IDENTIFIER, KeyKind.EMAIL, KeyKind.IP, KeyKind.PHONE);
        Keys none = keys("Ada", null, " ", "");
        assertThat(none.unusable()).containsExactly(KeyKind.PHONE);
    }

    @Test
    void nothingPrintsPersonalData() {
        Submission submission = submission("Ada", null, "ada@example.org", null);
        Keys keys = Keys.of(submission, Optional.of("+34600000000"), WORDS);
        assertThat(submission.toString() + keys + Profile.of(submission, keys))
                .doesNotContain("Ada", "example.org", "600000000");
    }

    private static Keys keys(
            String name, @Nullable Document document, @Nullable String email, @Nullable String ip) {
        return Keys.of(submission(name, document, email, ip), Optional.empty(), WORDS);
    }

    private static Submission submission(
            String name, @Nullable Document document, @Nullable String email, @Nullable String ip) {
        return new Submission(
                "a-1",
                Instant.EPOCH,
                true,
                name,
                LocalDate.of(1990, 1, 2),
                document,
                email,
                "12",
                null,
                "ES",
                null,
                ip,
                BigDecimal.ONE,
                "EUR");
    }
}
