package dev.winnow.matching;

import com.ibm.icu.text.Transliterator;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Brings a word of any script into small Latin letters without diacritics. ASCII is only lowered;
 * Cyrillic is read as English writes it; the rest is left to ICU. Thread-safe, as ICU is.
 */
final class Romaniser {
    /** A letter of each larger script: ICU makes its rules when it first meets one. */
    private static final String SCRIPTS =
            "\u03a9\u0639\u05d0\u0939\u0e01\u4e2d\u3042\uac00\u10d0\u0531";

    private static final String[] CYRILLIC = {
        "a",
        "b",
        "v",
        "g",
        "d",
        "e",
        "zh",
        "z",
        "i",
        "y",
        "k",
        "l",
        "m",
        "n",
        "o",
        "p",
        "r",
        "s",
        "t",
        "u",
        "f",
        "kh",
        "ts",
        "ch",
        "sh",
        "shch",
        "",
        "y",
        "",
        "e",
        "yu",
        "ya",
        // From U+0450: the letters of Ukrainian, Belarusian, Serbian and Macedonian.
        "e",
        "e",
        "dj",
        "g",
        "ye",
        "dz",
        "i",
        "yi",
        "j",
        "lj",
        "nj",
        "c",
        "k",
        "i",
        "u",
        "dz"
    };

    private final Transliterator icu = Transliterator.getInstance("Any-Latin; Latin-ASCII");

    Romaniser() {
        icu.transliterate(SCRIPTS);
    }

    /** May hold spaces, where a script has no words. */
    String latin(String word) {
        if (isAscii(word)) {
            return word.toLowerCase(Locale.ROOT);
        }
        String lower = word.toLowerCase(Locale.ROOT);
        int first = firstBeyondAscii(lower);
        // Before the marks are taken off: some of its letters have them.
        String plain = withoutMarks(first >= 0x0400 && first < 0x0530 ? cyrillic(lower) : lower);
        if (isAscii(plain)) {
            return plain;
        }
        if (isHangul(first)) {
            return korean(Normalizer.normalize(word, Normalizer.Form.NFC));
        }
        return isAscii(plain)
                ? plain
                : withoutMarks(icu.transliterate(word)).toLowerCase(Locale.ROOT);
    }

    static Script script(String word) {
        int c = isAscii(word) ? 'a' : firstBeyondAscii(word);
        return switch (Character.UnicodeScript.of(c)) {
            case ARABIC, HEBREW, THAI, SYRIAC -> Script.CONSONANTS;
            case HAN, HANGUL -> Script.CHARACTERS;
            default -> Script.ALPHABET;
        };
    }

    /** Family name first, then the rest; read as Koreans themselves spell their names. */
    private String korean(String word) {
        StringBuilder read = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            String syllable = icu.transliterate(word.substring(i, i + 1)).toLowerCase(Locale.ROOT);
            read.append(syllable.replace("eo", "o").replace("eu", "u")).append(' ');
        }
        return read.toString().trim();
    }

    private static String cyrillic(String lower) {
        StringBuilder latin = new StringBuilder(lower.length() + 8);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c >= 0x0430 && c < 0x0430 + CYRILLIC.length) {
                latin.append(CYRILLIC[c - 0x0430]);
            } else if (c == 0x0491) {
                latin.append('g');
            } else {
                latin.append(c);
            }
        }
        return latin.toString();
    }

    /** Whether it is read syllable by syllable, each of them a part of its own. */
    static boolean isKorean(String word) {
        return isHangul(firstBeyondAscii(word));
    }

    private static boolean isHangul(int c) {
        return (c >= 0x1100 && c < 0x1200) || (c >= 0xac00 && c < 0xd7b0);
    }

    private static int firstBeyondAscii(String text) {
        return text.codePoints().filter(c -> c >= 0x80).findFirst().orElse('a');
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static String withoutMarks(String text) {
        String apart = Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder plain = new StringBuilder(apart.length());
        for (int i = 0, c; i < apart.length(); i += Character.charCount(c)) {
            c = apart.codePointAt(i);
            int type = Character.getType(c);
            boolean mark =
                    type == Character.NON_SPACING_MARK || type == Character.FORMAT || c == '\'';
            if (!mark && !isAsciiSpecial(c, plain)) {
                plain.appendCodePoint(c);
            }
        }
        return plain.toString();
    }

    /** Latin letters that are no letter with a mark. */
    private static boolean isAsciiSpecial(int c, StringBuilder to) {
        String as =
                switch (c) {
                    case 0x00df -> "ss";
                    case 0x00e6 -> "ae";
                    case 0x0153 -> "oe";
                    case 0x00f8 -> "o";
                    case 0x0142 -> "l";
                    case 0x0111, 0x00f0 -> "d";
                    case 0x0131 -> "i";
                    case 0x00fe -> "th";
                    case 0x0259, 0x01dd -> "a";
                    case 0x02bf, 0x02be, 0x02b9, 0x02bb, 0x02bc, 0x2018, 0x2019 -> "";
                    default -> null;
                };
        if (as == null) {
            return false;
        }
        to.append(as);
        return true;
    }
}
