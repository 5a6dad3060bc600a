package dev.winnow.screening;

import dev.winnow.testkit.HexagonRules;
import org.junit.jupiter.api.Test;

class HexagonTest {
    @Test
    void theHexagonHolds() {
        HexagonRules.check("dev.winnow.screening");
    }
}
