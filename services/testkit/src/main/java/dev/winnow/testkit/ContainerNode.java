package dev.winnow.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.testcontainers.containers.GenericContainer;

/** A server in a container, and what can happen to it. */
final class ContainerNode implements ServerNode {
    private static final Duration START_LIMIT = Duration.ofMinutes(1);

    private final GenericContainer<?> container;
    private final int port;
    private final Callable<Boolean> ready;

    private ContainerNode(GenericContainer<?> container, int port, Callable<Boolean> ready) {
        this.container = container;
        this.port = port;
        this.ready = ready;
    }

    /** Starts it and returns when it takes connections. */
    static ContainerNode start(GenericContainer<?> container, int port, Callable<Boolean> ready) {
        container.start();
        ContainerNode node = new ContainerNode(container, port, ready);
        node.awaitReady();
        return node;
    }

    private void awaitReady() {
        try {
            Eventually.that(START_LIMIT, () -> "the server in " + container.getImage(), ready);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; its log: " + container.getLogs(), e);
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void kill() {
        Containers.client().killContainerCmd(container.getContainerId()).exec();
        Eventually.that(START_LIMIT, () -> !container.isRunning());
    }

    @Override
    public void restart() {
        Containers.client().startContainerCmd(container.getContainerId()).exec();
        awaitReady();
    }

    @Override
    public void pause() {
        Containers.client().pauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void resume() {
        Containers.client().unpauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void close() {
        container.close();
    }
}
