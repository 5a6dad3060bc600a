package dev.winnow.matching;

/** What a part of a name is, and how much it says about who is meant. */
enum TokenClass {
    PLAIN(1.0),
    /** al, bin, de, van: written or left out at will. */
    PARTICLE(0.3),
    /** One letter. */
    INITIAL(0.3),
    /** Mr, Dr, Sheikh, General, Jr. */
    HONORIFIC(0.1),
    /** Ltd, S.A., GmbH. */
    LEGAL_FORM(0.15),
    /** Trading, International, Bank: what many organisations are called. */
    COMPANY_WORD(0.5);

    private final double weight;

    TokenClass(double weight) {
        this.weight = weight;
    }

    double weight() {
        return weight;
    }
}
