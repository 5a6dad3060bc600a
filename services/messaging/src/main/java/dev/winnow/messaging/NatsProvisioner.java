package dev.winnow.messaging;

import dev.winnow.messaging.ops.Telemetry;
import io.nats.client.api.ServerInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the server's streams and durable consumers what the files of nats-config say.
 *
 * <p>Missing ones are created. Where a file differs, the server is asked to update just the fields
 * that differ, and each is reported; what a file does not mention stays as it is. What the server
 * refuses to change is an error that names the field and both values. Fields that need a newer
 * server than this one are left out, and named in the answer. Nothing is ever deleted. A stream
 * whose file does not say {@code num_replicas} is made on three nodes where the server is one of a
 * cluster, and on one otherwise; its consumers are where it is. The same files may be applied any
 * number of times, also by several processes at once.
 *
 * <p>Services do not do this for themselves: they find what they need or fail.
 */
public final class NatsProvisioner {
    /** Of a stream in a cluster: one node may be lost, and it goes on. */
    private static final int CLUSTER_REPLICAS = 3;

    private final JetStreamApi api;
    private final ServerVersion server;
    private final boolean cluster;
    private final String where;
    private final List<String> problems = new ArrayList<>();

    private NatsProvisioner(JetStreamApi api, ServerVersion server, boolean cluster, String where) {
        this.api = api;
        this.server = server;
        this.cluster = cluster;
        this.where = where;
    }

    /**
     * Applies the files.
     *
     * @return one entry for each file, streams first
     * @throws ProvisioningException with every problem; problems in the files are found before
     *     anything is changed
     * @throws NatsUnreachableException when no server answers, or it has no JetStream
     */
    public static List<Change> apply(NatsConfig config, NatsFiles files) {
        List<String> problems = new ArrayList<>();
        List<ConfigFile> parsed = ConfigFile.read(files, problems);
        if (!problems.isEmpty()) {
            throw new ProvisioningException(problems);
        }
        try (Telemetry nowhere = Telemetry.none();
                NatsConnection connection = new NatsConnection(config, "provisioner", nowhere)) {
            JetStreamApi api = new JetStreamApi(new RequestMux(connection));
            ServerInfo info = connection.jnats().getServerInfo();
            ServerVersion version = new ServerVersion(info.getVersion());
            return new NatsProvisioner(api, version, connection.clustered(), files.where())
                    .apply(parsed);
        } catch (CallException silent) {
            throw new NatsUnreachableException(
                    "JetStream does not answer (%s): is it enabled in the server, and may this login use it?"
                            .formatted(silent.getMessage()),
                    silent);
        }
    }

    private List<Change> apply(List<ConfigFile> files) {
        refuseConsumersWithoutStream(files);
        List<Change> changes = new ArrayList<>();
        for (ConfigFile file : files) {
            List<String> leftOut =
                    file.durable().isPresent() ? server.leaveOut(file.config()) : List.of();
            Change change = apply(file, leftOut);
            if (change != null) {
                changes.add(change);
            }
        }
        if (!problems.isEmpty()) {
            throw new ProvisioningException(problems);
        }
        return List.copyOf(changes);
    }

    private void refuseConsumersWithoutStream(List<ConfigFile> files) {
        Set<String> streams =
                files.stream()
                        .filter(file -> file.durable().isEmpty())
                        .map(ConfigFile::stream)
                        .collect(Collectors.toCollection(TreeSet::new));
        for (ConfigFile file : files) {
            if (!streams.contains(file.stream())
                    && api.find("$JS.API.STREAM.INFO." + file.stream()) == null) {
                problems.add(
                        "%s/%s: there is no stream %s, neither as streams/%s.json nor on the server"
                                .formatted(where, file.path(), file.stream(), file.stream()));
            }
        }
        if (!problems.isEmpty()) {
            throw new ProvisioningException(problems);
        }
    }

    private @Nullable Change apply(ConfigFile file, List<String> leftOut) {
        JsonNode found = api.find(file.infoSubject());
        if (found == null) {
            return create(file, leftOut);
        }
        ObjectNode there = (ObjectNode) found.path("config");
        List<Change.Field> fields = differences(file, there);
        if (fields.isEmpty()) {
            return new Change(
                    file.path(), file.subject(), Change.Kind.UNCHANGED, List.of(), leftOut);
        }
        return update(file, there, fields, leftOut);
    }

    private @Nullable Change create(ConfigFile file, List<String> leftOut) {
        ObjectNode wanted = file.config().deepCopy();
        if (cluster && file.durable().isEmpty() && !wanted.has("num_replicas")) {
            wanted.put("num_replicas", CLUSTER_REPLICAS);
        }
        try {
            JsonNode made = api.settled(file.createSubject(), file.body(wanted, "create"));
            if (tookEffect(file, made)) {
                return new Change(
                        file.path(), file.subject(), Change.Kind.CREATED, List.of(), leftOut);
            }
        } catch (JetStreamApiException refused) {
            problems.add(
                    "%s/%s: the server refuses to create %s: %s"
                            .formatted(where, file.path(), file.subject(), refused.getMessage()));
        }
        return null;
    }

    private @Nullable Change update(
            ConfigFile file, ObjectNode there, List<Change.Field> fields, List<String> leftOut) {
        ObjectNode wanted = there.deepCopy();
        // The two forms of a consumer's filter exclude each other.
        if (file.config().has("filter_subjects")) {
            wanted.remove("filter_subject");
        } else if (file.config().has("filter_subject")) {
            wanted.remove("filter_subjects");
        }
        wanted.setAll(file.config());
        try {
            JsonNode updated = api.settled(file.updateSubject(), file.body(wanted, "update"));
            if (tookEffect(file, updated)) {
                return new Change(
                        file.path(), file.subject(), Change.Kind.UPDATED, fields, leftOut);
            }
        } catch (JetStreamApiException refused) {
            problems.add(refusal(file, fields, refused));
        }
        return null;
    }

    /** A server passes over fields it does not know. */
    private boolean tookEffect(ConfigFile file, JsonNode reply) {
        List<Change.Field> left = differences(file, reply.path("config"));
        for (Change.Field field : left) {
            problems.add(
                    ("%s/%s: the server (%s) has not taken %s of %s: it has %s, the file says %s."
                                    + " Is the name right, and is the server new enough for it?")
                            .formatted(
                                    where,
                                    file.path(),
                                    server.text(),
                                    field.name(),
                                    file.subject(),
                                    field.before(),
                                    field.after()));
        }
        return left.isEmpty();
    }

    private String refusal(
            ConfigFile file, List<Change.Field> fields, JetStreamApiException refused) {
        String differing =
                fields.stream()
                        .map(f ->
                                "%s is %s on the server and %s in the file"
                                        .formatted(f.name(), f.before(), f.after()))
                        .collect(Collectors.joining(", "));
        String remove =
                file.durable()
                        .map(d -> "nats consumer rm " + file.stream() + " " + d)
                        .orElse("nats stream rm " + file.stream());
        String loses =
                file.durable().isPresent()
                        ? "if it may start again from its deliver policy"
                        : "if its messages may go";
        return ("%s/%s: %s was left as it is: %s; the server says: %s. Put the file back to what"
                        + " the server has, or, %s, remove it with `%s` and apply again.")
                .formatted(
                        where,
                        file.path(),
                        file.subject(),
                        differing,
                        refused.getMessage(),
                        loses,
                        remove);
    }

    private static List<Change.Field> differences(ConfigFile file, JsonNode server) {
        return JsonDifference.between(
                ConsumerFilter.normalised(file.config()), ConsumerFilter.normalised(server));
    }
}
