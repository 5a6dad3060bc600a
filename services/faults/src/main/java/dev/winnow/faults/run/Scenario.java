package dev.winnow.faults.run;

/**
 * Brings one fault about and looks at what its line in the table promises. Before it the world is
 * well and under load; after it, whatever it did, the lane heals the world and checks the
 * invariants.
 *
 * @param <W> the world that it hurts
 */
@FunctionalInterface
public interface Scenario<W extends World> {
    /**
     * @throws ScenarioFailedException when something does not hold
     */
    void run(W world, Story story) throws Exception;
}
