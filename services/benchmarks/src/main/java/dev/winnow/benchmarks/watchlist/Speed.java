package dev.winnow.benchmarks.watchlist;

import dev.winnow.benchmarks.Report;
import dev.winnow.matching.EntryKind;
import dev.winnow.matching.Normaliser;
import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.ListIndex;
import dev.winnow.watchlist.domain.ListedName;
import dev.winnow.watchlist.domain.Party;
import dev.winnow.watchlist.domain.Snapshot;
import dev.winnow.watchlist.domain.Version;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** How long a list of some size takes to be made and asked, on one thread, and what it occupies. */
final class Speed {
    private static final int WARM_UP_SHARE = 2;
    private static final long MILLION = 1_000_000;

    private Speed() {}

    /**
     * @param like whose names the invented ones are like
     */
    static void measure(int names, int questions, ListData like, Report report) {
        Inventor inventor = inventor(names, like);
        List<Entry> entries = inventor.entries(names);
        long before = heap();
        long start = System.nanoTime();
        Snapshot lists = snapshot(entries);
        double seconds = (System.nanoTime() - start) / 1e9;
        long occupied = heap() - before;
        Mangler mangler = new Mangler(names);
        Random random = new Random(names);
        Times times =
                asked(
                        lists,
                        questions,
                        i -> {
                            String wrong = i % 2 == 0 ? null : mangled(entries, mangler, random, i);
                            return i % 4 == 0 || wrong == null ? inventor.person() : wrong;
                        });
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("built in seconds", seconds);
        figures.put("heap in MB, entries not counted", occupied / (double) MILLION);
        times.addTo(figures);
        report.note("%d names".formatted(names), figures);
    }

    /**
     * Published lists, asked for persons who are on none, and every other time for a listed one.
     */
    static void published(int questions, ListData data, Snapshot lists, Report report) {
        Mangler mangler = new Mangler(questions);
        Random random = new Random(questions);
        List<Entry> persons =
                data.listed().stream().filter(e -> e.kind() == EntryKind.PERSON).toList();
        Times times =
                asked(
                        lists,
                        questions,
                        i -> {
                            String wrong = i % 2 == 0 ? null : mangled(persons, mangler, random, i);
                            return wrong == null
                                    ? data.unlisted()
                                            .get(random.nextInt(data.unlisted().size()))
                                            .name()
                                    : wrong;
                        });
        Map<String, Object> figures = new LinkedHashMap<>();
        times.addTo(figures);
        int names = data.listed().stream().mapToInt(entry -> entry.names().size()).sum();
        report.note("%d names of published lists, asked for persons".formatted(names), figures);
    }

    private static @Nullable String mangled(
            List<Entry> entries, Mangler mangler, Random random, int i) {
        String listed = entries.get(random.nextInt(entries.size())).names().getFirst().text();
        return mangler.mangle(listed, true, Mangler.WAYS.get(i % Mangler.WAYS.size()));
    }

    private record Times(Histogram wall, Histogram processor) {
        void addTo(Map<String, Object> figures) {
            figures.put("mean us", wall.getMean() / 1e3);
            figures.put("p50 us", wall.getValueAtPercentile(50) / 1e3);
            figures.put("p99 us", wall.getValueAtPercentile(99) / 1e3);
            figures.put("mean us of processor time", processor.getMean() / 1e3);
            figures.put("p99 us of processor time", processor.getValueAtPercentile(99) / 1e3);
            figures.put("questions per second, one thread", 1e9 / wall.getMean());
        }
    }

    private static Times asked(Snapshot lists, int questions, IntFunction<String> names) {
        Times times = new Times(new Histogram(3), new Histogram(3));
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        int warmUp = questions / WARM_UP_SHARE;
        for (int i = 0; i < warmUp + questions; i++) {
            Party party = party(names.apply(i));
            long worked = threads.getCurrentThreadCpuTime();
            long asked = System.nanoTime();
            lists.screen(party, WatchlistSuite.THRESHOLD, 20);
            if (i >= warmUp) {
                times.wall.recordValue(System.nanoTime() - asked);
                times.processor.recordValue(threads.getCurrentThreadCpuTime() - worked);
            }
        }
        return times;
    }

    private static Inventor inventor(long seed, ListData like) {
        if (!like.real()) {
            return new Inventor(seed);
        }
        List<String> persons = new ArrayList<>();
        List<String> organisations = new ArrayList<>();
        for (Entry entry : like.listed()) {
            for (ListedName name : entry.names()) {
                (entry.kind() == EntryKind.PERSON ? persons : organisations).add(name.text());
            }
        }
        like.unlisted().forEach(person -> persons.add(person.name()));
        return new Inventor(seed, persons, organisations);
    }

    static Snapshot snapshot(List<Entry> entries) {
        Normaliser normaliser = Normaliser.standard();
        int names = entries.stream().mapToInt(entry -> entry.names().size()).sum();
        Version version = new Version("bench", 1, entries.size(), names, "", Instant.EPOCH);
        return Snapshot.empty(normaliser).of(List.of(ListIndex.of(version, entries, normaliser)));
    }

    private static Party party(String name) {
        return new Party(
                name, Optional.of(EntryKind.PERSON), Optional.empty(), List.of(), List.of());
    }

    private static long heap() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            runtime.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
