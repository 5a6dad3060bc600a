package dev.winnow.velocity.adapter.out.phone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LibPhoneNumbersTest {
    private final LibPhoneNumbers numbers = new LibPhoneNumbers();

    @Test
    void aNumberIsOneHoweverItIsWritten() {
        for (String written :
                new String[] {
                    "+44 20 7946 0958", "020 7946 0958", "(020) 7946-0958", "0044 20 79460958"
                }) {
            assertThat(numbers.e164(written, "GB")).as(written).contains("+442079460958");
        }
        assertThat(numbers.e164("020 7946 0958", "gb")).contains("+442079460958");
        assertThat(numbers.e164("+442079460958", null)).contains("+442079460958");
        assertThat(numbers.e164("+442079460958", "ES")).contains("+442079460958");
    }

    @Test
    void whatIsNoNumberIsNone() {
        assertThat(numbers.e164("020 7946 0958", null)).as("of no country").isEmpty();
        for (String bad : new String[] {"", "none", "12", "+1", "+999999999999999999"}) {
            assertThat(numbers.e164(bad, "GB")).as(bad).isEmpty();
        }
        assertThat(numbers.e164("020 7946 0958", "ZZ")).isEmpty();
    }
}
