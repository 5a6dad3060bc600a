package dev.winnow.messaging;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.RequestContract;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contracts that tests of the runtime talk by. */
final class Echo {
    static final Duration DEADLINE = Duration.ofSeconds(2);
    static final RequestContract<Say, Said> SAY = say(true);

    /** Sending it twice has two effects. */
    static final RequestContract<Say, Said> SAY_ONCE = say(false);

    static final RequestContract<Order, Said> ORDER =
            new RequestContract<>(
                    "echo",
                    "order",
                    1,
                    "Takes a record with every kind of rule.",
                    Order.class,
                    Said.class,
                    List.of(ErrorCode.CONFLICT),
                    DEADLINE,
                    true);

    private Echo() {}

    private static RequestContract<Say, Said> say(boolean idempotent) {
        return new RequestContract<>(
                "echo",
                idempotent ? "say" : "say-once",
                1,
                "Says it again.",
                Say.class,
                Said.class,
                List.of(ErrorCode.NOT_FOUND),
                DEADLINE,
                idempotent);
    }

    record Say(@NotBlank @Size(max = 100_000) String text) {}

    record Said(String text) {}

    enum Colour {
        RED
    }

    record Order(
            @NotBlank @Size(max = 5) String name,
            @Nullable @Pattern(regexp = "[A-Z]{2}", message = "must be a country") String country,
            @Nullable LocalDate date,
            @Nullable Colour colour,
            @Size(max = 3) List<@NotBlank @Size(max = 2) String> countries,
            List<@Valid Line> lines,
            @NotNull @Valid Line main,
            @Nullable @DecimalMin("0") @DecimalMax("1") Double share,
            @Nullable @DecimalMin("0") @Digits(integer = 15, fraction = 4) BigDecimal amount,
            @Nullable @Min(1) @Max(100) Integer limit) {}

    record Line(@NotBlank String number, @Nullable @Size(max = 2) String country) {}
}
