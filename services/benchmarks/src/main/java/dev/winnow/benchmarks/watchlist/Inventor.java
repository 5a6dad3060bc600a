package dev.winnow.benchmarks.watchlist;

import dev.winnow.matching.EntryKind;
import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.EntryBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Invents parties, from syllables or of the halves of given names; the same seed invents the same
 * ones.
 */
public final class Inventor {
    private static final String[] SYLLABLES =
            ("va ren kov mi sha tor bel dro zan kha lid sou lim stra ga mon ter ala fi nor dja sen"
                 + " ri pel qua dor wen lu bra che ka ti no rez ul din as mar jo eth om ny gre hal"
                 + " ver ix pa sto rim el ban tus")
                    .split(" ", -1);
    private static final String[] COMPANY = {
        "Trading", "Shipping", "Group", "International", "Bank", "Industries", "Services"
    };
    private static final String[] FORMS = {"Ltd", "LLC", "GmbH", "S.A.", "OOO", "Inc."};

    /** Words are taken again, the first ones more often, as in real lists. */
    private static final int GIVEN = 4_000;

    /** One word in so many is written otherwise than in the name it comes from. */
    private static final int OTHERWISE = 20;

    private final Random random;
    private final List<String> given = new ArrayList<>();
    private final List<String> persons;
    private final List<String> organisations;
    private final Mangler mangler;

    public Inventor(long seed) {
        this(seed, List.of(), List.of());
    }

    /**
     * Words are as common as in these names; none for syllables.
     *
     * @param persons names of persons
     * @param organisations names of others
     */
    Inventor(long seed, List<String> persons, List<String> organisations) {
        random = new Random(seed);
        mangler = new Mangler(seed);
        this.persons = persons;
        this.organisations = organisations;
        for (int i = 0; i < GIVEN; i++) {
            given.add(word());
        }
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        for (int n = 2 + random.nextInt(2); n > 0; n--) {
            word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        }
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private String givenWord() {
        double share = random.nextDouble();
        return given.get((int) (share * share * share * GIVEN));
    }

    /** Two to four words, of which the last is rarer. */
    public String person() {
        return persons.isEmpty() ? ofSyllables() : ofHalves(persons, true);
    }

    /** The first words of one name and the last of another. */
    private String ofHalves(List<String> names, boolean person) {
        String[] one = names.get(random.nextInt(names.size())).split("[ ,]+", -1);
        String[] other = names.get(random.nextInt(names.size())).split("[ ,]+", -1);
        List<String> words = new ArrayList<>();
        words.addAll(List.of(one).subList(0, (one.length + 1) / 2));
        words.addAll(List.of(other).subList((other.length + 1) / 2, other.length));
        String name = String.join(" ", words).strip();
        String otherwise =
                random.nextInt(OTHERWISE) < words.size()
                        ? mangler.mangle(name, person, Mangler.Way.TYPO)
                        : null;
        return otherwise != null ? otherwise : name.isEmpty() ? ofSyllables() : name;
    }

    private String ofSyllables() {
        StringBuilder name = new StringBuilder(givenWord());
        for (int n = random.nextInt(3); n > 0; n--) {
            name.append(' ').append(givenWord());
        }
        return name.append(' ').append(random.nextInt(3) == 0 ? givenWord() : word()).toString();
    }

    public String organisation() {
        if (!organisations.isEmpty()) {
            return ofHalves(organisations, false);
        }
        return word()
                + (random.nextBoolean() ? " " + word() : "")
                + " "
                + COMPANY[random.nextInt(COMPANY.length)]
                + " "
                + FORMS[random.nextInt(FORMS.length)];
    }

    /** Entries with so many names in all; every fifth is an organisation. */
    List<Entry> entries(int names) {
        List<Entry> entries = new ArrayList<>();
        for (int made = 0; made < names; ) {
            boolean person = random.nextInt(5) > 0;
            EntryBuilder entry =
                    EntryBuilder.of(
                            Integer.toString(made),
                            person ? EntryKind.PERSON : EntryKind.ORGANISATION,
                            person ? person() : organisation());
            made++;
            for (int more = random.nextInt(3); more > 0 && made < names; more--, made++) {
                entry.alias(person ? person() : organisation());
            }
            entries.add(entry.build());
        }
        return entries;
    }
}
