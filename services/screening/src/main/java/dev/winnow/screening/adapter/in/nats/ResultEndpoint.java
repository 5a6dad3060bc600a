package dev.winnow.screening.adapter.in.nats;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.screening.ResultRequest;
import dev.winnow.contracts.screening.ScreeningResult;
import dev.winnow.messaging.RequestHandler;
import dev.winnow.messaging.ServiceErrorException;
import dev.winnow.screening.adapter.Wire;
import dev.winnow.screening.application.GetResult;
import dev.winnow.screening.application.Workflows.Lookup;

/** {@code screening.v1.result}. */
final class ResultEndpoint implements RequestHandler<ResultRequest, ScreeningResult> {
    private final GetResult results;

    ResultEndpoint(GetResult results) {
        this.results = results;
    }

    @Override
    public ScreeningResult handle(ResultRequest request) {
        return switch (results.of(request.applicationId())) {
            case Lookup.Finished(var result) -> Wire.result(result);
            case Lookup.Unfinished ignored ->
                    throw notFound("the screening of this application has not ended yet");
            case Lookup.Unknown ignored ->
                    throw notFound("no screening of this application has begun");
        };
    }

    private static ServiceErrorException notFound(String message) {
        return new ServiceErrorException(ErrorCode.NOT_FOUND, message);
    }
}
