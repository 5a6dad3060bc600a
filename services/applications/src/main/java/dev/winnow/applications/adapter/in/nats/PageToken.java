package dev.winnow.applications.adapter.in.nats;

import dev.winnow.applications.domain.ApplicationId;
import dev.winnow.applications.domain.Status;
import dev.winnow.contracts.ErrorCode;
import dev.winnow.messaging.ServiceErrorException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a list goes on, opaque to callers. It holds the filter it was made for, since under another
 * it would leave applications out in silence.
 */
final class PageToken {
    private static final String VERSION = "1";

    private PageToken() {}

    static @Nullable String encode(@Nullable ApplicationId next, @Nullable Status status) {
        if (next == null) {
            return null;
        }
        String text = VERSION + "/" + filter(status) + "/" + next;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable ApplicationId decode(@Nullable String token, @Nullable Status status) {
        if (token == null) {
            return null;
        }
        String prefix = VERSION + "/" + filter(status) + "/";
        String text = text(token);
        if (!text.startsWith(prefix)) {
            throw refused();
        }
        return ApplicationId.parse(text.substring(prefix.length())).orElseThrow(PageToken::refused);
    }

    private static String text(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    private static String filter(@Nullable Status status) {
        return status == null ? "all" : status.name();
    }

    private static ServiceErrorException refused() {
        return new ServiceErrorException(
                ErrorCode.INVALID_REQUEST,
                "pageToken has to be the nextPageToken of a reply to the same filter");
    }
}
