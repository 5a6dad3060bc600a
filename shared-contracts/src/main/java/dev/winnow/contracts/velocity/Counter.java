package dev.winnow.contracts.velocity;

import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.List;

/**
 * How often one key of the application was seen within one window that ends with it.
 *
 * @param applications with this key, this one included
 * @param applicants different ones among them, told apart by name and date of birth
 * @param amounts what they ask for together, by currency; those that name no amount are left out
 * @param more whether there are more than the service looks at; then all figures are at least that
 */
public record Counter(
        @NotNull KeyKind key,
        @NotNull Window window,
        int applications,
        int applicants,
        List<Amount> amounts,
        boolean more) {

    public Counter {
        amounts = amounts == null ? List.of() : List.copyOf(amounts);
    }

    /**
     * A sum.
     *
     * @param currency ISO 4217
     */
    public record Amount(String currency, BigDecimal sum) {}
}
