package dev.winnow.matching;

/** How the word was written, as far as it matters for comparing it. */
enum Script {
    /** With its vowels: Latin, Cyrillic, Greek and most others. */
    ALPHABET,
    /** Mostly without vowels: Arabic, Hebrew; and Thai, of which ICU loses them. */
    CONSONANTS,
    /**
     * Chinese characters, read as in Mandarin, and Korean syllables: exact for names of their own
     * language; a foreign name only sounds like it.
     */
    CHARACTERS
}
