package dev.winnow.screening.application;

import dev.winnow.screening.domain.Revision;
import java.util.List;

/** Gives the results that an application had. Safe to share. */
public final class GetHistory {
    private final Rescreenings rescreenings;

    public GetHistory(Rescreenings rescreenings) {
        this.rescreenings = rescreenings;
    }

    /** Those with numbers below {@code before}, the latest first; empty when it has none. */
    public List<Revision> of(String applicationId, int before, int limit) {
        return rescreenings.history(applicationId, before, limit);
    }
}
