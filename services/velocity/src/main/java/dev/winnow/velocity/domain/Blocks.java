package dev.winnow.velocity.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Under which headings an applicant is filed, so that somebody alike is found under one of them
 * although name, date or address have been written otherwise. Each heading joins two things that
 * few have in common; none joins only what many share. Pure.
 */
final class Blocks {
    /** Of a name, and of the numbers in an address, no more than that many are used. */
    private static final int MOST_WORDS = 4;

    private static final int MOST_NUMBERS = 3;

    /** A number of so many digits says a place by itself. */
    private static final int POSTCODE = 4;

    private final Set<String> headings = new LinkedHashSet<>();
    private final List<String> sounds;
    private final List<String> numbers = new ArrayList<>();
    private String street = "";

    private Blocks(Profile profile, Words words) {
        sounds =
                words.of(profile.name()).stream()
                        .filter(word -> word.length() > 1)
                        .map(Skeleton::of)
                        .filter(sound -> !sound.isEmpty())
                        .distinct()
                        .limit(MOST_WORDS)
                        .toList();
        String address = profile.address();
        for (String word : address == null ? List.<String>of() : words.of(address)) {
            if (Character.isDigit(word.charAt(0)) && numbers.size() < MOST_NUMBERS) {
                numbers.add(word);
            } else if (word.length() > street.length()) {
                street = word;
            }
        }
    }

    /** The headings, in the clear; to be hashed before they are kept. */
    static Set<String> of(Profile profile, Words words) {
        Blocks blocks = new Blocks(profile, words);
        blocks.same(profile);
        LocalDate born = profile.dateOfBirth();
        if (born != null) {
            blocks.born(born);
        }
        blocks.lives();
        return blocks.headings;
    }

    private void same(Profile profile) {
        Document document = profile.document();
        if (document != null && !document.plainNumber().isEmpty()) {
            headings.add("document|" + document.plainNumber());
        }
        if (profile.mailbox() != null) {
            headings.add("mailbox|" + profile.mailbox());
        }
        if (profile.phone() != null) {
            headings.add("phone|" + profile.phone());
        }
    }

    private void born(LocalDate born) {
        for (String sound : sounds) {
            headings.add("born|" + born + '|' + sound);
        }
        for (String number : numbers) {
            headings.add("born at|" + born + '|' + number);
        }
        if (sounds.size() > 1) {
            String pair = sounds.getFirst() + '|' + sounds.getLast();
            headings.add("born in|" + born.getYear() + '|' + sorted(pair));
            headings.add(
                    "born on|"
                            + born.getMonthValue()
                            + '-'
                            + born.getDayOfMonth()
                            + '|'
                            + sorted(pair));
        }
    }

    private void lives() {
        for (String number : numbers) {
            // Many live in a number 7; few in one of that street.
            String where = number.length() < POSTCODE ? number + '|' + Skeleton.of(street) : number;
            for (String sound : sounds) {
                headings.add("lives at|" + where + '|' + sound);
            }
        }
    }

    private String sorted(String pair) {
        String first = sounds.getFirst();
        String last = sounds.getLast();
        return first.compareTo(last) <= 0 ? pair : last + '|' + first;
    }
}
