package dev.winnow.benchmarks.request;

import dev.winnow.contracts.RequestContract;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** The request of every contender: about 150 bytes of JSON as it is, or with a long text in it. */
record Echo(
        @NotBlank @Size(max = 64) String reference,
        @NotBlank @Size(max = 256) String name,
        @NotNull LocalDate dateOfBirth,
        @Size(max = 10) List<@NotBlank @Size(min = 2, max = 2) String> countries,
        @Valid @NotNull Amount amount,
        @Size(max = 100_000) String note) {

    record Amount(@PositiveOrZero long minor, @Size(min = 3, max = 3) String currency) {}

    static final RequestContract<Echo, Echo> CONTRACT =
            new RequestContract<>(
                    "bench",
                    "echo",
                    1,
                    "Answers what it was asked.",
                    Echo.class,
                    Echo.class,
                    List.of(),
                    Duration.ofSeconds(5),
                    true);

    /** One with a note of so many characters. */
    static Echo withNote(int length) {
        return new Echo(
                "A-000017",
                "Katherine O'Leary",
                LocalDate.of(1980, 12, 31),
                List.of("IE", "GB"),
                new Amount(1_250_000, "EUR"),
                "n".repeat(length));
    }
}
