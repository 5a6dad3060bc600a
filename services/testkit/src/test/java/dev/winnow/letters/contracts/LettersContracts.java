package dev.winnow.letters.contracts;

import dev.winnow.contracts.EventContract;
import dev.winnow.contracts.RequestContract;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;

// begin contract
public final class LettersContracts {
    public record Find(@NotBlank @Size(max = 64) String applicationId) {}

    public record Found(List<String> letters) {}

    public record Written(@NotBlank String about) {}

    public static final RequestContract<Find, Found> FIND =
            new RequestContract<>(
                    "letters",
                    "find",
                    1,
                    "Gives the letters that were written about an application.",
                    Find.class,
                    Found.class,
                    List.of(),
                    Duration.ofSeconds(2),
                    true);

    public static final EventContract<Written> WRITTEN =
            new EventContract<>(
                    "letters", "written", 1, "LETTERS", "A letter.", Written.class, Written::about);

    private LettersContracts() {}
}
// end
