package dev.winnow.faults.run;

import dev.winnow.faults.check.Verdict;
import dev.winnow.faults.process.Usage;
import java.time.Duration;
import java.util.Map;

/** Servers and service processes that a scenario hurts, with a load. Used by one lane. */
public interface World extends AutoCloseable {
    /** From now on the load's facts are the story's. */
    void begin(Story story) throws Exception;

    /** Ends what is left of the fault: links are well, what should run runs. */
    void heal(Story story) throws Exception;

    /**
     * Ends the load and waits until nothing waits: outboxes, consumers, workflows.
     *
     * @return how long it took
     */
    Duration settle(Story story, Duration limit) throws Exception;

    /** Reads the sets of the story's facts and judges them; writes them to the folder. */
    Verdict check(Story story) throws Exception;

    /** Of each process that runs now, by name. */
    Map<String, Usage> usage() throws Exception;

    /** What the run's totals are made of: facts that had their effect, ever. */
    long effects() throws Exception;

    @Override
    void close();
}
