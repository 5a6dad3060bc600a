package dev.winnow.cli.promises;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.cli.promises.House.Answer;
import dev.winnow.cli.promises.House.Ask;
import dev.winnow.cli.promises.Socket.Message;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.Client;
import dev.winnow.messaging.EndpointPolicy;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.Messaging;
import dev.winnow.testkit.Eventually;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * On the wire there is JSON, the ADR-32 service protocol, CloudEvents headers and W3C trace
 * context: a socket and the NATS protocol are enough.
 */
final class Promise11AnyNatsClientIsAClientTest {
    private static final String SUBJECT = "events.promises.happened.v1.";

    private final House house = new House();
    private Socket client;

    @BeforeEach
    void start() throws IOException {
        Messaging service = house.connect("promises");
        Client<Ask, Answer> other = service.client(House.NESTED, CallPolicy.ofDefaults());
        service.endpoint(
                House.DO,
                EndpointPolicy.ofDefaults(),
                ask -> ask.text().isEmpty() ? new Answer(ask.n() + 1) : other.call(ask));
        service.start();
        house.consuming(House.quick(), house.once());
        client = new Socket(house.nats.url());
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        house.close();
    }

    @Test
    void aRequestIsJsonAndAnErrorHasTheHeadersOfTheServiceProtocol() throws IOException {
        assertThat(
                        json(client.request("promises.v1.do", "{\"n\":1,\"text\":\"\"}"))
                                .path("n")
                                .asInt())
                .isEqualTo(2);

        Message refused = client.request("promises.v1.do", "not json");
        assertThat(refused.headers())
                .contains("Nats-Service-Error-Code:400")
                .anyMatch(header -> header.startsWith("Nats-Service-Error:"));
        assertThat(json(refused).path("error").asString("")).isNotEmpty();
    }

    @Test
    void aServiceIsFoundByTheServiceProtocol() throws IOException {
        JsonNode ping = json(client.request("$SRV.PING.promises", ""));
        assertThat(ping.path("type").asString("")).isEqualTo("io.nats.micro.v1.ping_response");
        JsonNode info = json(client.request("$SRV.INFO.promises", ""));
        assertThat(info.path("type").asString("")).isEqualTo("io.nats.micro.v1.info_response");
        assertThat(info.path("endpoints").findValuesAsString("subject")).contains("promises.v1.do");
        JsonNode stats =
                json(client.request("$SRV.STATS.promises." + ping.path("id").asString(""), ""));
        assertThat(stats.path("type").asString("")).isEqualTo("io.nats.micro.v1.stats_response");
    }

    @Test
    void anyClientAnswersRequestsAndTheTraceGoesThrough() throws IOException {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        try (Socket other = new Socket(house.nats.url())) {
            other.listen(House.NESTED.subject());
            other.request("$SRV.PING.promises", ""); // by then the server knows who listens
            client.publish(
                    House.DO.subject(),
                    List.of("TraceParent: 00-" + trace + "-b7ad6b7169203331-01"),
                    "{\"n\":1,\"text\":\"pass on\"}");

            Message asked = other.next();
            assertThat(json(asked).path("text").asString("")).isEqualTo("pass on");
            assertThat(asked.headers())
                    .anyMatch(header -> header.startsWith("traceparent:00-" + trace + "-"))
                    .anyMatch(header -> header.matches("winnow-deadline-ms:[1-9][0-9]*"));
            other.reply(asked, "{\"n\":9}");
            assertThat(json(client.next()).path("n").asInt()).isEqualTo(9);
        }
    }

    @Test
    void cloudEventsOfOtherClientsAreConsumedInBothModes() throws IOException {
        String type = House.HAPPENED.type();
        client.publish(
                SUBJECT + "a",
                List.of(
                        "ce-specversion: 1.0",
                        "ce-id: 1",
                        "ce-source: /any/client",
                        "ce-type: " + type),
                "{\"key\":\"a\",\"n\":1}");
        assertThat(json(client.next()).path("seq").asInt()).isEqualTo(1);
        client.publish(
                SUBJECT + "b",
                List.of("Content-Type: application/cloudevents+json"),
                """
                {"specversion":"1.0","id":"2","source":"/any/client","type":"%s",\
                "datacontenttype":"application/json","data":{"key":"b","n":2}}\
                """
                        .formatted(type));
        assertThat(json(client.next()).path("seq").asInt()).isEqualTo(2);
        Eventually.that(House.SOON, () -> house.effects().size() == 2);
        assertThat(house.effects()).containsExactlyInAnyOrder("a1", "b2");
    }

    private static JsonNode json(Message reply) {
        return Json.mapper().readTree(reply.body());
    }
}
