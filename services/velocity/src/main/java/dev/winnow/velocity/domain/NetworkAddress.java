package dev.winnow.velocity.domain;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Where on the network somebody is: an IPv4 address, or the 64 bits of IPv6 that one site has. */
final class NetworkAddress {
    private static final int SITE_BYTES = 8;

    private NetworkAddress() {}

    /** Empty when it is no address; names are never looked up. */
    static Optional<String> of(String text) {
        try {
            InetAddress address = InetAddress.ofLiteral(text.strip());
            byte[] bytes = address.getAddress();
            return Optional.of(
                    address instanceof Inet6Address
                            ? HexFormat.of().formatHex(Arrays.copyOf(bytes, SITE_BYTES)) + "/64"
                            : address.getHostAddress());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
