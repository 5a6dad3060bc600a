package dev.winnow.velocity.application;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads phone numbers. */
public interface PhoneNumbers {
    /**
     * The number in E.164; empty when it is none.
     *
     * @param country in which it is dialled as it stands, ISO 3166-1 alpha-2; absent when it says
     *     its country itself
     */
    Optional<String> e164(String number, @Nullable String country);
}
