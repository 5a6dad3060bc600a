package dev.winnow.cli.input;

import dev.winnow.contracts.PartyKind;
import dev.winnow.contracts.applications.ApplicationForm;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a form of the texts of one CSV row. */
final class FormBuilder {
    static final List<String> COLUMNS =
            List.of(
                    "reference",
                    "kind",
                    "name",
                    "date_of_birth",
                    "nationality",
                    "document_type",
                    "document_number",
                    "document_country",
                    "email",
                    "phone",
                    "address",
                    "country",
                    "product",
                    "amount",
                    "currency",
                    "device",
                    "ip");
    static final List<String> REQUIRED = List.of("reference", "kind", "name");

    /** Longer texts are no number anybody means, and would be slow to read as one. */
    private static final int MAX_AMOUNT_CHARS = 40;

    private final Function<String, @Nullable String> values;

    /**
     * @param values gives a column's text, stripped; null when it is empty or not in the file
     */
    FormBuilder(Function<String, @Nullable String> values) {
        this.values = values;
    }

    /** Says why a row cannot be used. */
    static final class BadValueException extends Exception {
        private static final long serialVersionUID = 1L;

        BadValueException(String message) {
            super(message);
        }
    }

    ApplicationForm build() throws BadValueException {
        return new ApplicationForm(
                required("reference"),
                kind(required("kind")),
                required("name"),
                date("date_of_birth"),
                values.apply("nationality"),
                values.apply("document_type"),
                values.apply("document_number"),
                values.apply("document_country"),
                values.apply("email"),
                values.apply("phone"),
                values.apply("address"),
                values.apply("country"),
                values.apply("product"),
                amount(),
                values.apply("currency"),
                values.apply("device"),
                values.apply("ip"));
    }

    private String required(String column) throws BadValueException {
        String value = values.apply(column);
        if (value == null) {
            throw new BadValueException(column + " is empty");
        }
        return value;
    }

    private static PartyKind kind(String text) throws BadValueException {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "person" -> PartyKind.PERSON;
            case "organisation" -> PartyKind.ORGANISATION;
            default -> throw new BadValueException("kind must be person or organisation");
        };
    }

    private @Nullable LocalDate date(String column) throws BadValueException {
        String text = values.apply(column);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new BadValueException(column + " must be a date, as in 1980-12-31");
        }
    }

    private @Nullable BigDecimal amount() throws BadValueException {
        String text = values.apply("amount");
        if (text == null) {
            return null;
        }
        try {
            if (text.length() <= MAX_AMOUNT_CHARS) {
                return new BigDecimal(text);
            }
        } catch (NumberFormatException e) {
            throw new BadValueException("amount must be a number, as in 1250.00");
        }
        throw new BadValueException("amount has more than " + MAX_AMOUNT_CHARS + " characters");
    }
}
