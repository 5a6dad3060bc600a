package dev.winnow.applications.adapter.in.nats;

import dev.winnow.applications.adapter.Wire;
import dev.winnow.applications.application.SubmitApplication;
import dev.winnow.applications.domain.Submission;
import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.applications.ApplicationForm;
import dev.winnow.contracts.applications.SubmitReply;
import dev.winnow.messaging.RequestHandler;
import dev.winnow.messaging.ServiceErrorException;

/** {@code applications.v1.submit}. */
final class SubmitEndpoint implements RequestHandler<ApplicationForm, SubmitReply> {
    private final SubmitApplication submit;

    SubmitEndpoint(SubmitApplication submit) {
        this.submit = submit;
    }

    @Override
    public SubmitReply handle(ApplicationForm form) {
        return switch (submit.submit(Wire.form(form))) {
            case Submission.Accepted accepted ->
                    new SubmitReply(Wire.summary(accepted.application()), false);
            case Submission.Known known -> new SubmitReply(Wire.summary(known.application()), true);
            case Submission.Conflict conflict ->
                    throw new ServiceErrorException(
                            ErrorCode.CONFLICT,
                            "the reference belongs to application "
                                    + conflict.existing()
                                    + ", which has other content");
        };
    }
}
