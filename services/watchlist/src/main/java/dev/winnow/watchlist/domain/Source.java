package dev.winnow.watchlist.domain;

import java.time.Duration;
import java.util.Optional;

/**
 * Where a list comes from, again and again.
 *
 * @param list the name it is loaded under
 * @param format how it is written
 * @param location an https URL or an absolute path; of several files a folder, ending with a slash
 *     in a URL
 * @param interval how often it is looked at
 * @param checksum what the SHA-256 of the files must be; empty to take what comes
 */
public record Source(
        String list,
        ListFormat format,
        String location,
        Duration interval,
        Optional<String> checksum) {}
