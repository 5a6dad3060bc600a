package dev.winnow.benchmarks.sync;

import dev.winnow.contracts.EventContract;
import jakarta.validation.constraints.NotBlank;

/** An event of about the size of Winnow's own. */
record Published(@NotBlank String key, long n, String text) {
    static final String STREAM = "BENCH";

    static final EventContract<Published> CONTRACT =
            new EventContract<>(
                    "bench",
                    "published",
                    1,
                    STREAM,
                    "It was published.",
                    Published.class,
                    Published::key);

    private static final String TEXT = "x".repeat(300);

    static Published of(long n) {
        return new Published("k" + n, n, TEXT);
    }
}
