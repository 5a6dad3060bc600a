package dev.winnow.velocity.adapter.in.nats;

import dev.winnow.contracts.ErrorBody.Violation;
import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.PartyKind;
import dev.winnow.contracts.velocity.CheckReply;
import dev.winnow.contracts.velocity.CheckRequest;
import dev.winnow.contracts.velocity.CheckStatus;
import dev.winnow.contracts.velocity.VelocityContracts;
import dev.winnow.messaging.EndpointPolicy;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.ServiceErrorException;
import dev.winnow.velocity.application.CheckApplication;
import dev.winnow.velocity.application.ContradictionException;
import dev.winnow.velocity.application.ImplausibleTimeException;
import dev.winnow.velocity.domain.Answer;
import dev.winnow.velocity.domain.Counter;
import dev.winnow.velocity.domain.Document;
import dev.winnow.velocity.domain.Duplicate;
import dev.winnow.velocity.domain.KeyKind;
import dev.winnow.velocity.domain.Submission;
import dev.winnow.velocity.domain.Window;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code velocity.v1.check}. */
public final class VelocityEndpoint {
    /** The longest request there can be, with every letter escaped. */
    private static final int MAX_PAYLOAD = 32 * 1024;

    private final CheckApplication checking;

    public VelocityEndpoint(CheckApplication checking) {
        this.checking = checking;
    }

    /** Before the messaging is started. */
    public void register(Messaging messaging) {
        messaging.endpoint(
                VelocityContracts.CHECK,
                EndpointPolicy.ofDefaults().withMaxPayloadBytes(MAX_PAYLOAD),
                this::check);
    }

    private CheckReply check(CheckRequest request) {
        try {
            return reply(request.applicationId(), checking.check(submission(request)));
        } catch (ContradictionException e) {
            ServiceErrorException refused =
                    new ServiceErrorException(ErrorCode.CONFLICT, String.valueOf(e.getMessage()));
            refused.addSuppressed(e);
            throw refused;
        } catch (ImplausibleTimeException e) {
            Violation violation = new Violation("submittedAt", String.valueOf(e.getMessage()));
            ServiceErrorException refused =
                    new ServiceErrorException(
                            ErrorCode.INVALID_REQUEST,
                            violation.field() + " " + violation.message(),
                            List.of(violation),
                            null);
            refused.addSuppressed(e);
            throw refused;
        }
    }

    private static Submission submission(CheckRequest request) {
        return new Submission(
                request.applicationId(),
                // As the database keeps it, so that what comes back compares equal.
                request.submittedAt().truncatedTo(ChronoUnit.MICROS),
                request.kind() == PartyKind.PERSON,
                request.name(),
                request.dateOfBirth(),
                document(request.document()),
                request.email(),
                request.phone(),
                request.address(),
                request.country(),
                request.device(),
                request.ip(),
                request.amount(),
                request.currency());
    }

    private static @Nullable Document document(CheckRequest.@Nullable Document document) {
        return document == null
                ? null
                : new Document(
                        Objects.requireNonNullElse(document.type(), ""),
                        document.number(),
                        Objects.requireNonNullElse(document.country(), ""));
    }

    private static CheckReply reply(String applicationId, Answer answer) {
        return new CheckReply(
                applicationId,
                answer.gaps().isEmpty() ? CheckStatus.COMPLETE : CheckStatus.PARTIAL,
                answer.counters().stream().map(VelocityEndpoint::counter).toList(),
                answer.duplicates().stream().map(VelocityEndpoint::duplicate).toList(),
                answer.unusable().stream().sorted().map(VelocityEndpoint::kind).toList(),
                answer.gaps(),
                answer.algorithm());
    }

    private static dev.winnow.contracts.velocity.Counter counter(Counter counter) {
        List<dev.winnow.contracts.velocity.Counter.Amount> amounts =
                counter.amounts().entrySet().stream()
                        .map(e ->
                                new dev.winnow.contracts.velocity.Counter.Amount(
                                        e.getKey(), e.getValue()))
                        .sorted(
                                Comparator.comparing(
                                        dev.winnow.contracts.velocity.Counter.Amount::currency))
                        .toList();
        return new dev.winnow.contracts.velocity.Counter(
                kind(counter.key()),
                window(counter.window()),
                counter.applications(),
                counter.applicants(),
                amounts,
                counter.more());
    }

    private static dev.winnow.contracts.velocity.Duplicate duplicate(Duplicate duplicate) {
        return new dev.winnow.contracts.velocity.Duplicate(
                duplicate.applicationId(),
                duplicate.at(),
                duplicate.score(),
                duplicate.features().stream()
                        .map(f ->
                                new dev.winnow.contracts.velocity.Duplicate.Feature(
                                        f.name(), f.effect(), f.alike()))
                        .toList(),
                duplicate.differs());
    }

    private static dev.winnow.contracts.velocity.KeyKind kind(KeyKind kind) {
        return switch (kind) {
            case IDENTIFIER -> dev.winnow.contracts.velocity.KeyKind.IDENTIFIER;
            case EMAIL -> dev.winnow.contracts.velocity.KeyKind.EMAIL;
            case PHONE -> dev.winnow.contracts.velocity.KeyKind.PHONE;
            case DEVICE -> dev.winnow.contracts.velocity.KeyKind.DEVICE;
            case IP -> dev.winnow.contracts.velocity.KeyKind.IP;
            case NAME -> dev.winnow.contracts.velocity.KeyKind.NAME;
        };
    }

    private static dev.winnow.contracts.velocity.Window window(Window window) {
        return switch (window) {
            case HOUR -> dev.winnow.contracts.velocity.Window.HOUR;
            case DAY -> dev.winnow.contracts.velocity.Window.DAY;
            case WEEK -> dev.winnow.contracts.velocity.Window.WEEK;
            case MONTH -> dev.winnow.contracts.velocity.Window.MONTH;
        };
    }
}
