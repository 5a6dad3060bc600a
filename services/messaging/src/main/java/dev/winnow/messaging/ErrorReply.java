package dev.winnow.messaging;

import dev.winnow.contracts.ErrorBody;
import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.WinnowHeaders;
import dev.winnow.messaging.wire.HeaderBlock;
import java.util.List;

/**
 * An error as it goes back to a caller.
 *
 * @param code of the catalogue
 * @param text for the header: ASCII, one line, bounded
 * @param body the details
 */
record ErrorReply(ErrorCode code, String text, ErrorBody body) {
    private static final int MAX_TEXT = 200;

    static ErrorReply of(ServiceErrorException e) {
        Long retryAfter = e.retryAfter().map(d -> Math.max(1, d.toMillis())).orElse(null);
        ErrorCode code = e.code();
        String message = String.valueOf(e.getMessage());
        return new ErrorReply(
                code,
                headerText(message),
                new ErrorBody(code.code(), code.name(), message, e.violations(), retryAfter));
    }

    /** With the code's own description, which gives nothing away. */
    static ErrorReply of(ErrorCode code) {
        return of(new ServiceErrorException(code, code.description(), List.of(), null));
    }

    /** The same, made once for many. */
    Encoded encoded() {
        return new Encoded(this, headers(), Json.write(body));
    }

    /** As it goes over the wire; the headers must not be changed. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Encoded(ErrorReply error, HeaderBlock headers, byte[] bytes) {}

    HeaderBlock headers() {
        return new HeaderBlock()
                .add(WinnowHeaders.SERVICE_ERROR, text)
                .add(WinnowHeaders.SERVICE_ERROR_CODE, Integer.toString(code.code()));
    }

    /** As ADR-32 has it in STATS. */
    String lastError() {
        return code.code() + ":" + text;
    }

    /**
     * A header value that every client can read: NATS headers are ASCII without line breaks, and
     * one that breaks the rule is lost, reply and all.
     */
    static String headerText(String text) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), MAX_TEXT));
        for (int i = 0; i < text.length() && clean.length() < MAX_TEXT; i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c < 0x7F) {
                clean.append(c);
            } else if (Character.isWhitespace(c)) {
                clean.append(' ');
            } else if (!Character.isLowSurrogate(c)) {
                clean.append('?');
            }
        }
        String trimmed = clean.toString().strip();
        return trimmed.isEmpty() ? "error" : trimmed;
    }
}
