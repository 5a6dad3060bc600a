package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.messaging.wire.Inbound;
import dev.winnow.messaging.wire.Messages;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CloudEventReaderTest {
    private static final String TYPE = "dev.winnow.test.happened.v1";

    @Test
    void binaryModeIsReadAndPercentDecoded() throws PoisonException {
        CloudEventReader.Received event =
                CloudEventReader.read(
                        message(
                                "{\"a\":1}",
                                with(
                                        with(binary(), "ce-subject", "caf%C3%A9%20%25%22"),
                                        "ce-time",
                                        "2026-01-02T03:04:05+01:00")));
        assertThat(event.id()).isEqualTo("id-1");
        assertThat(event.type()).isEqualTo(TYPE);
        assertThat(event.source()).isEqualTo("/winnow/test");
        assertThat(event.key()).isEqualTo("café %\"");
        assertThat(event.time()).isEqualTo(Instant.parse("2026-01-02T02:04:05Z"));
        assertThat(event.data()).isEqualTo("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatTheEncoderWritesTheReaderReads() throws PoisonException {
        for (String text : new String[] {"", "plain", "a b", "100%", "\"", "ö\n€😀", "%41"}) {
            assertThat(CloudEventReader.decode(CloudEvents.encode(text))).isEqualTo(text);
        }
    }

    @Test
    void structuredModeIsRead() throws PoisonException {
        CloudEventReader.Received event =
                CloudEventReader.read(
                        message(
                                """
                                {"specversion":"1.0","id":"id 2","type":"%s","source":"/x",
                                 "subject":"the key","time":"2026-01-02T03:04:05Z",
                                 "datacontenttype":"application/json","data":{"amount":1.10}}
                                """
                                        .formatted(TYPE),
                                Map.of(
                                        "Content-Type",
                                        "application/cloudevents+json; charset=UTF-8")));
        assertThat(event.id()).isEqualTo("id 2");
        assertThat(event.key()).isEqualTo("the key");
        assertThat(new String(event.data(), StandardCharsets.UTF_8)).isEqualTo("{\"amount\":1.10}");
    }

    @Test
    void structuredModeMayCarryItsDataAsBase64() throws PoisonException {
        CloudEventReader.Received event =
                CloudEventReader.read(
                        message(
                                """
                                {"specversion":"1.0","id":"1","type":"t","source":"/x",
                                 "data_base64":"e30="}
                                """,
                                Map.of("content-type", "application/cloudevents+json")));
        assertThat(new String(event.data(), StandardCharsets.UTF_8)).isEqualTo("{}");
        assertThat(event.key()).as("the last token of the subject").isEqualTo("k1");
        assertThat(event.time()).isNull();
    }

    @Test
    void headersAreFoundWhateverTheirCase() throws PoisonException {
        Map<String, String> headers =
                Map.of("Ce-Id", "1", "CE-TYPE", TYPE, "Ce-Source", "/x", "Ce-Specversion", "1.0");
        assertThat(CloudEventReader.read(message("{}", headers)).type()).isEqualTo(TYPE);
    }

    @Test
    void whatIsNoCloudEventIsPoison() {
        assertPoison(message("{}", Map.of()), "there is no header ce-specversion");
        Map<String, String> noId = binary();
        noId.remove("ce-id");
        assertPoison(message("{}", noId), "there is no header ce-id");
        assertPoison(
                message("{}", with(binary(), "ce-specversion", "0.3")), "only CloudEvents 1.0");
        assertPoison(message("{}", with(binary(), "ce-subject", "%zz")), "percent-encoded");
        assertPoison(message("{}", with(binary(), "ce-subject", "%2")), "percent-encoded");
        assertPoison(message("{}", with(binary(), "ce-subject", "%FF")), "not UTF-8");
        assertPoison(message("{}", with(binary(), "ce-time", "yesterday")), "RFC 3339");
        assertPoison(
                message("{}", with(binary(), "ce-datacontenttype", "text/xml")), "is not JSON");
        assertPoison(
                message("{oops", Map.of("Content-Type", "application/cloudevents+json")),
                "not valid JSON");
    }

    private static void assertPoison(Inbound message, String words) {
        assertThatThrownBy(() -> CloudEventReader.read(message))
                .isInstanceOf(PoisonException.class)
                .hasMessageContaining(words);
    }

    private static Map<String, String> binary() {
        return with(
                Map.of(
                        "ce-id",
                        "id-1",
                        "ce-type",
                        TYPE,
                        "ce-source",
                        "/winnow/test",
                        "ce-specversion",
                        "1.0"),
                "ce-datacontenttype",
                "application/json; charset=utf-8");
    }

    private static Map<String, String> with(
            Map<String, String> headers, String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return all;
    }

    private static Inbound message(String body, Map<String, String> headers) {
        return Messages.of("events.test.happened.v1.k1", headers, body);
    }
}
