package dev.winnow.contracts.applications;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.EventContract;
import dev.winnow.contracts.RequestContract;
import dev.winnow.contracts.Streams;
import java.time.Duration;
import java.util.List;

/** What the applications service answers and publishes. */
public final class ApplicationsContracts {
    public static final String SERVICE = "applications";

    public static final RequestContract<ApplicationForm, SubmitReply> SUBMIT =
            new RequestContract<>(
                    SERVICE,
                    "submit",
                    1,
                    "Takes an application. The same reference and content is the same application;"
                            + " the same reference with other content is a conflict.",
                    ApplicationForm.class,
                    SubmitReply.class,
                    List.of(ErrorCode.CONFLICT),
                    Duration.ofSeconds(5),
                    true);

    public static final RequestContract<GetRequest, GetReply> GET =
            new RequestContract<>(
                    SERVICE,
                    "get",
                    1,
                    "Gives one application by its id or by the submitter's reference.",
                    GetRequest.class,
                    GetReply.class,
                    List.of(ErrorCode.NOT_FOUND),
                    Duration.ofSeconds(2),
                    true);

    public static final RequestContract<ListRequest, ListReply> LIST =
            new RequestContract<>(
                    SERVICE,
                    "list",
                    1,
                    "Gives applications, newest first, a page at a time.",
                    ListRequest.class,
                    ListReply.class,
                    List.of(),
                    Duration.ofSeconds(5),
                    true);

    public static final EventContract<Submitted> SUBMITTED =
            new EventContract<>(
                    SERVICE,
                    "submitted",
                    1,
                    Streams.APPLICATIONS,
                    "An application has been received.",
                    Submitted.class,
                    Submitted::applicationId);

    public static final EventContract<Decided> DECIDED =
            new EventContract<>(
                    SERVICE,
                    "decided",
                    1,
                    Streams.APPLICATIONS,
                    "An application has been decided.",
                    Decided.class,
                    Decided::applicationId);

    private ApplicationsContracts() {}
}
