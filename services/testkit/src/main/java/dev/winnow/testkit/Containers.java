package dev.winnow.testkit;

import ch.qos.logback.classic.Level;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * What tests need of a Docker engine. Each server listens on one port that is chosen here, so that
 * it has the same after a restart: on the host's own network where the engine has no bridge, else
 * published on loopback. Containers go when the JVM ends; those that a killed JVM left behind, when
 * the next one starts its first.
 */
final class Containers {
    static final String NATS_IMAGE = image("WINNOW_TEST_NATS_IMAGE", "winnow-test/nats-server");
    static final String POSTGRES_IMAGE =
            image("WINNOW_TEST_POSTGRES_IMAGE", "winnow-test/postgres");

    private static final Logger LOG = LoggerFactory.getLogger(Containers.class);
    private static final String OWNER = "dev.winnow.test.owner";

    /** Loggers that at their finest write every byte that goes to and from the engine. */
    private static final List<String> TALKATIVE =
            List.of("org.testcontainers", "com.github.dockerjava", "tc");

    static {
        for (String name : TALKATIVE) {
            ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(name)).setLevel(Level.WARN);
        }
        // The docker command's own variable; an engine older than the library's default needs it.
        Optional.ofNullable(System.getenv("DOCKER_API_VERSION"))
                .ifPresent(version -> System.setProperty("api.version", version));
    }

    private Containers() {}

    private static final class Engine {
        static final DockerClient CLIENT = DockerClientFactory.lazyClient();
        static final boolean HAS_BRIDGE =
                CLIENT.listNetworksCmd().exec().stream()
                        .anyMatch(network -> "bridge".equals(network.getName()));

        static {
            removeOrphans(CLIENT);
        }
    }

    private static String image(String variable, String otherwise) {
        return Optional.ofNullable(System.getenv(variable)).orElse(otherwise);
    }

    /** Why containers cannot be used, in words; empty when they can. */
    static Optional<String> problem() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.of(
                    "no Docker engine answers, or none that speaks this API (DOCKER_API_VERSION)");
        }
        for (String image : List.of(NATS_IMAGE, POSTGRES_IMAGE)) {
            try {
                Engine.CLIENT.inspectImageCmd(image).exec();
            } catch (NotFoundException none) {
                return Optional.of(
                        "the engine has no image "
                                + image
                                + "; ./scripts/build-test-images makes one");
            }
        }
        return Optional.empty();
    }

    static DockerClient client() {
        return Engine.CLIENT;
    }

    /** The address on which a server in a container has to listen. */
    static String listenAddress() {
        return Engine.HAS_BRIDGE ? "0.0.0.0" : "127.0.0.1";
    }

    /** A container of that image with one port. */
    // Whoever starts it closes it.
    @SuppressWarnings("resource")
    static GenericContainer<?> of(String image, int port) {
        GenericContainer<?> container =
                new GenericContainer<>(DockerImageName.parse(image))
                        .withLabels(Map.of(OWNER, String.valueOf(ProcessHandle.current().pid())));
        if (!Engine.HAS_BRIDGE) {
            return container.withNetworkMode("host");
        }
        PortBinding published = PortBinding.parse("127.0.0.1:" + port + ":" + port);
        return container.withCreateContainerCmdModifier(create -> {
            HostConfig host =
                    create.getHostConfig() == null
                            ? HostConfig.newHostConfig()
                            : create.getHostConfig();
            create.withExposedPorts(published.getExposedPort())
                    .withHostConfig(host.withPortBindings(published));
        });
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void removeOrphans(DockerClient client) {
        for (Container container :
                client.listContainersCmd()
                        .withShowAll(true)
                        .withLabelFilter(List.of(OWNER))
                        .exec()) {
            long owner = Long.parseLong(container.getLabels().get(OWNER));
            if (ProcessHandle.of(owner).isEmpty()) {
                LOG.info("removing a container that test JVM {} left", owner);
                client.removeContainerCmd(container.getId()).withForce(true).exec();
            }
        }
    }
}
