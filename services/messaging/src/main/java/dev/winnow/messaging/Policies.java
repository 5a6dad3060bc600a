package dev.winnow.messaging;

import dev.winnow.contracts.RequestContract;
import dev.winnow.messaging.config.ConfigException;
import dev.winnow.messaging.config.Overrides;
import dev.winnow.messaging.config.Section;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policies of one {@link Messaging}: what configuration says about them, and all that are in
 * force. What a service gives in code is the default; the section {@code policies} of its
 * configuration overrides it setting by setting:
 *
 * <pre>
 * policies.endpoint.&lt;service&gt;.v1.&lt;name&gt;.concurrency=32
 * policies.call.&lt;service&gt;.v1.&lt;name&gt;.timeout=500ms
 * policies.call.&lt;service&gt;.v1.&lt;name&gt;.circuit.open-for=5s
 * policies.consumer.&lt;stream&gt;.&lt;durable&gt;.max-in-flight=128
 * </pre>
 *
 * <p>Each also as an environment variable, {@code WINNOW_POLICIES_ENDPOINT_…}. {@link
 * Messaging#start} refuses a name that the service has not declared, and an unknown setting or bad
 * value, all at once. One instance belongs to one Messaging. Safe to share.
 */
public final class Policies {
    private static final Logger LOG = LoggerFactory.getLogger(Policies.class);

    /** The configuration section's name. */
    public static final String SECTION = "policies";

    /** A service has tens; whoever makes a client for each call shall not fill the heap by it. */
    private static final int MOST = 1_000;

    private final Overrides overrides;
    private final List<Supplier<PolicyStatus>> inForce = new CopyOnWriteArrayList<>();

    private Policies(Section section) {
        this.overrides = new Overrides(section);
    }

    /** Policies as the code has them, with what this section says over them. */
    public static Policies of(Section section) {
        return new Policies(section);
    }

    /** Policies as the code has them. */
    public static Policies ofDefaults() {
        return new Policies(Section.empty(SECTION));
    }

    /** All policies in force, with state and counts as they are now. */
    public List<PolicyStatus> statuses() {
        return inForce.stream().map(Supplier::get).toList();
    }

    EndpointPolicy endpoint(RequestContract<?, ?> contract, EndpointPolicy defaults) {
        return overrides.over(PolicyStatus.ENDPOINT + "." + contract.subject(), defaults);
    }

    CallPolicy call(RequestContract<?, ?> contract, CallPolicy defaults) {
        return overrides.over(PolicyStatus.CALL + "." + contract.subject(), defaults);
    }

    ConsumerPolicy consumer(String stream, String durable, ConsumerPolicy defaults) {
        return overrides.over(PolicyStatus.CONSUMER + "." + stream + "." + durable, defaults);
    }

    /**
     * Enters a policy that is in force now; the answer says how it is at any moment.
     *
     * @param policy its record, for the settings
     * @param state see {@link PolicyStatus#state}; asked now and then, on any thread
     * @param counts see {@link PolicyStatus#counts}; likewise
     */
    Supplier<PolicyStatus> enter(
            String kind,
            String name,
            Record policy,
            Supplier<String> state,
            Supplier<Map<String, Long>> counts) {
        Map<String, String> settings = Overrides.describe(policy);
        Supplier<PolicyStatus> status =
                () -> new PolicyStatus(kind, name, settings, state.get(), counts.get());
        if (inForce.size() < MOST) {
            inForce.add(status);
        } else {
            LOG.debug("{} policies are listed already; {} {} is not", MOST, kind, name);
        }
        return status;
    }

    /**
     * To be called when everything is declared.
     *
     * @throws ConfigException with every problem of the section
     */
    void check() {
        List<String> problems = overrides.problems();
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }
}
