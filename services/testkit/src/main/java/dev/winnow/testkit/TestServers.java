package dev.winnow.testkit;

import dev.winnow.localservers.LocalServerException;
import dev.winnow.localservers.NatsServerBinary;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/**
 * Where tests get their servers from: processes of this machine, or containers. {@code
 * WINNOW_TEST_SERVERS=local} or {@code containers} says it; without it processes, which start
 * faster, unless there is no nats-server here and an engine has the images. Asked once.
 */
final class TestServers {
    private static final String VARIABLE = "WINNOW_TEST_SERVERS";

    private TestServers() {}

    private static final class Chosen {
        static final boolean CONTAINERS = choose(System.getenv(VARIABLE));
    }

    static boolean areContainers() {
        return Chosen.CONTAINERS;
    }

    /**
     * Ends a test that only processes of this machine can serve, as skipped with that reason.
     *
     * @param what the test needs
     */
    static void requireLocal(String what) {
        if (areContainers()) {
            throw new TestAbortedException(
                    what
                            + " needs servers that are processes of this machine, and "
                            + VARIABLE
                            + " asks for containers");
        }
    }

    private static boolean choose(String wanted) {
        return switch (wanted == null ? "" : wanted) {
            case "local" -> false;
            case "containers" -> {
                Optional<String> problem = Containers.problem();
                if (problem.isPresent()) {
                    throw new IllegalStateException(VARIABLE + "=containers, but " + problem.get());
                }
                yield true;
            }
            case "" -> !hasNatsServer() && Containers.problem().isEmpty();
            default ->
                    throw new IllegalStateException(
                            VARIABLE + " must be local or containers, not " + wanted);
        };
    }

    private static boolean hasNatsServer() {
        try {
            NatsServerBinary.find();
            return true;
        } catch (LocalServerException none) {
            return false;
        }
    }
}
