package dev.winnow.benchmarks.consume;

import dev.winnow.contracts.EventContract;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;

/** The event of every contender: about 150 bytes of JSON. */
record Counted(
        @NotBlank @Size(max = 64) String key,
        @PositiveOrZero long n,
        @NotBlank @Size(max = 256) String name,
        LocalDate dateOfBirth,
        @Size(max = 100) String product) {
    static final String STREAM = "BENCH";

    static final EventContract<Counted> CONTRACT =
            new EventContract<>(
                    "bench",
                    "counted",
                    1,
                    STREAM,
                    "A number was given.",
                    Counted.class,
                    Counted::key);

    static Counted of(String key, long n) {
        return new Counted(
                key, n, "Katherine O'Leary", LocalDate.of(1980, 12, 31), "current-account");
    }
}
