package dev.winnow.contracts.screening;

import java.util.List;

/** The latest first. */
public record RescreeningsReply(List<Rescreening> rescreenings) {

    public RescreeningsReply {
        rescreenings = rescreenings == null ? List.of() : List.copyOf(rescreenings);
    }
}
