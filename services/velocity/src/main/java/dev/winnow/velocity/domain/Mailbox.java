package dev.winnow.velocity.domain;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The mailbox behind an e-mail address. Case and what follows a {@code +} make no other mailbox;
 * with Google neither do dots, nor its other name.
 */
final class Mailbox {
    private static final Set<String> GOOGLE = Set.of("gmail.com", "googlemail.com");
    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST_DOMAIN = 255;

    private Mailbox() {}

    /** Empty when it is no address. */
    static Optional<String> of(String email) {
        String address =
                Normalizer.normalize(email.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        int at = address.lastIndexOf('@');
        if (at <= 0 || address.chars().anyMatch(Character::isWhitespace)) {
            return Optional.empty();
        }
        String local = withoutTag(address.substring(0, at));
        return domain(address.substring(at + 1))
                .filter(d -> local.length() <= LONGEST_LOCAL)
                .map(d -> GOOGLE.contains(d) ? google(local) : local + '@' + d)
                .filter(mailbox -> !mailbox.startsWith("@"));
    }

    private static String withoutTag(String local) {
        int plus = local.indexOf('+');
        return plus > 0 ? local.substring(0, plus) : local;
    }

    private static String google(String local) {
        return local.replace(".", "") + "@gmail.com";
    }

    private static Optional<String> domain(String text) {
        try {
            String domain =
                    IDN.toASCII(text.endsWith(".") ? text.substring(0, text.length() - 1) : text);
            return Optional.of(domain)
                    .filter(d -> d.length() <= LONGEST_DOMAIN)
                    .filter(d -> d.indexOf('.') > 0 && !d.endsWith("."));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no name of a domain
        }
    }
}
