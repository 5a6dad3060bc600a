package dev.winnow.applications;

import dev.winnow.testkit.HexagonRules;
import org.junit.jupiter.api.Test;

final class HouseRulesTest {

    @Test
    void theServiceIsAHexagon() {
        HexagonRules.check("dev.winnow.applications");
    }
}
