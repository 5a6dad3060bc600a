package dev.winnow.benchmarks.watchlist;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes names as people write them wrongly. The same seed gives the same names. Not thread-safe.
 */
final class Mangler {
    /** Ways to be wrong. */
    enum Way {
        TYPO,
        ORDER,
        MISSING,
        TRANSLITERATION,
        JOINED,
        SPLIT
    }

    static final List<Way> WAYS = List.of(Way.values());

    private static final int LONG_ENOUGH = 5;
    private static final int LONG_ENOUGH_TO_SPLIT = 8;

    /** What one language writes so, another writes so. */
    private static final String[][] SPELLINGS = {
        {"kh", "h"}, {"ou", "u"}, {"oo", "u"}, {"ee", "i"}, {"q", "k"}, {"ck", "k"}, {"ph", "f"},
        {"v", "w"}, {"w", "v"}, {"sh", "ch"}, {"sch", "sh"}, {"j", "dj"}, {"y", "i"}, {"ei", "ey"},
        {"ai", "ay"}, {"zh", "j"}, {"ll", "l"}, {"ss", "s"}, {"mm", "m"}, {"dd", "d"}, {"tt", "t"},
        {"o", "u"}, {"u", "o"}, {"e", "i"}, {"a", "e"}, {"dh", "d"}, {"gh", "g"}, {"ks", "x"}
    };

    /** What is left out of an organisation's name first. */
    private static final Set<String> FORMS =
            Set.of(
                    "ltd",
                    "limited",
                    "llc",
                    "inc",
                    "co",
                    "company",
                    "corporation",
                    "corp",
                    "sa",
                    "gmbh",
                    "ltda",
                    "ooo",
                    "jsc",
                    "the",
                    "group",
                    "plc",
                    "sal",
                    "fze",
                    "bv",
                    "srl",
                    "spa",
                    "pte",
                    "pvt");

    private final Random random;

    Mangler(long seed) {
        random = new Random(seed);
    }

    /** The name, wrong in that way; null when it is not long enough for it. */
    @Nullable String mangle(String name, boolean person, Way way) {
        List<String> words = words(name);
        if (words.isEmpty()) {
            return null;
        }
        return switch (way) {
            case TYPO -> typo(words);
            case ORDER -> order(words);
            case MISSING -> person ? missing(words) : withoutForm(words);
            case TRANSLITERATION -> transliteration(words);
            case JOINED -> joined(words);
            case SPLIT -> split(words);
        };
    }

    private static List<String> words(String name) {
        String plain = name.replace(",", " ").replace("-", " ").strip().toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>(Arrays.asList(plain.split("\\s+", -1)));
        words.removeIf(String::isEmpty);
        return words;
    }

    private @Nullable String typo(List<String> words) {
        int at = anyOf(words, LONG_ENOUGH);
        if (at < 0) {
            return null;
        }
        StringBuilder word = new StringBuilder(words.get(at));
        int i = 1 + random.nextInt(word.length() - 2);
        switch (random.nextInt(4)) {
            case 0 -> word.deleteCharAt(i);
            case 1 -> word.insert(i, letter());
            case 2 -> word.setCharAt(i, letter());
            default -> {
                char c = word.charAt(i);
                word.setCharAt(i, word.charAt(i + 1));
                word.setCharAt(i + 1, c);
            }
        }
        words.set(at, word.toString());
        return String.join(" ", words);
    }

    private char letter() {
        return (char) ('a' + random.nextInt(26));
    }

    private @Nullable String order(List<String> words) {
        if (words.size() < 2) {
            return null;
        }
        Collections.rotate(words, 1 + random.nextInt(words.size() - 1));
        return String.join(" ", words);
    }

    /** One of at least three words of some length; the longest stays. */
    private @Nullable String missing(List<String> words) {
        long said = words.stream().filter(word -> word.length() > 2).count();
        if (said < 3) {
            return null;
        }
        int longest = 0;
        for (int i = 1; i < words.size(); i++) {
            longest = words.get(i).length() > words.get(longest).length() ? i : longest;
        }
        words.remove((longest + 1 + random.nextInt(words.size() - 1)) % words.size());
        return String.join(" ", words);
    }

    /** An organisation without its legal form, article or the like. */
    private static @Nullable String withoutForm(List<String> words) {
        for (int i = words.size() - 1; i >= 0 && words.size() > 1; i--) {
            if (FORMS.contains(words.get(i).replace(".", ""))) {
                words.remove(i);
                return String.join(" ", words);
            }
        }
        return null;
    }

    private @Nullable String transliteration(List<String> words) {
        List<String> name = words;
        int changed = 0;
        for (int tries = 0; tries < 40 && changed < 1; tries++) {
            String[] spelling = SPELLINGS[random.nextInt(SPELLINGS.length)];
            int at = random.nextInt(name.size());
            String word = name.get(at);
            int found = word.indexOf(spelling[0], 1);
            if (word.length() >= LONG_ENOUGH && found > 0) {
                name.set(
                        at,
                        word.substring(0, found)
                                + spelling[1]
                                + word.substring(found + spelling[0].length()));
                changed++;
            }
        }
        return changed == 0 ? null : String.join(" ", name);
    }

    private @Nullable String joined(List<String> words) {
        if (words.size() < 2) {
            return null;
        }
        int at = random.nextInt(words.size() - 1);
        words.set(at, words.get(at) + words.remove(at + 1));
        return String.join(" ", words);
    }

    private @Nullable String split(List<String> words) {
        int at = anyOf(words, LONG_ENOUGH_TO_SPLIT);
        if (at < 0) {
            return null;
        }
        String word = words.get(at);
        int cut = 3 + random.nextInt(word.length() - 5);
        words.set(at, word.substring(0, cut) + " " + word.substring(cut));
        return String.join(" ", words);
    }

    /** A word of at least that length, made of letters of the alphabet; −1 when there is none. */
    private int anyOf(List<String> words, int length) {
        int first = random.nextInt(words.size());
        for (int k = 0; k < words.size(); k++) {
            int at = (first + k) % words.size();
            String word = words.get(at);
            if (word.length() >= length && word.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
                return at;
            }
        }
        return -1;
    }
}
