package dev.winnow.applications.adapter.in.nats;

import dev.winnow.applications.adapter.Wire;
import dev.winnow.applications.application.FindApplications;
import dev.winnow.applications.domain.Application;
import dev.winnow.applications.domain.ApplicationId;
import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.applications.GetReply;
import dev.winnow.contracts.applications.GetRequest;
import dev.winnow.messaging.RequestHandler;
import dev.winnow.messaging.ServiceErrorException;
import java.util.Optional;

/** {@code applications.v1.get}. */
final class GetEndpoint implements RequestHandler<GetRequest, GetReply> {
    private final FindApplications find;

    GetEndpoint(FindApplications find) {
        this.find = find;
    }

    @Override
    public GetReply handle(GetRequest request) {
        Application found =
                find(request)
                        .orElseThrow(() ->
                                new ServiceErrorException(
                                        ErrorCode.NOT_FOUND, "there is no such application"));
        return new GetReply(Wire.summary(found), Wire.form(found.form()));
    }

    private Optional<Application> find(GetRequest request) {
        String id = request.applicationId();
        String reference = request.reference();
        if (id != null && reference == null) {
            return ApplicationId.parse(id).flatMap(find::byId);
        }
        if (reference != null && id == null) {
            return find.byReference(reference);
        }
        throw new ServiceErrorException(
                ErrorCode.INVALID_REQUEST, "give either applicationId or reference");
    }
}
