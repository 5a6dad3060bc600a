package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.contracts.Contracts;
import dev.winnow.contracts.ErrorBody.Violation;
import dev.winnow.messaging.Echo.Line;
import dev.winnow.messaging.Echo.Order;
import jakarta.validation.constraints.Future;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules on a contract's records. */
class ValidationTest {
    private static final Line LINE = new Line("1", null);

    @Test
    void recordThatKeepsEveryRuleIsFine() {
        Order order =
                new Order(
                        "name",
                        "GB",
                        null,
                        null,
                        List.of("AB"),
                        List.of(LINE),
                        LINE,
                        1.0,
                        new BigDecimal("123456789012345.1234"),
                        100);

        assertThat(Validation.check(order)).isEmpty();
    }

    @Test
    void missingOptionalValuesAreFine() {
        Order order =
                new Order("n", null, null, null, List.of(), List.of(), LINE, null, null, null);

        assertThat(Validation.check(order)).isEmpty();
    }

    @Test
    void eachBrokenRuleIsNamedWithThePathToItsField() {
        Order order =
                new Order(
                        " longer ",
                        "gb",
                        null,
                        null,
                        List.of("", "GB", "GBR", "X"),
                        List.of(LINE, new Line(" ", "GBR")),
                        new Line("", null),
                        1.1,
                        new BigDecimal("-0.00001"),
                        101);

        assertThat(Validation.check(order))
                .containsExactly(
                        new Violation("name", "must have a size of at most 5"),
                        new Violation("country", "must be a country"),
                        new Violation("countries", "must have a size of at most 3"),
                        new Violation("countries[0]", "must not be blank"),
                        new Violation("countries[2]", "must have a size of at most 2"),
                        new Violation("lines[1].number", "must not be blank"),
                        new Violation("lines[1].country", "must have a size of at most 2"),
                        new Violation("main.number", "must not be blank"),
                        new Violation("share", "must be at most 1"),
                        new Violation("amount", "must be at least 0"),
                        new Violation(
                                "amount",
                                "must have at most 15 digits before and 4 after the decimal"
                                        + " point"),
                        new Violation("limit", "must be at most 100"));
    }

    @Test
    void requiredValueThatIsMissingIsNamed() {
        Order order = read("{\"countries\":[null],\"lines\":[null]}");

        assertThat(Validation.check(order))
                .containsExactly(
                        new Violation("name", "must not be blank"),
                        new Violation("countries[0]", "must not be blank"),
                        new Violation("main", "must not be null"));
    }

    @Test
    void violationsAreBounded() {
        Order order =
                read(
                        "{\"name\":\"n\",\"main\":{\"number\":\"1\"},\"lines\":["
                                + "{},".repeat(999)
                                + "{}]}");

        assertThat(Validation.check(order)).hasSize(50);
    }

    @Test
    void constraintThatIsNotUnderstoodIsRefusedAndNotIgnored() {
        record Later(@Future Instant at) {}
        record Holder(List<Later> all) {}

        assertThatThrownBy(() -> Validation.prepare(Holder.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("@Future")
                .hasMessageContaining("Later");
    }

    @Test
    void everyContractIsUnderstood() {
        Contracts.REQUESTS.forEach(c -> Validation.prepare(c.request()));
        Contracts.REQUESTS.forEach(c -> Validation.prepare(c.reply()));
        Contracts.EVENTS.forEach(c -> Validation.prepare(c.data()));
    }

    @Test
    void inputIsNeverRepeatedInWhatIsWrongWithIt() {
        for (String json :
                List.of(
                        "{\"date\":\"hunter2\"}",
                        "{\"colour\":\"hunter2\"}",
                        "{\"limit\":\"hunter2\"}",
                        "{\"name\":\"hunter2\"}",
                        "{\"name\":hunter2}",
                        "hunter2")) {
            assertThatThrownBy(() -> InvalidInput.read(bytes(json), Order.class))
                    .as(json)
                    .isInstanceOfSatisfying(
                            ServiceErrorException.class,
                            e ->
                                    assertThat(e.getMessage() + e.violations())
                                            .doesNotContain("hunter2"));
        }
    }

    @Test
    void valueOfTheWrongKindIsNamedByItsField() {
        assertThatThrownBy(() ->
                        InvalidInput.read(bytes("{\"lines\":[{\"number\":{}}]}"), Order.class))
                .isInstanceOfSatisfying(
                        ServiceErrorException.class,
                        e ->
                                assertThat(e.violations().getFirst().field())
                                        .isEqualTo("lines[0].number"));
    }

    private static Order read(String json) {
        return Json.read(bytes(json), Order.class);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
