package dev.winnow.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The rules themselves: planted violations are seen, and an empty package is no success. */
final class HexagonRulesTest {
    private static final String PLANTED = "dev.winnow.testkit.planted.";

    @Test
    void aProperServicePasses() {
        assertThatCode(() -> check("good")).doesNotThrowAnyException();
    }

    @Test
    void everyPlantedViolationIsReported() {
        assertThatThrownBy(() -> check("bad"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("KnowsApplication")
                .hasMessageContaining("bad.application.KnowsSql.connection")
                .hasMessageContaining("bad.adapter.in.KnowsOut.out")
                .hasMessageContaining("bad.adapter.out.jdbi.KnowsOther.in")
                .hasMessageContaining("planted.other.Stranger");
    }

    @Test
    void aMissingPackageIsAFailure() {
        assertThatThrownBy(() -> check("none"))
                .hasMessageContaining("no class in dev.winnow.testkit.planted.none.domain")
                .hasMessageContaining("no class in dev.winnow.testkit.planted.none.adapter.in");
        assertThatThrownBy(() -> HexagonRules.check("dev.winnow.nothing"))
                .hasMessageContaining("nothing to guard");
    }

    @Test
    void theHouseOnThisClassPathKeepsItsRules() {
        assertThatCode(HexagonRules::checkHouse).doesNotThrowAnyException();
    }

    private static void check(String name) {
        JavaClasses planted = new ClassFileImporter().importPackages(PLANTED + name);
        HexagonRules.check(PLANTED + name, planted);
    }
}
