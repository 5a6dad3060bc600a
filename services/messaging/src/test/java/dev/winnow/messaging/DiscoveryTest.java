package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.messaging.Echo.Said;
import dev.winnow.messaging.Echo.Say;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A service is found and described as NATS ADR-32 has it. */
class DiscoveryTest {
    private static final Duration WAIT = Duration.ofSeconds(5);

    private final EchoFixture echo = new EchoFixture();

    @AfterEach
    void stop() {
        echo.close();
    }

    private JsonNode ask(String subject) {
        List<RawReply> replies =
                echo.server().open("asker").raw().requestMany(subject, new byte[0], WAIT, 1);
        assertThat(replies).as("replies to %s", subject).hasSize(1);
        return Json.mapper().readTree(replies.getFirst().body());
    }

    @Test
    void pingNamesTheServiceByEachOfItsSubjects() {
        echo.service(EndpointPolicy.ofDefaults(), say -> new Said(""));

        JsonNode ping = ask("$SRV.PING");

        assertThat(ping.propertyNames())
                .containsExactlyInAnyOrder("type", "name", "id", "version", "metadata");
        assertThat(ping.get("type").asString()).isEqualTo("io.nats.micro.v1.ping_response");
        assertThat(ping.get("name").asString()).isEqualTo("echo");
        assertThat(ping.get("version").asString()).isEqualTo("1.2.3");
        String id = ping.get("id").asString();
        assertThat(ask("$SRV.PING.echo").get("id").asString()).isEqualTo(id);
        assertThat(ask("$SRV.PING.echo." + id).get("id").asString()).isEqualTo(id);
        assertThat(ask("$SRV.INFO.echo." + id).get("id").asString()).isEqualTo(id);
        assertThat(ask("$SRV.STATS.echo." + id).get("id").asString()).isEqualTo(id);
    }

    @Test
    void everyInstanceAnswers() {
        for (int i = 0; i < 3; i++) {
            Messaging instance = echo.server().open("echo");
            instance.endpoint(Echo.SAY, EndpointPolicy.ofDefaults(), say -> new Said(""));
            instance.start();
        }

        RawClient raw = echo.server().open("asker").raw();

        assertThat(raw.requestMany("$SRV.PING.echo", new byte[0], WAIT, 3))
                .extracting(r -> Json.mapper().readTree(r.body()).get("id").asString())
                .doesNotHaveDuplicates()
                .hasSize(3);
        assertThat(raw.requestMany("$SRV.PING.nobody", new byte[0], WAIT, 3)).isEmpty();
    }

    @Test
    void infoDescribesEachEndpointWithItsContract() {
        Messaging service = echo.server().open("watchlist");
        service.endpoint(
                WatchlistContracts.SCREEN,
                EndpointPolicy.ofDefaults(),
                request -> {
                    throw new ServiceErrorException(ErrorCode.UNAVAILABLE, "no list");
                });
        service.start();

        JsonNode info = ask("$SRV.INFO.watchlist");

        assertThat(info.propertyNames())
                .containsExactlyInAnyOrder(
                        "type", "name", "id", "version", "metadata", "description", "endpoints");
        JsonNode endpoint = info.get("endpoints").get(0);
        assertThat(endpoint.propertyNames())
                .containsExactlyInAnyOrder("name", "subject", "queue_group", "metadata");
        assertThat(endpoint.get("subject").asString()).isEqualTo("watchlist.v1.screen");
        assertThat(endpoint.get("queue_group").asString()).isEqualTo("q");
        JsonNode metadata = endpoint.get("metadata");
        assertThat(metadata.get("version").asString()).isEqualTo("1");
        assertThat(metadata.get("idempotent").asString()).isEqualTo("true");
        assertThat(metadata.get("deadline-ms").asString()).isEqualTo("1000");
        assertThat(metadata.get("errors").asString()).contains("400 invalid_request");
        JsonNode schema = Json.mapper().readTree(metadata.get("request-schema").asString());
        assertThat(schema.get("properties").propertyNames()).contains("name", "countries");
        assertThat(metadata.propertyNames()).contains("reply-schema");
    }

    @Test
    void statsCountErrorRepliesAndTimes() {
        Client<Say, Said> client =
                echo.serving(
                        say -> {
                            if (say.text().equals("bad")) {
                                throw new ServiceErrorException(
                                        ErrorCode.NOT_FOUND, "no\nsuch thing");
                            }
                            return new Said("x".repeat(say.text().equals("big") ? 2_000_000 : 0));
                        },
                        EchoFixture.ONCE);
        JsonNode before = ask("$SRV.STATS.echo").get("endpoints").get(0);
        assertThat(before.get("num_requests").asLong()).isZero();
        assertThat(before.get("last_error").asString()).isEmpty();
        client.call(new Say("good"));
        assertThatThrownBy(() -> client.call(new Say("bad")));
        assertThatThrownBy(() -> client.call(new Say(" "))).hasMessageContaining("blank");
        assertThatThrownBy(() -> client.call(new Say("big")));
        assertThatThrownBy(() -> client.call(new Say("bad")));
        JsonNode stats = ask("$SRV.STATS.echo");

        assertThat(Instant.parse(stats.get("started").asString())).isBeforeOrEqualTo(Instant.now());
        JsonNode endpoint = stats.get("endpoints").get(0);
        assertThat(endpoint.propertyNames())
                .containsExactlyInAnyOrder(
                        "name",
                        "subject",
                        "queue_group",
                        "num_requests",
                        "num_errors",
                        "last_error",
                        "processing_time",
                        "average_processing_time",
                        "data");
        assertThat(endpoint.get("num_requests").asLong()).isEqualTo(5);
        assertThat(endpoint.get("num_errors").asLong()).isEqualTo(4);
        assertThat(endpoint.get("last_error").asString()).isEqualTo("404:no such thing");
        assertThat(endpoint.get("average_processing_time").asLong())
                .isPositive()
                .isEqualTo(endpoint.get("processing_time").asLong() / 5);
    }

    @Test
    void statsCarryWhatEachEndpointAndEachClientIsLimitedTo() {
        Messaging service =
                echo.service(EndpointPolicy.ofDefaults().withConcurrency(7), say -> new Said(""));
        service.client(WatchlistContracts.SCREEN, CallPolicy.ofDefaults());

        JsonNode endpoints = ask("$SRV.STATS.echo").get("endpoints");

        JsonNode own = endpoints.get(0).get("data");
        assertThat(own.at("/kind").asString()).isEqualTo("endpoint");
        assertThat(own.at("/settings/concurrency").asString()).isEqualTo("7");
        assertThat(own.at("/state").asString()).isEqualTo("ok");
        assertThat(own.at("/counts/in-flight").asLong()).isZero();
        JsonNode last = endpoints.get(endpoints.size() - 1);
        assertThat(last.get("name").asString()).isEqualTo("winnow-policies");
        assertThat(last.at("/data/policies")).hasSize(1);
        assertThat(last.at("/data/policies/0/name").asString()).isEqualTo("watchlist.v1.screen");
        // The same by itself, on a subject that INFO names.
        JsonNode info = ask("$SRV.INFO.echo").get("endpoints").get(1);
        assertThat(ask(info.get("subject").asString()).at("/policies")).hasSize(2);
    }
}
