package dev.winnow.benchmarks.outbox;

import dev.winnow.contracts.EventContract;
import jakarta.validation.constraints.NotBlank;

/** What the contenders tell of. */
record Happened(@NotBlank String key, long n) {
    static final String STREAM = "BENCH";

    static final EventContract<Happened> CONTRACT =
            new EventContract<>(
                    "bench", "happened", 1, STREAM, "It happened.", Happened.class, Happened::key);
}
