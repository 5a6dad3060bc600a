package dev.winnow.messaging;

import dev.winnow.messaging.DiscoveryReplies.EndpointInfo;
import dev.winnow.messaging.DiscoveryReplies.EndpointStatistics;
import dev.winnow.messaging.wire.Inbound;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * An endpoint that every instance has: it answers with all policies in force. ADR-32 has a place
 * for data only in the statistics of an endpoint; calls and consumers have theirs in this one's, so
 * that one STATS brings everything. Its subject is the instance's own, and it is answered on the
 * thread of discovery, never behind requests. Safe to share.
 */
final class PolicyEndpoint {
    static final String NAME = "winnow-policies";

    private static final Map<String, String> METADATA =
            Map.of(
                    "description",
                    "The limits of this instance, with state and counts.",
                    "idempotent",
                    "true");

    private final Core core;
    private final String subject;
    private final LongAdder requests = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    PolicyEndpoint(Core core, String id) {
        this.core = core;
        this.subject = subject(core.info().name(), id);
    }

    /** The reply's body, and the data among the statistics. */
    record Listing(List<PolicyStatus> policies) {}

    static String subject(String service, String id) {
        return "winnow.policies." + service + "." + id;
    }

    String subject() {
        return subject;
    }

    /** Whether there is anything to be found by: a client alone makes no service. */
    boolean isService() {
        return core.policies().statuses().stream()
                .anyMatch(policy -> !policy.kind().equals(PolicyStatus.CALL));
    }

    void answer(Inbound message) {
        if (!message.wantsReply()) {
            return;
        }
        long begun = System.nanoTime();
        core.connection().reply(message, null, Json.write(new Listing(core.policies().statuses())));
        requests.increment();
        nanos.add(System.nanoTime() - begun);
    }

    EndpointInfo info() {
        return new EndpointInfo(NAME, subject, Endpoints.QUEUE_GROUP, METADATA);
    }

    /** The policies of endpoints are with each endpoint already. */
    EndpointStatistics statistics() {
        long answered = requests.sum();
        long took = nanos.sum();
        List<PolicyStatus> others =
                core.policies().statuses().stream()
                        .filter(policy -> !policy.kind().equals(PolicyStatus.ENDPOINT))
                        .toList();
        return new EndpointStatistics(
                NAME,
                subject,
                Endpoints.QUEUE_GROUP,
                answered,
                0,
                "",
                took,
                answered == 0 ? 0 : took / answered,
                new Listing(others));
    }
}
