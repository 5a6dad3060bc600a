package dev.winnow.localservers;

/**
 * Starts, restarts and forgets servers on temporary folders, and ends, with the argument {@code
 * killed} as a killed JVM does; run by a test in its own JVM.
 */
final class TemporaryServers {
    private TemporaryServers() {}

    public static void main(String[] args) {
        var postgres = PostgresServer.Options.temporary();
        var nats = NatsServer.Options.temporary();
        PostgresServer.start(postgres).restart();
        NatsServer second = NatsServer.start(nats).restart();
        boolean up = second.running();
        System.err.println(up + " " + postgres.dataDir() + " " + nats.storeDir());
        if (args.length > 0) {
            Runtime.getRuntime().halt(0);
        }
    }
}
