package dev.winnow.watchlist;

import dev.winnow.messaging.config.ConfigException;
import dev.winnow.messaging.config.Overrides;
import dev.winnow.messaging.config.Section;
import dev.winnow.watchlist.domain.ListFormat;
import dev.winnow.watchlist.domain.Source;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One source as the section {@code sources} has it, {@code sources.<list>.location} and so on.
 *
 * @param location an https URL (http only of this machine) or an absolute path; always given
 * @param format always given for what it is; default csv
 * @param interval how often it is looked at; a second to a week, default 6 h
 * @param checksum what the SHA-256 of the files must be; default any
 */
record SourceSettings(String location, ListFormat format, Duration interval, String checksum) {
    static final String SECTION = "sources";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern CHECKSUM = Pattern.compile("([0-9a-fA-F]{64})?");
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final SourceSettings DEFAULTS =
            new SourceSettings("", ListFormat.CSV, Duration.ofHours(6), "");

    /**
     * The sources of these lists.
     *
     * @throws ConfigException with everything that is wrong with them
     */
    static List<Source> sources(List<String> lists, Section section) {
        Overrides overrides = new Overrides(section);
        List<String> problems = new ArrayList<>();
        List<Source> sources = new ArrayList<>();
        for (String list : lists) {
            SourceSettings settings = overrides.over(list, DEFAULTS);
            settings.check(list, problems);
            sources.add(
                    new Source(
                            list,
                            settings.format,
                            settings.location,
                            settings.interval,
                            Optional.of(settings.checksum).filter(text -> !text.isEmpty())));
        }
        if (new HashSet<>(lists).size() < lists.size()) {
            problems.add("watchlist.sources names a list twice");
        }
        problems.addAll(overrides.problems());
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return List.copyOf(sources);
    }

    private void check(String list, List<String> problems) {
        String key = SECTION + "." + list;
        if (!NAME.matcher(list).matches()) {
            problems.add(
                    "watchlist.sources names '"
                            + list
                            + "', which is no list name: lower-case"
                            + " letters, digits and -");
        }
        if (!isUsable(location)) {
            problems.add(key + ".location must be an https URL or an absolute path");
        }
        if (interval.compareTo(Duration.ofSeconds(1)) < 0 || interval.compareTo(LONGEST) > 0) {
            problems.add(key + ".interval must be from 1s to 7d");
        }
        if (!CHECKSUM.matcher(checksum).matches()) {
            problems.add(key + ".checksum must be a SHA-256 in hexadecimal");
        }
    }

    private static boolean isUsable(String location) {
        if (location.startsWith("/")) {
            return Path.of(location).isAbsolute();
        }
        try {
            URI uri = new URI(location);
            String host = uri.getHost();
            return host != null
                    && ("https".equals(uri.getScheme())
                            || ("http".equals(uri.getScheme())
                                    && (host.equals("127.0.0.1") || host.equals("localhost"))));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
