package dev.winnow.benchmarks.watchlist;

import dev.winnow.matching.EntryKind;
import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.EntryBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Invents parties from syllables; the same seed invents the same ones. */
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

    private final Random random;
    private final List<String> given = new ArrayList<>();

    public Inventor(long seed) {
        random = new Random(seed);
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
        StringBuilder name = new StringBuilder(givenWord());
        for (int n = random.nextInt(3); n > 0; n--) {
            name.append(' ').append(givenWord());
        }
        return name.append(' ').append(random.nextInt(3) == 0 ? givenWord() : word()).toString();
    }

    String organisation() {
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
