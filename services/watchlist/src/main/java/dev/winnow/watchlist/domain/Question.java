package dev.winnow.watchlist.domain;

import dev.winnow.matching.NameTokens;
import dev.winnow.matching.Normaliser;

/** Somebody to look for, read once for all lists; and how alike an entry must be. */
record Question(Party party, double threshold, NameTokens asPerson, NameTokens asOther) {

    static Question of(Party party, double threshold, Normaliser normaliser) {
        return new Question(
                party,
                threshold,
                normaliser.tokens(party.name(), true),
                normaliser.tokens(party.name(), false));
    }

    NameTokens tokens(boolean ofPersons) {
        return ofPersons ? asPerson : asOther;
    }
}
