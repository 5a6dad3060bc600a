package dev.winnow.velocity.adapter.out.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.velocity.application.SealedProfile;
import dev.winnow.velocity.domain.Document;
import dev.winnow.velocity.domain.Profile;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

final class SecretProtectionTest {
    private final SecretProtection protection = new SecretProtection("one secret of many letters");
    private final SecretProtection other = new SecretProtection("another secret of many letters");
    private final Profile profile =
            new Profile(
                    true,
                    "Marina Oyelaran",
                    LocalDate.of(1984, 3, 12),
                    new Document("passport", "X1", "GB"),
                    "marina@example.org",
                    null,
                    "12 Orchard Lane");

    @Test
    void aHashIsTheSameForTheSameTextAndSecretOnly() {
        assertThat(protection.hash("a")).isEqualTo(protection.hash("a"));
        assertThat(protection.hash("a")).isNotEqualTo(protection.hash("b"));
        assertThat(protection.hash("a")).isNotEqualTo(other.hash("a"));
        // Kept in databases: another way to make it would find nothing there.
        assertThat(protection.hash("a"))
                .isEqualTo(new SecretProtection("one secret of many letters").hash("a"));
    }

    @Test
    void whatIsSealedCanBeOpenedAgainAndNotRead() {
        SealedProfile sealed = protection.seal("a-1", profile);
        assertThat(protection.open("a-1", sealed)).isEqualTo(profile);
        assertThat(new String(sealed.bytes(), StandardCharsets.ISO_8859_1))
                .doesNotContain("Oyelaran", "example", "1984");
        assertThat(protection.seal("a-1", profile).bytes()).isNotEqualTo(sealed.bytes());
    }

    @Test
    void nobodyElseOpensIt() {
        SealedProfile sealed = protection.seal("a-1", profile);
        assertThatThrownBy(() -> other.open("a-1", sealed))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> protection.open("a-2", sealed))
                .isInstanceOf(IllegalStateException.class);
        byte[] changed = sealed.bytes();
        changed[changed.length - 1] ^= 1;
        assertThatThrownBy(() -> protection.open("a-1", new SealedProfile(changed)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> protection.open("a-1", new SealedProfile(new byte[] {2, 3})))
                .isInstanceOf(IllegalStateException.class);
    }
}
