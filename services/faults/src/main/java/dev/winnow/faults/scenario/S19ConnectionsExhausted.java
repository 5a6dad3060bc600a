package dev.winnow.faults.scenario;

import dev.winnow.faults.run.Scenario;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.world.CounterWorld;
import dev.winnow.faults.world.Db;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Somebody else holds every connection that the database has; the service's own are ended. */
final class S19ConnectionsExhausted implements Scenario<CounterWorld> {
    private static final Duration HELD = Duration.ofSeconds(8);
    private static final int MOST = 1000;
    private static final String HOLDER = "holder";

    /** SQLSTATE 53300 and 53400: too many connections. */
    private static final String TOO_MANY = "53";

    @Override
    public void run(CounterWorld world, Story story) throws Exception {
        Db writer = world.database(CounterWorld.WRITER);
        List<Connection> held = new ArrayList<>();
        try {
            // Their pools are quick to take what has become free: not before somebody else has.
            world.processes().forEach(process -> process.links().postgres().refuse(true));
            hold(writer, held);
            world.processes().forEach(process -> process.links().heal());
            story.fired(held.size() + " connections are held; the services have none left");
            long before = world.counts().acceptances();
            long refused = Units.refused(world);
            story.pause(HELD);
            long more = Units.refused(world) - refused;
            story.figure("refused meanwhile", more);
            story.figure("accepted meanwhile", world.counts().acceptances() - before);
            story.require(more > 0, "nothing was refused: " + world.counts());
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
        }
        long before = world.counts().acceptances();
        Duration took =
                story.await(
                        Duration.ofSeconds(30),
                        "accepted again",
                        () -> world.counts().acceptances() > before + 50);
        story.figure("accepted again after", took);
    }

    /** Until there is no more. */
    private static void hold(Db database, List<Connection> held) throws SQLException {
        while (held.size() < MOST) {
            try {
                held.add(database.open(HOLDER));
            } catch (SQLException e) {
                if (String.valueOf(e.getSQLState()).startsWith(TOO_MANY)) {
                    return;
                }
                throw e;
            }
        }
    }
}
