package dev.winnow.messaging;

import dev.winnow.contracts.EventContract;
import dev.winnow.contracts.WinnowHeaders;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** CloudEvents 1.0, NATS protocol binding, binary mode. */
final class CloudEvents {
    private CloudEvents() {}

    static <E> Map<String, String> headers(
            EventContract<E> contract, E data, String id, Instant time) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(WinnowHeaders.CE_SPECVERSION, "1.0");
        headers.put(WinnowHeaders.CE_ID, encode(id));
        headers.put(WinnowHeaders.CE_SOURCE, encode(contract.source()));
        headers.put(WinnowHeaders.CE_TYPE, encode(contract.type()));
        headers.put(WinnowHeaders.CE_TIME, time.toString());
        headers.put(WinnowHeaders.CE_SUBJECT, encode(contract.key().apply(data)));
        headers.put(WinnowHeaders.CE_DATACONTENTTYPE, "application/json");
        W3CTraceContextPropagator.getInstance()
                .inject(Context.current(), headers, (carrier, k, v) -> headers.put(k, v));
        return headers;
    }

    /** Percent-encodes space, quote, percent and all outside U+0021-7E, as the binding asks. */
    static String encode(String value) {
        int plain = 0;
        while (plain < value.length() && isPlain(value.charAt(plain))) {
            plain++;
        }
        if (plain == value.length()) {
            return value;
        }
        StringBuilder out = new StringBuilder(value.length() + 16);
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (isPlain(c)) {
                out.append(c);
            } else {
                out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return out.toString();
    }

    private static boolean isPlain(char c) {
        return c > 0x20 && c < 0x7F && c != '"' && c != '%';
    }
}
