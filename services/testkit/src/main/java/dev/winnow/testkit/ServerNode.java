package dev.winnow.testkit;

/** One running server, be it a process or a container. It keeps its port and its data. */
interface ServerNode extends AutoCloseable {
    /** On loopback. */
    int port();

    /** SIGKILL, as in a crash. */
    void kill();

    /** Starts it again after {@link #kill}; returns when it takes connections. */
    void restart();

    /** Everything stands still, connections stay open. */
    void pause();

    void resume();

    @Override
    void close();
}
