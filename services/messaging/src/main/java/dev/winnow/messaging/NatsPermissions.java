package dev.winnow.messaging;

import dev.winnow.contracts.EventContract;
import dev.winnow.contracts.RequestContract;
import dev.winnow.contracts.ServiceContracts;
import dev.winnow.contracts.ServiceContracts.Durable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What a service's login may do on NATS: what its contracts need, and nothing else. Replies to
 * requests that reached it are beside the lists: the server lets each be answered once. Immutable.
 *
 * @param service who logs in
 * @param publish subjects it may publish to
 * @param denyPublish subjects it may not publish to although the list has them
 * @param subscribe subjects it may subscribe to
 */
public record NatsPermissions(
        String service, List<String> publish, List<String> denyPublish, List<String> subscribe) {
    private static final String API = "$JS.API.";

    public NatsPermissions {
        publish = List.copyOf(publish);
        denyPublish = List.copyOf(denyPublish);
        subscribe = List.copyOf(subscribe);
    }

    /**
     * Made from the contracts.
     *
     * @param all every service's, since some is another's
     */
    public static NatsPermissions of(ServiceContracts service, Collection<ServiceContracts> all) {
        return new NatsPermissions(
                service.service(), publish(service), denyPublish(service, all), subscribe(service));
    }

    /** Replies to a service come to subjects that begin so; a dot and more follow. */
    static String inboxPrefix(String service) {
        return "_INBOX." + service;
    }

    private static List<String> subscribe(ServiceContracts service) {
        List<String> subjects = new ArrayList<>();
        String name = service.service();
        service.answers().stream().map(RequestContract::subject).forEach(subjects::add);
        service.hears().stream().map(EventContract::subjectPattern).forEach(subjects::add);
        for (String verb : List.of("PING", "INFO", "STATS")) {
            String all = "$SRV." + verb;
            subjects.addAll(List.of(all, all + "." + name, all + "." + name + ".*"));
        }
        subjects.add(PolicyEndpoint.subject(name, "*"));
        subjects.add(inboxPrefix(name) + ".>");
        return subjects;
    }

    private static List<String> publish(ServiceContracts service) {
        List<String> subjects = new ArrayList<>();
        service.calls().stream().map(RequestContract::subject).forEach(subjects::add);
        service.publishes().stream().map(EventContract::subjectPattern).forEach(subjects::add);
        service.streams().forEach(stream -> subjects.addAll(compare(stream)));
        service.consumes().forEach(durable -> subjects.addAll(consume(durable)));
        return subjects.stream().distinct().toList();
    }

    /** The outbox is compared with what the stream keeps, by a passing consumer. */
    private static List<String> compare(String stream) {
        return List.of(
                API + "STREAM.INFO." + stream,
                API + "CONSUMER.CREATE." + stream + ".*",
                API + "CONSUMER.MSG.NEXT." + stream + ".*",
                API + "CONSUMER.DELETE." + stream + ".*");
    }

    private static List<String> consume(Durable durable) {
        String name = durable.stream() + "." + durable.name();
        return List.of(
                API + "CONSUMER.INFO." + name,
                API + "CONSUMER.MSG.NEXT." + name,
                API + "CONSUMER.UNPIN." + name,
                // For the order of a key: is an earlier event of it still to come?
                API + "STREAM.MSG.GET." + durable.stream(),
                "$JS.ACK." + name + ".>",
                // The same from servers that also name domain and account.
                "$JS.ACK.*.*." + name + ".>",
                DeadLetters.SUBJECT_PREFIX + name);
    }

    /** The durable consumers that others have on the streams it publishes to. */
    private static List<String> denyPublish(
            ServiceContracts service, Collection<ServiceContracts> all) {
        return all.stream()
                .filter(other -> !other.service().equals(service.service()))
                .flatMap(other -> other.consumes().stream())
                .filter(durable -> service.streams().contains(durable.stream()))
                .map(durable -> durable.stream() + "." + durable.name())
                .flatMap(name ->
                        List.of(
                                API + "CONSUMER.CREATE." + name,
                                API + "CONSUMER.MSG.NEXT." + name,
                                API + "CONSUMER.DELETE." + name)
                                .stream())
                .toList();
    }
}
