package dev.winnow.applications.domain;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two forms say the same: SHA-256 over their fields in a canonical form, in which
 * {@code 10} and {@code 10.00} are one amount.
 *
 * @param hex 64 hexadecimal digits
 */
public record ContentHash(String hex) {

    /** The hash of a form; equal forms, and only those, have equal hashes. */
    public static ContentHash of(Form form) {
        Canonical canonical = new Canonical();
        canonical.field(form.reference());
        canonical.field(form.kind().name());
        canonical.field(form.name());
        canonical.field(form.dateOfBirth() == null ? null : form.dateOfBirth().toString());
        canonical.field(form.nationality());
        canonical.field(form.documentType());
        canonical.field(form.documentNumber());
        canonical.field(form.documentCountry());
        canonical.field(form.email());
        canonical.field(form.phone());
        canonical.field(form.address());
        canonical.field(form.country());
        canonical.field(form.product());
        canonical.field(plain(form.amount()));
        canonical.field(form.currency());
        if (form.device() != null || form.ip() != null) {
            // Left out otherwise: forms that were taken before these fields have the same hash.
            canonical.field(form.device());
            canonical.field(form.ip());
        }
        return new ContentHash(canonical.sha256());
    }

    private static @Nullable String plain(@Nullable BigDecimal amount) {
        return amount == null ? null : amount.stripTrailingZeros().toPlainString();
    }

    /** Each field with its length before it, so that no two lists of fields read alike. */
    private static final class Canonical {
        private final StringBuilder text = new StringBuilder("form/1");

        void field(@Nullable String value) {
            text.append('\n');
            if (value == null) {
                text.append('-');
            } else {
                text.append(value.length()).append(':').append(value);
            }
        }

        String sha256() {
            try {
                byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
                return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError("every Java platform has SHA-256", e);
            }
        }
    }
}
