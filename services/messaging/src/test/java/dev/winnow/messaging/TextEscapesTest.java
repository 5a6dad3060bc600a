package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

final class TextEscapesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "\\",
                "{\"a\":\"b\"}",
                "\"a longer text without any escape in it\"",
                "\"\\n\\t\\\\\"",
                "\"\\u0041\\u00e9 and on and on\"",
                "\"\\ud83d\\ude00\"",
                "\"\\\\u0000 is a backslash and letters\"",
                "\"\\u00"
            })
    void textsAreTexts(String json) {
        assertThat(bad(json)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\u0000\"",
                "\"1234567\\u0000\"",
                "\"some way into a longer text \\u0000\"",
                "\"\\ud800\"",
                "\"\\ud83d\\u0041\"",
                "\"\\ude00\"",
                "\"\\\\\\u0000\"",
                "\"\\uD800"
            })
    void theOthersAreFoundAtTheirEscape(String json) {
        assertThat(bad(json))
                .isEqualTo(json.lastIndexOf(json.contains("d83d") ? "\\ud83d" : "\\u"));
    }

    @Test
    void halfACharacterInBytesIsNoJsonAtAll() {
        byte[] json = {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'};
        assertThat(TextEscapes.firstBad(json)).isEqualTo(-1);
        assertThatThrownBy(() -> Json.read(json, String.class))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void whatStandsBeforeTheTextIsNotLookedAt() {
        byte[] bytes = "x: \\u0000\r\n\r\n\"\\u0041\"".getBytes(StandardCharsets.US_ASCII);
        assertThat(TextEscapes.firstBad(bytes)).isEqualTo(3);
        assertThat(TextEscapes.firstBad(bytes, 13)).isEqualTo(-1);
    }

    private static int bad(String json) {
        return TextEscapes.firstBad(json.getBytes(StandardCharsets.US_ASCII));
    }
}
