package dev.winnow.cli.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts several pages of Prometheus text together; each family may have its heading once only. */
final class Metrics {
    private static final String EOF = "# EOF";

    private Metrics() {}

    static String merge(List<String> pages) {
        Map<String, Family> families = new LinkedHashMap<>();
        for (String page : pages) {
            Family current = new Family();
            for (String line : page.lines().toList()) {
                if (line.startsWith("# HELP ") || line.startsWith("# TYPE ")) {
                    String name = line.split(" ", 4)[2];
                    current = families.computeIfAbsent(name, n -> new Family());
                    current.heading.putIfAbsent(line.substring(0, 7), line);
                } else if (!line.isBlank() && !line.equals(EOF)) {
                    current.samples.add(line);
                }
            }
        }
        StringBuilder all = new StringBuilder();
        families.values().forEach(family -> family.print(all));
        return all.toString();
    }

    private static final class Family {
        private final Map<String, String> heading = new LinkedHashMap<>();
        private final List<String> samples = new ArrayList<>();

        void print(StringBuilder page) {
            heading.values().forEach(line -> page.append(line).append('\n'));
            samples.forEach(line -> page.append(line).append('\n'));
        }
    }
}
