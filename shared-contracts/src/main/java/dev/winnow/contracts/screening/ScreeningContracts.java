package dev.winnow.contracts.screening;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.EventContract;
import dev.winnow.contracts.RequestContract;
import dev.winnow.contracts.Streams;
import java.time.Duration;
import java.util.List;

/** What the screening service answers and publishes. */
public final class ScreeningContracts {
    public static final String SERVICE = "screening";

    public static final RequestContract<ResultRequest, ScreeningResult> RESULT =
            new RequestContract<>(
                    SERVICE,
                    "result",
                    1,
                    "Gives the finished screening of an application with its evidence.",
                    ResultRequest.class,
                    ScreeningResult.class,
                    List.of(ErrorCode.NOT_FOUND),
                    Duration.ofSeconds(2),
                    true);

    public static final RequestContract<PolicyRequest, PolicyReply> POLICY =
            new RequestContract<>(
                    SERVICE,
                    "policy",
                    1,
                    "Gives the policy in force.",
                    PolicyRequest.class,
                    PolicyReply.class,
                    List.of(),
                    Duration.ofSeconds(2),
                    true);

    public static final RequestContract<LoadPolicyRequest, LoadPolicyReply> LOAD_POLICY =
            new RequestContract<>(
                    SERVICE,
                    "load-policy",
                    1,
                    "Puts a policy in force. A broken one is refused with line and reason, and the"
                            + " old one stays.",
                    LoadPolicyRequest.class,
                    LoadPolicyReply.class,
                    List.of(ErrorCode.UNPROCESSABLE),
                    Duration.ofSeconds(10),
                    true);

    public static final EventContract<ScreeningStarted> STARTED =
            new EventContract<>(
                    SERVICE,
                    "started",
                    1,
                    Streams.SCREENING,
                    "The screening of an application has begun.",
                    ScreeningStarted.class,
                    ScreeningStarted::applicationId);

    public static final EventContract<ScreeningResult> COMPLETED =
            new EventContract<>(
                    SERVICE,
                    "completed",
                    1,
                    Streams.SCREENING,
                    "The screening of an application has ended.",
                    ScreeningResult.class,
                    ScreeningResult::applicationId);

    public static final RequestContract<HistoryRequest, HistoryReply> HISTORY =
            new RequestContract<>(
                    SERVICE,
                    "history",
                    1,
                    "Gives every result that an application ever had, the latest first.",
                    HistoryRequest.class,
                    HistoryReply.class,
                    List.of(ErrorCode.NOT_FOUND),
                    Duration.ofSeconds(2),
                    true);

    public static final RequestContract<RescreeningsRequest, RescreeningsReply> RESCREENINGS =
            new RequestContract<>(
                    SERVICE,
                    "rescreenings",
                    1,
                    "Says how far the screening of finished applications against changed lists has"
                            + " come.",
                    RescreeningsRequest.class,
                    RescreeningsReply.class,
                    List.of(),
                    Duration.ofSeconds(2),
                    true);

    public static final EventContract<Rescreened> RESCREENED =
            new EventContract<>(
                    SERVICE,
                    "rescreened",
                    1,
                    Streams.SCREENING,
                    "A list has changed, and with it the result of a finished screening.",
                    Rescreened.class,
                    Rescreened::applicationId);

    private ScreeningContracts() {}
}
