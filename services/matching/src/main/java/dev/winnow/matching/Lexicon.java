package dev.winnow.matching;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words in names that are not names, and given names that stand for one another, from the
 * tables beside this class. Read once; immutable afterwards.
 */
final class Lexicon {
    static final float NUMBER_WEIGHT = 0.45f;

    /** Of words that are one phrase. */
    static final int LONGEST_PHRASE = 5;

    private static final Map<String, Token> PERSONS = new HashMap<>();
    private static final Map<String, Token> ORGANISATIONS = new HashMap<>();
    private static final Map<String, Integer> NUMBERS = new HashMap<>();
    private static final Map<String, Set<String>> GIVEN_NAMES = new HashMap<>();

    /** What is left of a company's form behind somebody's name. */
    private static final Set<String> COMPANY_OF_ONE = Set.of("llc", "ltd", "inc", "gmbh");

    static {
        readWords(lines("lexicon.txt"));
        readGivenNames(lines("given-names.txt"));
    }

    /** Long common words without one of their letters, the first excepted. */
    private static final Map<String, String> MISSPELT = new HashMap<>();

    private static final int LONG_WORD = 7;

    static {
        for (String word : ORGANISATIONS.keySet()) {
            if (word.length() >= LONG_WORD && word.indexOf(' ') < 0) {
                MISSPELT.put(word, word);
                for (int i = 1; i < word.length(); i++) {
                    MISSPELT.putIfAbsent(word.substring(0, i) + word.substring(i + 1), word);
                }
            }
        }
    }

    private Lexicon() {}

    static Token person(String word, Script script) {
        Token known = PERSONS.get(word);
        return known != null ? known : Token.plain(word, script);
    }

    static Token organisation(String word, Script script) {
        Token known = ORGANISATIONS.get(word);
        return known != null ? known : Token.plain(word, script);
    }

    /** What several words of an organisation's name mean together. */
    static @Nullable Token phrase(String words) {
        return ORGANISATIONS.get(words);
    }

    static boolean isOrganisationWord(String word) {
        return ORGANISATIONS.containsKey(word);
    }

    /** The long common word that this is, with one letter more, less or different; or null. */
    static @Nullable String misspelt(String word) {
        String known = MISSPELT.get(word);
        for (int i = 1; known == null && i < word.length(); i++) {
            known = MISSPELT.get(word.substring(0, i) + word.substring(i + 1));
        }
        return known;
    }

    /** As a number, when the word is one for it; otherwise −1. */
    static int number(String word) {
        return NUMBERS.getOrDefault(word, -1);
    }

    /** Bob for Robert, Juan for John. */
    static boolean sameGivenName(String a, String b) {
        Set<String> others = GIVEN_NAMES.get(a);
        return others != null && others.contains(b);
    }

    static boolean hasOtherGivenNames(String name) {
        return GIVEN_NAMES.containsKey(name);
    }

    /** The other given names that this one may stand for. */
    static Set<String> givenNames(String name) {
        return GIVEN_NAMES.getOrDefault(name, Set.of());
    }

    private static void readWords(List<String> lines) {
        String section = "";
        float weight = 0;
        for (String line : lines) {
            if (line.startsWith("[")) {
                String[] head = line.substring(1, line.length() - 1).split(" ", -1);
                section = head[0];
                weight = head.length > 1 ? Float.parseFloat(head[1]) : 0;
            } else {
                readLine(section, weight, line);
            }
        }
    }

    private static void readLine(String section, float weight, String line) {
        switch (section) {
            case "honorific" -> each(line, weight, TokenClass.HONORIFIC, PERSONS);
            case "common" -> each(line, weight, TokenClass.PLAIN, PERSONS);
            case "particle" -> {
                each(line, weight, TokenClass.PARTICLE, PERSONS);
                each(line, weight, TokenClass.PARTICLE, ORGANISATIONS);
            }
            case "legal" -> same(line.split("\\|", -1), weight, TokenClass.LEGAL_FORM);
            case "company" -> {
                String[] words = line.split(" ", -1);
                same(
                        Arrays.copyOfRange(words, 1, words.length),
                        Float.parseFloat(words[0]),
                        TokenClass.COMPANY_WORD);
            }
            case "same" -> same(line.split("\\|", -1), 1, TokenClass.PLAIN);
            case "number" -> {
                String[] words = line.split(" ", -1);
                for (String word : words) {
                    NUMBERS.put(word, Integer.parseInt(words[0]));
                }
            }
            default -> throw new IllegalStateException("no such class of words: " + section);
        }
    }

    private static void each(String line, float weight, TokenClass type, Map<String, Token> words) {
        for (String word : line.split(" ", -1)) {
            words.putIfAbsent(word, Token.of(word, type, Script.ALPHABET, weight));
        }
    }

    private static void same(String[] writings, float weight, TokenClass type) {
        Token token = Token.of(writings[0], type, Script.ALPHABET, weight);
        for (String writing : writings) {
            ORGANISATIONS.putIfAbsent(writing, token);
            if (type == TokenClass.LEGAL_FORM && COMPANY_OF_ONE.contains(writing)) {
                PERSONS.put(writing, token);
            }
        }
    }

    private static void readGivenNames(List<String> lines) {
        for (String line : lines) {
            boolean eachWithEach = line.startsWith("= ");
            String[] names = (eachWithEach ? line.substring(2) : line).split(" ", -1);
            for (int i = 0; i < (eachWithEach ? names.length : 1); i++) {
                for (int j = i + 1; j < names.length; j++) {
                    GIVEN_NAMES.computeIfAbsent(names[i], n -> new HashSet<>()).add(names[j]);
                    GIVEN_NAMES.computeIfAbsent(names[j], n -> new HashSet<>()).add(names[i]);
                }
            }
        }
    }

    private static List<String> lines(String resource) {
        try (InputStream in = Lexicon.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the library is incomplete: no " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(String::strip)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
