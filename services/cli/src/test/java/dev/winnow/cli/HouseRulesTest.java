package dev.winnow.cli;

import dev.winnow.testkit.HexagonRules;
import org.junit.jupiter.api.Test;

/** The only module that sees all others. */
final class HouseRulesTest {

    @Test
    void theWholeHouseKeepsItsRules() {
        HexagonRules.checkHouse();
    }
}
