package dev.winnow.screening.adapter.in.nats;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.screening.HistoryReply;
import dev.winnow.contracts.screening.HistoryRequest;
import dev.winnow.contracts.screening.RescreeningsReply;
import dev.winnow.contracts.screening.RescreeningsRequest;
import dev.winnow.messaging.ServiceErrorException;
import dev.winnow.screening.adapter.Wire;
import dev.winnow.screening.application.FollowRescreenings;
import dev.winnow.screening.application.GetHistory;
import dev.winnow.screening.domain.Revision;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** {@code screening.v1.history} and {@code screening.v1.rescreenings}. */
final class RescreeningEndpoints {
    private static final int LIMIT = 20;

    private final GetHistory history;
    private final FollowRescreenings runs;

    RescreeningEndpoints(GetHistory history, FollowRescreenings runs) {
        this.history = history;
        this.runs = runs;
    }

    HistoryReply history(HistoryRequest request) {
        List<Revision> found =
                history.of(
                        request.applicationId(),
                        Objects.requireNonNullElse(request.before(), Integer.MAX_VALUE),
                        Objects.requireNonNullElse(request.limit(), LIMIT));
        if (found.isEmpty()) {
            throw new ServiceErrorException(
                    ErrorCode.NOT_FOUND, "there is no such result of this application");
        }
        return new HistoryReply(
                request.applicationId(), found.stream().map(Wire::revision).toList());
    }

    RescreeningsReply rescreenings(RescreeningsRequest request) {
        return new RescreeningsReply(
                runs
                        .latest(
                                Optional.ofNullable(request.list()),
                                Objects.requireNonNullElse(request.limit(), LIMIT))
                        .stream()
                        .map(Wire::rescreening)
                        .toList());
    }
}
