package dev.winnow.contracts;

import java.time.Duration;
import java.util.List;

/**
 * A request/reply agreement: one subject, one version, one request and one reply record.
 *
 * <p>Immutable and safe to share.
 *
 * @param service the ADR-32 name of the service that answers
 * @param name the ADR-32 name of the endpoint
 * @param version of this contract; part of the subject
 * @param description one sentence for people who find it by discovery
 * @param request the record a caller sends as JSON
 * @param reply the record the service answers with as JSON
 * @param errors what the service may answer instead, besides {@link ErrorCode#COMMON}
 * @param deadline the time a caller is taken to have when it does not say so itself
 * @param idempotent whether sending the same request twice has the effect of sending it once, so
 *     that a client may try again when it does not know the outcome
 */
public record RequestContract<Q, R>(
        String service,
        String name,
        int version,
        String description,
        Class<Q> request,
        Class<R> reply,
        List<ErrorCode> errors,
        Duration deadline,
        boolean idempotent) {

    public RequestContract {
        Names.requireName("service", service);
        Names.requireName("endpoint", name);
        Names.requireVersion(version);
        errors = List.copyOf(errors);
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("deadline must be positive: " + deadline);
        }
    }

    /** The subject requests are sent to: {@code <service>.v<version>.<name>}. */
    public String subject() {
        return service + ".v" + version + "." + name;
    }

    /** Its name among all versions, for meters: that of the endpoint, and the version from 2 on. */
    public String versionedName() {
        return version == 1 ? name : name + "-v" + version;
    }

    /** The file name of a JSON Schema of this contract, without folder. */
    public String schemaName(String part) {
        return service + "." + name + ".v" + version + "." + part + ".json";
    }
}
