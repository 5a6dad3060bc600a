package dev.winnow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.datastore.DatabaseConfig;
import dev.winnow.datastore.Datastore;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsUnreachableException;
import dev.winnow.messaging.ops.Telemetry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The same whether the servers are processes or containers. */
final class ServersTest {
    @Test
    void eachFreshDatabaseIsEmptyAndUsable() {
        TestDatabase one = TestDatabase.fresh();
        TestDatabase two = TestDatabase.fresh();
        assertThat(one.config().url()).isNotEqualTo(two.config().url());
        try (Datastore datastore = Datastore.open("none", one.config(), Telemetry.none())) {
            assertThat(datastore.healthy()).isTrue();
        }
    }

    @Test
    void natsComesBackOnTheSamePortWithItsStreams() {
        try (TestNats nats = TestNats.fresh().with("kit")) {
            String url = nats.url();
            assertThat(url).isNotEqualTo(TestNats.shared().url());
            publish(nats, 1);
            nats.kill();
            assertThatThrownBy(() -> Kit.connect(nats.config(), "nobody"))
                    .isInstanceOf(NatsUnreachableException.class);
            nats.restart();
            assertThat(nats.url()).isEqualTo(url);
            publish(nats, 2);
            try (Messaging messaging = Kit.connect(nats.config(), "reader")) {
                assertThat(messaging.stream(Kit.STREAM).state().messages()).isEqualTo(2);
            }
        }
    }

    @Test
    void aPausedNatsIsSilentAndGoesOn() {
        try (TestNats nats = TestNats.fresh().with("kit");
                Messaging messaging = Kit.connect(nats.config(), "writer")) {
            nats.pause();
            assertThat(Kit.published(messaging, 1)).isFalse();
            nats.resume();
            Eventually.that(Duration.ofSeconds(10), () -> Kit.published(messaging, 1));
        }
    }

    @Test
    void postgresRecoversFromAKillWithWhatWasCommitted() {
        try (TestPostgres server = TestPostgres.fresh()) {
            DatabaseConfig config = TestDatabase.freshOn(server).config();
            try (Datastore datastore = Datastore.open("none", config, Telemetry.none())) {
                execute(datastore, "CREATE TABLE kept (id int)");
                execute(datastore, "INSERT INTO kept VALUES (7)");
                server.kill();
                assertThat(datastore.healthy()).isFalse();
                server.restart();
                Eventually.that(Duration.ofSeconds(20), datastore::healthy);
                execute(datastore, "DELETE FROM kept WHERE id = 7");
            }
        }
    }

    private static void execute(Datastore datastore, String sql) {
        Eventually.that(
                Duration.ofSeconds(10), () -> datastore.<Integer>sql(h -> h.execute(sql)) >= 0);
    }

    private static void publish(TestNats nats, int number) {
        try (Messaging messaging = Kit.connect(nats.config(), "writer")) {
            assertThat(Kit.published(messaging, number)).isTrue();
        }
    }
}
