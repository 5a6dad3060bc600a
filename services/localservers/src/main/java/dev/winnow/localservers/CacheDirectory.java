package dev.winnow.localservers;

import java.io.IOException;
import java.nio.file.Path;

/** Where programs that were fetched or unpacked are kept between runs. */
final class CacheDirectory {
    private CacheDirectory() {}

    /** {@code $XDG_CACHE_HOME/winnow}, by default {@code ~/.cache/winnow}. */
    static Path path() {
        String base = System.getenv("XDG_CACHE_HOME");
        // The XDG base directory specification: a relative path is ignored.
        return base != null && base.startsWith("/")
                ? Path.of(base, "winnow")
                : Path.of(System.getProperty("user.home"), ".cache", "winnow");
    }

    /** The wanted one, or, when the user as whom a server runs is kept out, the machine's. */
    static Path readableBy(RunAs runAs, Path wanted) throws IOException {
        return runAs.barrier(wanted).isEmpty() ? wanted : Path.of("/var/cache/winnow");
    }
}
