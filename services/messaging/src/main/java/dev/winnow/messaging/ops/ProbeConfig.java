package dev.winnow.messaging.ops;

import dev.winnow.messaging.config.Default;

/**
 * Configuration section {@code probes}.
 *
 * @param bind the address to listen on; loopback unless told otherwise, since metrics are nobody
 *     else's business; {@code 0.0.0.0} in a container
 * @param port 0 takes a free one
 */
public record ProbeConfig(@Default("127.0.0.1") String bind, @Default("8080") int port) {
    public ProbeConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be from 0 to 65535, not " + port);
        }
    }
}
