package dev.winnow.velocity.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a key was seen with an application.
 *
 * @param at when the application was submitted
 * @param applicant who applied, as a keyed hash
 */
public record Sighting(
        Instant at, UUID applicant, @Nullable BigDecimal amount, @Nullable String currency) {}
