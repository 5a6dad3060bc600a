package dev.winnow.messaging.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Messages for tests that need no connection. */
public final class Messages {
    private Messages() {}

    public static Inbound of(String subject, Map<String, String> headers, String body) {
        HeaderBlock block = new HeaderBlock();
        headers.forEach(block::add);
        byte[] head = new byte[block.length()];
        if (!block.isEmpty()) {
            block.copyTo(head, 0);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head);
        all.writeBytes(body.getBytes(StandardCharsets.UTF_8));
        return new Inbound(subject, Wire.NOWHERE, all.toByteArray(), head.length);
    }
}
