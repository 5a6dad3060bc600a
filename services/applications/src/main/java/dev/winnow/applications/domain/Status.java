package dev.winnow.applications.domain;

import java.util.EnumSet;
import java.util.Set;

/** The states of an application. It only ever moves forward, and ends once. */
public enum Status {
    RECEIVED,
    SCREENING,
    APPROVED,
    REFERRED,
    REJECTED;

    /** The states from which an application may move to this one. */
    public Set<Status> predecessors() {
        return switch (this) {
            case RECEIVED -> EnumSet.noneOf(Status.class);
            case SCREENING -> EnumSet.of(RECEIVED);
            // A decision may overtake the news that screening has begun.
            case APPROVED, REFERRED, REJECTED -> EnumSet.of(RECEIVED, SCREENING);
        };
    }

    /** Whether it ends the application. */
    public boolean isFinal() {
        return this == APPROVED || this == REFERRED || this == REJECTED;
    }
}
