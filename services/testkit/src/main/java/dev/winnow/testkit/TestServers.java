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

    private static final class Asked {
        static final String WANTED = Optional.ofNullable(System.getenv(VARIABLE)).orElse("");
        static final Optional<String> PROBLEM =
                WANTED.equals("local") || (WANTED.isEmpty() && hasNatsServer())
                        ? Optional.of("processes of this machine are used")
                        : Containers.problem();
    }

    /**
     * @throws IllegalStateException when containers are asked for and cannot be had
     */
    static boolean areContainers() {
        return switch (Asked.WANTED) {
            case "local" -> false;
            case "" -> Asked.PROBLEM.isEmpty();
            case "containers" -> {
                Asked.PROBLEM.ifPresent(problem -> {
                    throw new IllegalStateException(VARIABLE + "=containers, but " + problem);
                });
                yield true;
            }
            default ->
                    throw new IllegalStateException(
                            VARIABLE + " must be local or containers, not " + Asked.WANTED);
        };
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

    private static boolean hasNatsServer() {
        try {
            NatsServerBinary.find();
            return true;
        } catch (LocalServerException none) {
            return false;
        }
    }
}
