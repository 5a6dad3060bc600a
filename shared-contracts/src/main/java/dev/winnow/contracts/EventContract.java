package dev.winnow.contracts;

import java.util.function.Function;

/**
 * A fact that a service publishes: one CloudEvents type, one record, one stream.
 *
 * <p>Each event is published to {@link #subject(Object)}, whose last token is the key. Events of
 * one key are handled in the order they were made. Immutable and safe to share.
 *
 * @param service the service that makes the fact
 * @param name what happened, in the past tense
 * @param version of this contract; part of the subject and of the type
 * @param stream the JetStream stream that keeps it
 * @param description one sentence for people who find it
 * @param data the record carried as JSON in the message body
 * @param key what the event is about; it becomes the CloudEvents subject and the last subject token
 */
public record EventContract<E>(
        String service,
        String name,
        int version,
        String stream,
        String description,
        Class<E> data,
        Function<E, String> key) {

    public EventContract {
        Names.requireName("service", service);
        Names.requireName("event", name);
        Names.requireName("stream", stream);
        Names.requireVersion(version);
    }

    /** The CloudEvents type: {@code dev.winnow.<service>.<name>.v<version>}. */
    public String type() {
        return "dev.winnow." + service + "." + name + ".v" + version;
    }

    /** The subject of one event: {@code events.<service>.<name>.v<version>.<key>}. */
    public String subject(E event) {
        return prefix() + Names.requireToken(key.apply(event));
    }

    /** The filter that matches every key of this event. */
    public String subjectPattern() {
        return prefix() + "*";
    }

    /** The CloudEvents source of every event of the service. */
    public String source() {
        return "/winnow/" + service;
    }

    /** The file name of the JSON Schema of the event's data, without folder. */
    public String schemaName() {
        return service + "." + name + ".v" + version + ".event.json";
    }

    private String prefix() {
        return "events." + service + "." + name + ".v" + version + ".";
    }
}
