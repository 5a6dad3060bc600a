package dev.winnow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.datastore.Datastore;
import dev.winnow.messaging.ops.Telemetry;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;

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
    void natsComesBackOnTheSamePort() throws IOException {
        TestNats first = TestNats.fresh();
        first.kill();
        try (TestNats second = first.restart()) {
            assertThat(second.url()).isEqualTo(first.url()).isNotEqualTo(TestNats.shared().url());
            URI url = URI.create(second.url());
            try (Socket socket = new Socket(url.getHost(), url.getPort())) {
                assertThat(socket.isConnected()).isTrue();
            }
        }
    }
}
