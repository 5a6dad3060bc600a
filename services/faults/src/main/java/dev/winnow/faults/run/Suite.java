package dev.winnow.faults.run;

import dev.winnow.faults.scenario.Table;
import dev.winnow.faults.world.CounterWorld;
import dev.winnow.faults.world.Folders;
import dev.winnow.faults.world.HouseWorld;
import dev.winnow.messaging.FanOut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A run of the suite: the lanes side by side, each with its world; then, for the time that is left,
 * random faults.
 */
public final class Suite {
    private static final Duration BASELINE_LIMIT = Duration.ofSeconds(20);

    private final Path folder;
    private final long seed;
    private final Duration time;
    private final Console console;

    /**
     * @param folder of this run, for servers' data, logs, sets and the report
     * @param time that the run is to take at least, with random faults after the scenarios; zero
     *     for the scenarios alone
     */
    public Suite(Path folder, long seed, Duration time, Console console) {
        this.folder = folder;
        this.seed = seed;
        this.time = time;
        this.console = console;
    }

    /** Runs the rows that are wanted. */
    public Report run(Predicate<Row<?>> wanted) throws Exception {
        console.line("seed " + seed + ", folder " + folder);
        Lane<HouseWorld> house = lane("house", () -> HouseWorld.start(fresh("house")));
        Lane<CounterWorld> counter = lane("counter", () -> CounterWorld.start(fresh("counter")));
        Lane<CounterWorld> consumer = lane("consumer", () -> CounterWorld.start(fresh("consumer")));
        Lane<HouseWorld> steps = lane("steps", () -> HouseWorld.startSmall(fresh("steps")));
        List<Callable<Boolean>> lanes =
                List.of(
                        () -> run(house, Table.HOUSE, wanted, List.of(Table.HOUSE_SOAK)),
                        () -> run(counter, Table.COUNTER, wanted, List.of(Table.COUNTER_SOAK)),
                        () -> run(consumer, Table.CONSUMER, wanted, List.of()),
                        () -> run(steps, Table.STEPS, wanted, List.of()));
        boolean complete = runAll(lanes);
        List<Result> results = new ArrayList<>(house.results());
        results.addAll(counter.results());
        results.addAll(consumer.results());
        results.addAll(steps.results());
        long decided = house.effects() + steps.effects();
        long counted = counter.effects() + consumer.effects();
        Report report = new Report(seed, console.elapsed(), decided, counted, complete, results);
        report.write(folder.resolve("report.json"));
        String text = report.text();
        Files.writeString(folder.resolve("report.txt"), text);
        text.lines().forEach(console::line);
        if (report.passed()) {
            removeData();
        }
        return report;
    }

    /** False when the program is to end; what has been found by then is reported. */
    private boolean runAll(List<Callable<Boolean>> lanes) {
        try {
            for (FanOut.Result<Boolean> lane : FanOut.collect(lanes.size(), lanes)) {
                if (lane instanceof FanOut.Result.Failure<Boolean> failed) {
                    throw new IllegalStateException("a lane could not go on", failed.cause());
                }
            }
            return true;
        } catch (InterruptedException ending) {
            console.line("ended before its time; what was under way counts as failed");
            return false;
        }
    }

    /** What the servers stored; of use only to find out why something failed. */
    private void removeData() throws IOException {
        try (Stream<Path> worlds = Files.list(folder)) {
            for (Path world : worlds.toList()) {
                Folders.remove(world.resolve("nats"));
                Folders.remove(world.resolve("postgres"));
            }
        }
    }

    private <W extends World> Lane<W> lane(String name, Callable<W> worlds) {
        return new Lane<>(name, worlds, seed, console, BASELINE_LIMIT);
    }

    private <W extends World> boolean run(
            Lane<W> lane, List<Row<W>> rows, Predicate<Row<?>> wanted, List<Row<W>> soak)
            throws Exception {
        try {
            lane.run(rows.stream().filter(wanted).toList());
            List<Row<W>> more = soak.stream().filter(wanted).toList();
            while (!more.isEmpty() && console.elapsed().compareTo(time) < 0) {
                lane.run(more);
            }
        } finally {
            lane.close();
        }
        return true;
    }

    /** For one world; one that failed leaves its own to be looked at. */
    private Path fresh(String name) throws IOException {
        for (int number = 1; ; number++) {
            Path world = folder.resolve(name + "-" + number);
            if (!Files.exists(world)) {
                return Files.createDirectories(world);
            }
        }
    }
}
