package dev.winnow.screening.adapter.out.cel;

import dev.winnow.screening.application.PolicyRefusedException;
import dev.winnow.screening.application.PolicyRefusedException.Mistake;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects mistakes while a file is read, so that all are reported at once. Not safe to share. */
final class Mistakes {
    /** More would help nobody. */
    private static final int MOST = 50;

    private final List<Mistake> found = new ArrayList<>();

    void add(int line, String reason) {
        if (found.size() < MOST) {
            found.add(new Mistake(line, reason));
        }
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparingInt(Mistake::line));
            throw new PolicyRefusedException(found);
        }
    }

    static PolicyRefusedException only(int line, String reason) {
        return new PolicyRefusedException(List.of(new Mistake(line, reason)));
    }
}
