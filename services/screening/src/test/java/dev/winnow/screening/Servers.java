package dev.winnow.screening;

import dev.winnow.testkit.TestDatabase;
import dev.winnow.testkit.TestNats;

/** A NATS of its own for each test, and a database of its own on one PostgreSQL. */
final class Servers {
    private Servers() {}

    static ScreeningFixture fixture() {
        TestNats nats = TestNats.fresh();
        return new ScreeningFixture(nats.config(), TestDatabase.fresh().config(), nats::close);
    }
}
