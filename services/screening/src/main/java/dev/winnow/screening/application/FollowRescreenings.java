package dev.winnow.screening.application;

import dev.winnow.screening.domain.Rescreening;
import java.util.List;
import java.util.Optional;

/** Says how far screening again has come. Safe to share. */
public final class FollowRescreenings {
    private final Rescreenings rescreenings;

    public FollowRescreenings(Rescreenings rescreenings) {
        this.rescreenings = rescreenings;
    }

    /** The latest first. */
    public List<Rescreening> latest(Optional<String> list, int limit) {
        return rescreenings.latest(list, limit);
    }
}
