package dev.winnow.messaging;

import java.util.Map;

/**
 * A message as it is on the wire. The body is not copied.
 *
 * @param subject that it came on
 * @param headers the first value of each, names as they were sent
 * @param body the bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copying each body would cost
public record RawReply(String subject, Map<String, String> headers, byte[] body) {
    public RawReply {
        headers = Map.copyOf(headers);
    }
}
