package dev.winnow.velocity;

import dev.winnow.testkit.HexagonRules;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
    @Test
    void theServiceIsAHexagon() {
        HexagonRules.check("dev.winnow.velocity");
    }
}
