package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.messaging.Echo.Said;
import dev.winnow.messaging.Echo.Say;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What discovery answers is valid by the schemas that the NATS project publishes. */
class DiscoverySchemaTest {
    private final TestServer server = new TestServer();

    @BeforeEach
    void serviceWithEverything() {
        Messaging service = server.open("echo");
        service.endpoint(
                Echo.SAY,
                EndpointPolicy.ofDefaults(),
                say -> {
                    throw new ServiceErrorException(ErrorCode.NOT_FOUND, "no\nsuch \"thing\"");
                });
        service.client(WatchlistContracts.SCREEN, CallPolicy.ofDefaults());
        service.start();
        Client<Say, Said> client = server.open("caller").client(Echo.SAY, EchoFixture.ONCE);
        assertThatThrownBy(() -> client.call(new Say("x")))
                .isInstanceOf(ServiceErrorException.class);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"PING,ping_response", "INFO,info_response", "STATS,stats_response"})
    void answerIsValid(String verb, String name) throws IOException {
        Schema schema = schema(name);
        List<RawReply> replies =
                server.open("asker")
                        .raw()
                        .requestMany("$SRV." + verb, new byte[0], Duration.ofSeconds(5), 1);
        JsonNode answer = Json.mapper().readTree(replies.getFirst().body());

        assertThat(schema.validate(answer)).isEmpty();

        // And the schema is one that can say no.
        ((ObjectNode) answer).put("version", "one");
        assertThat(schema.validate(answer)).isNotEmpty();
    }

    private static Schema schema(String name) throws IOException {
        try (InputStream in =
                DiscoverySchemaTest.class.getResourceAsStream("/adr-32/" + name + ".json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(in);
        }
    }
}
