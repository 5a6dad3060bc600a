package dev.winnow.contracts.velocity;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.RequestContract;
import java.time.Duration;
import java.util.List;

/** What the velocity service answers. */
public final class VelocityContracts {
    public static final String SERVICE = "velocity";

    public static final RequestContract<CheckRequest, CheckReply> CHECK =
            new RequestContract<>(
                    SERVICE,
                    "check",
                    1,
                    "Remembers an application and says how often its data was seen and which"
                            + " applications resemble it. Asked again, it gives the same answer.",
                    CheckRequest.class,
                    CheckReply.class,
                    List.of(ErrorCode.CONFLICT),
                    Duration.ofSeconds(1),
                    true);

    private VelocityContracts() {}
}
