package dev.winnow.matching;

/** What a part of a name is. */
enum TokenClass {
    PLAIN,
    /** al, bin, de, van: written or left out at will. */
    PARTICLE,
    /** One letter. */
    INITIAL,
    /** Mr, Dr, Sheikh, General, Jr. */
    HONORIFIC,
    /** Ltd, S.A., GmbH. */
    LEGAL_FORM,
    /** Trading, International, Bank: what many organisations are called. */
    COMPANY_WORD,
    /** 44, third, IV: in digits. */
    NUMBER
}
