package dev.winnow.velocity.adapter.out.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.winnow.velocity.application.PhoneNumbers;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads phone numbers by Google's libphonenumber. A number counts when it could be one: whether it
 * has been given out changes too often. Thread-safe.
 */
public final class LibPhoneNumbers implements PhoneNumbers {
    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();

    @Override
    public Optional<String> e164(String number, @Nullable String country) {
        try {
            PhoneNumber read =
                    numbers.parse(
                            number, country == null ? null : country.toUpperCase(Locale.ROOT));
            return numbers.isPossibleNumber(read)
                    ? Optional.of(numbers.format(read, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
