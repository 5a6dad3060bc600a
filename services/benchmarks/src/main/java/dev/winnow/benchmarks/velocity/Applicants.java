package dev.winnow.benchmarks.velocity;

import dev.winnow.contracts.PartyKind;
import dev.winnow.contracts.velocity.CheckRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Random;

/**
 * Invented applicants by number; the same number is the same one. Names and places are taken again,
 * the first ones more often; every fifth shares a household's device and network.
 */
final class Applicants {
    private static final String[] SYLLABLES =
            ("va ren kov mi sha tor bel dro zan kha lid sou lim stra ga mon ter ala fi nor dja sen"
                 + " ri pel qua dor wen lu bra che ka ti no rez ul din as mar jo eth om ny gre hal")
                    .split(" ", -1);
    private static final int GIVEN = 2_000;
    private static final int FAMILY = 40_000;
    private static final int STREETS = 20_000;
    private static final int TOWNS = 8_000;
    private static final int DAYS = 22_000;
    private static final LocalDate OLDEST = LocalDate.of(1945, 1, 1);
    private static final int HOUSEHOLD = 5;

    private Applicants() {}

    /** The application of somebody, as they are. */
    static CheckRequest of(long number, String id, Instant at) {
        return of(number, id, at, false);
    }

    /** The same, with a letter less in the name and another mailbox. */
    static CheckRequest again(long number, String id, Instant at) {
        return of(number, id, at, true);
    }

    private static CheckRequest of(long number, String id, Instant at, boolean again) {
        Random random = new Random(number * 0x9E3779B97F4A7C15L);
        String given = word(often(random, GIVEN), 2);
        String family = word(GIVEN + often(random, FAMILY), 3);
        LocalDate born = OLDEST.plusDays(random.nextInt(DAYS));
        int town = random.nextInt(TOWNS);
        String address =
                "%d %s street, %05d %s"
                        .formatted(
                                1 + random.nextInt(150),
                                word(100_000 + random.nextInt(STREETS), 2),
                                10_000 + town,
                                word(200_000 + town, 2));
        long household = number / HOUSEHOLD;
        return new CheckRequest(
                id,
                at,
                PartyKind.PERSON,
                (again ? given.substring(0, given.length() - 1) : given) + " " + family,
                born,
                new CheckRequest.Document("passport", "P%09d".formatted(number), "GB"),
                (again ? "other" : "someone") + number + "@example.org",
                "+44%010d".formatted(7_000_000_000L + number),
                address,
                "GB",
                "device-" + household,
                "2001:db8:%x:%x::1".formatted(household >> 16 & 0xffff, household & 0xffff),
                BigDecimal.valueOf(100 + random.nextInt(50_000)),
                "GBP");
    }

    /** The lower ones more often. */
    private static int often(Random random, int most) {
        double share = random.nextDouble();
        return (int) (share * share * most);
    }

    private static String word(int number, int syllables) {
        Random random = new Random(number * 31L + 7);
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < syllables; i++) {
            word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        }
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
