package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.contracts.Streams;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NatsProvisionerTest {
    private static final String STREAM =
            """
            {"name": "TEST", "subjects": ["events.test.>", "replay.worker.>"], "storage": "%s", "retention": "%s",
             "discard": "new", "allow_direct": true, "max_bytes": %d,
             "duplicate_window": 120000000000}
            """;

    @TempDir private Path folder;
    private JetStreamFixture nats;

    @BeforeEach
    void startServer() {
        nats = JetStreamFixture.start(folder);
    }

    @AfterEach
    void stopServer() {
        nats.close();
    }

    @Test
    void theFilesOfWinnowAreCreatedOnceAndUnchangedTheSecondTime() {
        NatsFiles files = NatsFiles.ofClasspath();
        nats.ask("$JS.API.STREAM.DELETE.DEAD_LETTERS");
        List<Change> first = NatsProvisioner.apply(nats.config(), files);
        assertThat(first).extracting(Change::kind).containsOnly(Change.Kind.CREATED);
        assertThat(first)
                .extracting(Change::subject)
                .containsExactly(
                        "stream " + Streams.APPLICATIONS,
                        "stream " + Streams.DEAD_LETTERS,
                        "stream " + Streams.SCREENING,
                        "stream " + Streams.WATCHLIST,
                        "consumer " + Streams.APPLICATIONS + "/" + Streams.SCREENING_SUBMITTED,
                        "consumer " + Streams.SCREENING + "/" + Streams.APPLICATIONS_SCREENING,
                        "consumer " + Streams.WATCHLIST + "/" + Streams.SCREENING_LISTS);
        assertThat(NatsProvisioner.apply(nats.config(), files))
                .extracting(Change::kind)
                .containsOnly(Change.Kind.UNCHANGED);
        assertThat(files.text("server/single.conf")).isPresent();
    }

    @Test
    void aDifferenceTheServerTakesIsReportedFieldByField() {
        nats.write("streams/TEST.json", STREAM.formatted("file", "limits", 200_000_000));
        assertThat(nats.apply())
                .filteredOn(change -> change.kind() == Change.Kind.UPDATED)
                .singleElement()
                .hasToString("stream TEST updated: max_bytes 100000000 → 200000000");
        assertThat(nats.apply()).extracting(Change::kind).containsOnly(Change.Kind.UNCHANGED);
    }

    @Test
    void whatAFileDoesNotMentionStaysAsTheServerHasIt() {
        nats.write(
                "consumers/TEST/worker.json",
                """
                {"durable_name": "worker", "ack_policy": "explicit", "max_ack_pending": 5,
                 "filter_subjects": ["events.test.happened.v1.*", "events.test.ended.v1.*"]}
                """);
        assertThat(nats.apply()).extracting(Change::kind).contains(Change.Kind.UPDATED);
        assertThat(nats.consumerInfo().path("config").path("ack_wait").asLong())
                .isEqualTo(2_000_000_000L);
        assertThat(nats.consumerInfo().path("config").path("max_ack_pending").asLong())
                .isEqualTo(5);
    }

    @Test
    void aDifferenceTheServerRefusesNamesTheFieldAndBothValuesAndChangesNothing() {
        nats.write("streams/TEST.json", STREAM.formatted("memory", "limits", 100_000_000));
        assertThatThrownBy(nats::apply)
                .isInstanceOf(ProvisioningException.class)
                .hasMessageContaining("streams/TEST.json")
                .hasMessageContaining(
                        "storage is \"file\" on the server and \"memory\" in the file")
                .hasMessageContaining("nats stream rm TEST");
        nats.write("streams/TEST.json", STREAM.formatted("file", "workqueue", 100_000_000));
        assertThatThrownBy(nats::apply)
                .isInstanceOf(ProvisioningException.class)
                .hasMessageContaining(
                        "retention is \"limits\" on the server and \"workqueue\" in the file");
        assertThat(nats.ask("$JS.API.STREAM.INFO.TEST").path("config").path("storage").asString(""))
                .isEqualTo("file");
    }

    @Test
    void aBrokenFileIsNamedWithItsPositionBeforeAnythingIsChanged() {
        nats.write("streams/TEST.json", STREAM.formatted("file", "limits", 300_000_000));
        nats.write("streams/BROKEN.json", "{\n  \"name\": \"BROKEN\",\n  oops\n}");
        nats.write("streams/TWICE.json", "{\"name\": \"TWICE\", \"name\": \"TWICE\"}");
        nats.write("streams/OTHER.json", "{\"name\": \"ELSE\"}");
        assertThatThrownBy(nats::apply)
                .isInstanceOf(ProvisioningException.class)
                .hasMessageContaining("streams/BROKEN.json:3:")
                .hasMessageContaining("streams/TWICE.json:1:")
                .hasMessageContaining(
                        "streams/OTHER.json: name must be \"OTHER\" as the file's name says");
        assertThat(nats.ask("$JS.API.STREAM.INFO.TEST").path("config").path("max_bytes").asLong())
                .isEqualTo(100_000_000);
    }

    @Test
    void aConsumerWithoutAStreamIsRefused() {
        nats.write(
                "consumers/NOWHERE/worker.json",
                "{\"durable_name\": \"worker\", \"ack_policy\": \"explicit\"}");
        assertThatThrownBy(nats::apply)
                .isInstanceOf(ProvisioningException.class)
                .hasMessageContaining("consumers/NOWHERE/worker.json: there is no stream NOWHERE");
    }

    @Test
    void aMisspelledFieldIsNotPassedOver() {
        nats.write(
                "streams/TYPO.json",
                "{\"name\": \"TYPO\", \"subjects\": [\"typo.>\"], \"max_byte\": 10}");
        assertThatThrownBy(nats::apply)
                .isInstanceOf(ProvisioningException.class)
                .hasMessageContaining("max_byte");
    }

    @Test
    void aFolderThatIsNoneIsRefused() {
        assertThatThrownBy(() -> NatsFiles.ofFolder(folder.resolve("none")))
                .isInstanceOf(ProvisioningException.class)
                .hasMessageContaining("is not a folder");
    }
}
