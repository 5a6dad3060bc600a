package dev.winnow.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CompatibilityTest {
    record Person(@NotNull String name, @Nullable @Size(max = 9) String city, Colour eyes) {}

    record WithOptional(
            @NotNull String name,
            @Nullable @Size(max = 9) String city,
            Colour eyes,
            @Nullable String mail) {}

    record WithRequired(
            @NotNull String name,
            @Nullable @Size(max = 9) String city,
            Colour eyes,
            @NotNull String mail) {}

    record Without(@NotNull String name, Colour eyes) {}

    record Retyped(@NotNull Integer name, @Nullable @Size(max = 9) String city, Colour eyes) {}

    record Tightened(@NotNull String name, @Nullable @Size(max = 8) String city, Colour eyes) {}

    record NoLongerSure(@Nullable String name, @Nullable @Size(max = 9) String city, Colour eyes) {}

    record MoreColours(
            @NotNull String name, @Nullable @Size(max = 9) String city, WideColour eyes) {}

    enum Colour {
        @JsonProperty("blue")
        BLUE,
        @JsonProperty("brown")
        BROWN
    }

    enum WideColour {
        @JsonProperty("blue")
        BLUE,
        @JsonProperty("brown")
        BROWN,
        @JsonProperty("green")
        GREEN
    }

    @Test
    void theSameSchemaBreaksNobody() {
        assertThat(breaks(Person.class)).isEmpty();
    }

    @Test
    void aNewOptionalFieldBreaksNobody() {
        assertThat(breaks(WithOptional.class)).isEmpty();
    }

    @Test
    void aNewRequiredFieldBreaksOlderWriters() {
        assertThat(breaks(WithRequired.class)).singleElement().asString().contains("mail");
    }

    @Test
    void aFieldTakenAwayBreaksOlderReaders() {
        assertThat(breaks(Without.class)).singleElement().asString().contains("/properties/city");
    }

    @Test
    void anotherTypeBreaksBoth() {
        assertThat(breaks(Retyped.class)).isNotEmpty().anyMatch(it -> it.contains("integer"));
    }

    @Test
    void aTighterLimitBreaksOlderWriters() {
        assertThat(breaks(Tightened.class)).singleElement().asString().contains("maxLength");
    }

    @Test
    void aFieldThatMayBeMissingNowBreaksOlderReaders() {
        assertThat(breaks(NoLongerSure.class)).isNotEmpty();
    }

    @Test
    void aNewEnumValueBreaksOlderReaders() {
        assertThat(breaks(MoreColours.class)).singleElement().asString().contains("green");
    }

    private static List<String> breaks(Class<?> newer) {
        return Compatibility.breaks(Schemas.of(Person.class), Schemas.of(newer));
    }
}
