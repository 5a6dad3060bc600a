package dev.winnow.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class NameIndexTest {
    private static final double LEAST = 0.7;

    private static final String[] SYLLABLES = {
        "va", "ren", "kov", "mi", "sha", "tor", "bel", "dro", "zan", "khal", "id", "ou", "lim",
        "stra"
    };

    private final Random random = new Random(11);
    private final List<NameTokens> names = names(1_500);
    private final NameIndex index = IndexBuilder.build(names.size(), names::get);

    @Test
    void findsWhatLookingAtEveryNameFinds() {
        assertThat(compared(index, names, 400)).isGreaterThan(300);
    }

    @Test
    void findsTheSameWhereEveryPartIsCommon() {
        List<String> words = someWords(20);
        List<NameTokens> many = new ArrayList<>();
        for (int i = 0; i < 12_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int n = 2 + random.nextInt(2); n > 0; n--) {
                String word = words.get(random.nextInt(words.size()));
                name.append(random.nextInt(8) == 0 ? word.substring(0, 1) : word).append(' ');
            }
            many.add(tokens(name.toString()));
        }
        NameIndex common = IndexBuilder.build(many.size(), many::get);
        assertThat(compared(common, many, 60)).isGreaterThan(300);
    }

    @Test
    void aGivenNameThatStandsForAnotherScoresAsComparingBothDoes() {
        List<NameTokens> many = new ArrayList<>(names);
        many.add(tokens("Aleksander Vorenkov"));
        many.add(tokens("Nikolaos Vorenkov"));
        many.add(tokens("Yelizaveta Vorenkova"));
        NameIndex all = IndexBuilder.build(many.size(), many::get);
        List<NameTokens> asked =
                List.of(
                        tokens("Alexander Vorenkov"),
                        tokens("Nicholas Vorenkov"),
                        tokens("Elizabeth Vorenkova"));

        assertThat(asked)
                .allSatisfy(name -> {
                    Map<Integer, Double> found = new HashMap<>();
                    all.find(name, LEAST, found::put);
                    assertThat(found).isNotEmpty();
                    found.forEach((id, score) ->
                            assertThat(score).isEqualTo(Alignment.of(name, many.get(id)).score()));
                });
    }

    @Test
    void wordsJoinedAndPartedAreFoundAsLookingAtEveryNameFindsThem() {
        List<NameTokens> joined = new ArrayList<>();
        for (NameTokens name : names) {
            joined.add(tokens(name.toString().replaceFirst(" ", "")));
            joined.add(tokens(name.toString().replaceFirst("(?<=^...)", " ")));
        }
        NameIndex both = IndexBuilder.build(joined.size(), joined::get);
        assertThat(compared(both, joined, 200)).isGreaterThan(300);
    }

    @Test
    void aPartedWordIsFoundWhereItsPartsAreLikeEachOther() {
        List<NameTokens> many = new ArrayList<>();
        many.add(tokens("Mohammad"));
        many.add(tokens("Armanazi, Amr Najib"));
        // So many that it is looked at whether one word is like two of the question.
        for (int i = 0; i < 300; i++) {
            many.add(tokens("Muha " + SYLLABLES[i % SYLLABLES.length]));
            many.add(tokens("Mmad Muhad " + SYLLABLES[i % SYLLABLES.length]));
            many.add(tokens("Arm " + SYLLABLES[i % SYLLABLES.length] + " Amr"));
        }
        NameIndex parted = IndexBuilder.build(many.size(), many::get);
        for (String asked : List.of("quaydir muha mmad", "arm anazi amr", "muha mmad muhad")) {
            assertFoundAsComparing(parted, many, tokens(asked));
        }
        assertThat(found(parted, tokens("arm anazi amr"), LEAST)).containsKey(1);
        assertThat(found(parted, tokens("quaydir muha mmad"), LEAST)).containsKey(0);
    }

    @Test
    void initialsTitlesAndWordsThatComeTwiceAreFoundAsLookingAtEveryNameFindsThem() {
        List<String> words = someWords(12);
        words.addAll(
                List.of("j", "m", "dr", "sheikh", "al", "bin", "ben", "ben", "abdul", "rahman"));
        // Alike to each other, so that one word of a name is like two of a question.
        words.addAll(List.of("mohammed", "mohamed", "muhamad", "ahmed", "hamed"));
        List<NameTokens> many = phrases(words, 4_000, 1, true);
        NameIndex mixed = IndexBuilder.build(many.size(), many::get);
        assertThat(compared(mixed, many, 200)).isGreaterThan(300);
    }

    @Test
    void organisationsAreFoundAsLookingAtEveryNameFindsThem() {
        List<String> words = someWords(20);
        words.addAll(List.of("trading", "company", "ltd", "llc", "foundation", "islamic", "al"));
        words.addAll(List.of("the", "of", "bank", "2", "s.a."));
        List<NameTokens> many = phrases(words, 4_000, 2, false);
        many.add(tokens("People's Liberation Army", false));
        many.add(tokens("PLA", false));
        NameIndex organisations = IndexBuilder.build(many.size(), many::get);
        assertThat(compared(organisations, many, 200)).isGreaterThan(300);
        assertThat(found(organisations, tokens("P.L.A.", false), LEAST).keySet())
                .isEqualTo(Set.of(4_000, 4_001));
        assertThat(found(organisations, many.get(4_000), LEAST).keySet())
                .isEqualTo(Set.of(4_000, 4_001));
    }

    private List<String> someWords(int names) {
        List<String> words = new ArrayList<>();
        names(names).forEach(name -> words.addAll(List.of(name.toString().split(" ", -1))));
        return words;
    }

    /** So many names of some of the words. */
    private List<NameTokens> phrases(List<String> words, int count, int shortest, boolean person) {
        List<NameTokens> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder name = new StringBuilder();
            for (int n = shortest + random.nextInt(4); n > 0; n--) {
                name.append(words.get(random.nextInt(words.size()))).append(' ');
            }
            made.add(tokens(name.toString(), person));
        }
        return made;
    }

    @Test
    void aParticleOfOneLetterIsFoundAsAnInitial() {
        List<NameTokens> listed =
                List.of(tokens("i Torid"), tokens("Idbel Torid Y"), tokens("Ana"));
        NameIndex index = IndexBuilder.build(listed.size(), listed::get);
        for (String asked : List.of("Idbel Torid", "i Torid", "Yidbel i Torid", "y Idbel Torid")) {
            assertFoundAsComparing(index, listed, tokens(asked));
        }
        assertThat(found(index, tokens("Idbel Torid"), LEAST)).containsKey(0);
    }

    @Test
    void namesOfAnyCharactersAreTakenAndAskedFor() {
        for (boolean person : List.of(true, false)) {
            List<NameTokens> odd = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                StringBuilder text = new StringBuilder();
                for (int n = random.nextInt(12); n >= 0; n--) {
                    boolean space = random.nextInt(4) == 0;
                    text.appendCodePoint(space ? ' ' : random.nextInt(i % 2 == 0 ? 0x80 : 0xd800));
                }
                odd.add(tokens(text.toString(), person));
            }
            NameIndex index = IndexBuilder.build(odd.size(), odd::get);
            for (NameTokens asked : odd) {
                Map<Integer, Double> found = found(index, asked, LEAST);
                if (asked.significant() > 0) {
                    found.replaceAll(
                            (id, score) -> score - Alignment.of(asked, odd.get(id)).score());
                    assertThat(found.values()).as("%s", asked).containsOnly(0.0);
                }
            }
        }
        assertThat(found(IndexBuilder.build(1, i -> tokens("Vy")), tokens("Vj"), LEAST)).isEmpty();
    }

    @Test
    void pairsAreKeptApartHoweverManyThereAre() {
        Pairs pairs = new Pairs();
        assertThat(pairs.has(1, 2)).isFalse();
        for (int i = 0; i < 1_000; i++) {
            pairs.put(i, i / 2, i + 1);
        }
        for (int i = 0; i < 1_000; i++) {
            assertThat(pairs.get(i, i / 2)).isEqualTo(i + 1);
            assertThat(pairs.get(i, i / 2 + 1)).isZero();
        }
    }

    @Test
    void endlessWordsThatDifferAtTheirEndAreNotEqual() {
        String endless = "abcdefghijklmnoprstuv".repeat(2);
        NameTokens listed = tokens("Vora " + endless + "ten");
        NameTokens asked = tokens("Vora " + endless + "mas");
        NameIndex one = IndexBuilder.build(1, i -> listed);
        double score = Alignment.of(asked, listed).score();
        assertThat(score).isBetween(LEAST, 0.99);
        assertThat(found(one, asked, LEAST)).isEqualTo(Map.of(0, score));
    }

    /** Asks for names with slips; how many names reach the least score, all of which are found. */
    private int compared(NameIndex in, List<NameTokens> of, int questions) {
        int all = 0;
        for (int i = 0; i < questions; i++) {
            NameTokens named = of.get(random.nextInt(of.size()));
            NameTokens asked = tokens(slip(named.toString()), named.personal());
            if (asked.significant() == 0) {
                continue; // What is no word finds nobody.
            }
            all += assertFoundAsComparing(in, of, asked);
        }
        return all;
    }

    /** How many names reach the least score; all of them are found, and no others. */
    private static int assertFoundAsComparing(NameIndex in, List<NameTokens> of, NameTokens asked) {
        Map<Integer, Double> reached = new HashMap<>();
        for (int id = 0; id < of.size(); id++) {
            double score = Alignment.of(asked, of.get(id)).score();
            if (score >= LEAST) {
                reached.put(id, score);
            }
        }
        assertThat(found(in, asked, LEAST)).as("%s", asked).isEqualTo(reached);
        return reached.size();
    }

    @Test
    void scoresAreThoseOfThePairAlone() {
        for (int i = 0; i < 100; i++) {
            NameTokens asked = names.get(random.nextInt(names.size()));
            found(asked)
                    .forEach((id, score) ->
                            assertThat(score)
                                    .isEqualTo(Alignment.of(asked, names.get(id)).score()));
        }
    }

    @Test
    void theMemoryOfOneQuestionDoesNotReachTheNext() {
        NameTokens asked = names.get(7);
        Map<Integer, Double> first = found(asked);
        for (int i = 0; i < 50; i++) {
            found(names.get(i));
        }
        assertThat(found(asked)).isEqualTo(first).containsEntry(7, 1.0);
    }

    @Test
    void anIndexKnowsTheWordsThatItsPredecessorWasAskedFor() {
        for (int i = 0; i < 20; i++) {
            found(names.get(i));
        }
        NameIndex next = IndexBuilder.build(names.size(), names::get);
        assertThat(words(next)).isEmpty();

        next.learn(index);

        assertThat(words(next)).isEqualTo(words(index)).hasSizeGreaterThan(20);
        assertThat(found(next, names.get(3), LEAST)).isEqualTo(found(names.get(3)));
        IndexBuilder.build(0, i -> names.getFirst()).learn(index);
    }

    private static Set<Token> words(NameIndex of) {
        Set<Token> words = new HashSet<>();
        of.neighbours.latest(words::add);
        return words;
    }

    @Test
    void anEmptyIndexAndAnEmptyNameFindNobody() {
        NameIndex empty = IndexBuilder.build(0, i -> names.getFirst());
        empty.find(names.getFirst(), LEAST, (id, score) -> assertThat(id).isNegative());
        assertThat(found(tokens("-.-"))).isEmpty();
    }

    private Map<Integer, Double> found(NameTokens asked) {
        return found(index, asked, LEAST);
    }

    private static Map<Integer, Double> found(NameIndex in, NameTokens asked, double least) {
        Map<Integer, Double> found = new HashMap<>();
        in.find(asked, least, (id, score) -> assertThat(found.put(id, score)).isNull());
        return found;
    }

    private List<NameTokens> names(int count) {
        List<NameTokens> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder name = new StringBuilder();
            for (int words = 2 + random.nextInt(3); words > 0; words--) {
                for (int n = 2 + random.nextInt(2); n > 0; n--) {
                    name.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
                }
                name.append(' ');
            }
            made.add(tokens(name.toString()));
        }
        return made;
    }

    private String slip(String name) {
        StringBuilder slipped = new StringBuilder(name);
        if (name.length() < 3) {
            return name;
        }
        int at = 1 + random.nextInt(name.length() - 2);
        switch (random.nextInt(4)) {
            case 0 -> slipped.deleteCharAt(at);
            case 1 -> slipped.insert(at, 'x');
            case 2 -> slipped.setCharAt(at, 'e');
            default -> {}
        }
        return slipped.toString();
    }

    private static NameTokens tokens(String name) {
        return tokens(name, true);
    }

    private static NameTokens tokens(String name, boolean person) {
        return Normaliser.standard().tokens(name, person);
    }
}
