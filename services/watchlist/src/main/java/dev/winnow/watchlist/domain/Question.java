package dev.winnow.watchlist.domain;

import dev.winnow.matching.NameTokens;
import dev.winnow.matching.Normaliser;
import dev.winnow.matching.Traits;
import org.jspecify.annotations.Nullable;

/** Somebody to look for, read once for all lists; and how alike an entry must be. One thread's. */
final class Question {
    private final Party party;
    private final Traits traits;
    private final double threshold;
    private final Normaliser normaliser;
    private @Nullable NameTokens asPerson;
    private @Nullable NameTokens asOther;

    Question(Party party, double threshold, Normaliser normaliser) {
        this.party = party;
        this.traits = party.traits();
        this.threshold = threshold;
        this.normaliser = normaliser;
    }

    Party party() {
        return party;
    }

    Traits traits() {
        return traits;
    }

    double threshold() {
        return threshold;
    }

    /** Persons' names are read otherwise than those of everything else. */
    NameTokens tokens(boolean ofPersons) {
        NameTokens known = ofPersons ? asPerson : asOther;
        if (known != null) {
            return known;
        }
        NameTokens read = normaliser.tokens(party.name(), ofPersons);
        if (ofPersons) {
            asPerson = read;
        } else {
            asOther = read;
        }
        return read;
    }
}
