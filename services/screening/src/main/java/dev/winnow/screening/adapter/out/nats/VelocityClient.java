package dev.winnow.screening.adapter.out.nats;

import dev.winnow.contracts.velocity.CheckReply;
import dev.winnow.contracts.velocity.CheckRequest;
import dev.winnow.contracts.velocity.CheckStatus;
import dev.winnow.contracts.velocity.Counter;
import dev.winnow.contracts.velocity.Duplicate;
import dev.winnow.contracts.velocity.KeyKind;
import dev.winnow.contracts.velocity.Window;
import dev.winnow.messaging.CallException;
import dev.winnow.messaging.Client;
import dev.winnow.screening.adapter.Wire;
import dev.winnow.screening.application.CheckImpossibleException;
import dev.winnow.screening.application.VelocityChecker;
import dev.winnow.screening.domain.Applicant;
import dev.winnow.screening.domain.Application;
import dev.winnow.screening.domain.Check;
import dev.winnow.screening.domain.CheckResult;
import dev.winnow.screening.domain.Seen;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the velocity service. Safe to share. */
public final class VelocityClient implements VelocityChecker {
    /** Another application had the same document, mailbox, phone, device, address or name. */
    static final String SEEN_BEFORE = "SEEN_BEFORE";

    static final String POSSIBLE_DUPLICATE = "POSSIBLE_DUPLICATE";

    private final Client<CheckRequest, CheckReply> client;

    public VelocityClient(Client<CheckRequest, CheckReply> client) {
        this.client = client;
    }

    @Override
    public CheckResult check(Application application, Instant submittedAt) {
        CheckReply reply;
        try {
            reply = client.call(request(application, submittedAt));
        } catch (CallException e) {
            throw new CheckImpossibleException(
                    Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()),
                    e.mayRetry(),
                    e);
        }
        List<String> findings = new ArrayList<>();
        if (reply.counters().stream().anyMatch(c -> c.applications() > 1)) {
            findings.add(SEEN_BEFORE);
        }
        if (!reply.duplicates().isEmpty()) {
            findings.add(POSSIBLE_DUPLICATE);
        }
        CheckResult made =
                CheckResult.made(Check.VELOCITY, findings, evidence(reply))
                        .withSeen(seen(reply, application.currency()));
        return reply.status() == CheckStatus.COMPLETE ? made : made.notRelied();
    }

    private static CheckRequest request(Application application, Instant submittedAt) {
        Applicant applicant = application.applicant();
        String number = applicant.documentNumber();
        return new CheckRequest(
                application.id(),
                submittedAt,
                Wire.kind(applicant.kind()),
                applicant.name(),
                applicant.dateOfBirth(),
                number == null
                        ? null
                        : new CheckRequest.Document(
                                applicant.documentType(), number, applicant.documentCountry()),
                applicant.email(),
                applicant.phone(),
                applicant.address(),
                applicant.country(),
                application.device(),
                application.ip(),
                application.amount(),
                application.currency());
    }

    private static Seen seen(CheckReply reply, @Nullable String currency) {
        return new Seen(
                reply.counters().stream()
                        .map(c ->
                                new Seen.Counter(
                                        name(c.key()),
                                        name(c.window()),
                                        c.applications(),
                                        c.applicants(),
                                        amount(c, currency),
                                        c.more()))
                        .toList(),
                reply.duplicates().stream()
                        .map(d ->
                                new Seen.Duplicate(
                                        d.applicationId(), d.submittedAt(), d.score(), d.differs()))
                        .toList());
    }

    private static double amount(Counter counter, @Nullable String currency) {
        return counter.amounts().stream()
                .filter(a -> a.currency().equals(currency))
                .map(Counter.Amount::sum)
                .mapToDouble(BigDecimal::doubleValue)
                .sum();
    }

    private static List<String> evidence(CheckReply reply) {
        List<String> evidence = new ArrayList<>();
        reply.gaps().forEach(gap -> evidence.add("partial: " + gap));
        Map<KeyKind, List<Counter>> byKey = new EnumMap<>(KeyKind.class);
        reply.counters()
                .forEach(c -> byKey.computeIfAbsent(c.key(), k -> new ArrayList<>()).add(c));
        byKey.forEach((key, counters) -> {
            if (counters.stream().anyMatch(c -> c.applications() > 1)) {
                evidence.add(inWords(key, counters));
            }
        });
        reply.duplicates().forEach(d -> evidence.add(inWords(d)));
        reply.unusable().forEach(key -> evidence.add("the " + name(key) + " cannot be read"));
        evidence.add("comparison " + reply.algorithm());
        return evidence;
    }

    private static String inWords(KeyKind key, List<Counter> counters) {
        return "%s in %s: %s applications of %s applicants%s"
                .formatted(
                        name(key),
                        counters.stream()
                                .map(c -> name(c.window()))
                                .collect(Collectors.joining("/")),
                        figures(counters, Counter::applications),
                        figures(counters, Counter::applicants),
                        counters.stream().anyMatch(Counter::more) ? ", and more" : "");
    }

    private static String figures(List<Counter> counters, ToIntFunction<Counter> figure) {
        return counters.stream()
                .map(c -> Integer.toString(figure.applyAsInt(c)))
                .collect(Collectors.joining("/"));
    }

    private static String inWords(Duplicate duplicate) {
        return "resembles application %s: %s (%s)"
                .formatted(
                        duplicate.applicationId(),
                        duplicate.score(),
                        duplicate.explanation().stream()
                                .map(f -> f.feature() + " " + f.effect())
                                .collect(Collectors.joining(", ")));
    }

    private static String name(KeyKind key) {
        return key.name().toLowerCase(Locale.ROOT);
    }

    private static String name(Window window) {
        return switch (window) {
            case HOUR -> "1h";
            case DAY -> "24h";
            case WEEK -> "7d";
            case MONTH -> "30d";
        };
    }
}
