package dev.winnow.faults.scenario;

import dev.winnow.faults.process.ServiceProcess;
import dev.winnow.localservers.Direction;
import dev.winnow.localservers.Toll;
import dev.winnow.localservers.Unit;
import dev.winnow.localservers.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The steps by which a process does its work, as they are seen on its links: calls to its database,
 * requests, publishes and acknowledgements. What it also does when there is no work does not count.
 * Safe for use by several threads.
 */
final class Steps implements Toll {
    /** One step: the same label may come more than once for a piece of work. */
    record Step(String label, int occurrence) {
        @Override
        public String toString() {
            return occurrence == 1 ? label : label + " (" + occurrence + ".)";
        }
    }

    private static final int LABEL = 60;

    private final Set<String> idle = new HashSet<>();
    private final List<Step> seen = new ArrayList<>();
    private final Map<String, Integer> occurrences = new HashMap<>();
    private boolean learning = true;
    private Function<Step, Verdict> action = _ -> Verdict.FORWARD;

    /** Watches all links of the process; until {@link #work} everything is idleness. */
    void attach(ServiceProcess process) {
        process.links().nats().forEach(proxy -> proxy.toll(this));
        process.links().postgres().toll(this);
    }

    /**
     * From now on steps are counted, anew.
     *
     * @param what is done at each, before it is forwarded; it may block
     */
    synchronized void work(Function<Step, Verdict> what) {
        learning = false;
        seen.clear();
        occurrences.clear();
        action = what;
    }

    /** The steps since {@link #work}. */
    synchronized List<Step> seen() {
        return List.copyOf(seen);
    }

    @Override
    public Verdict pass(Unit unit) {
        String label = label(unit);
        if (label.isEmpty()) {
            return Verdict.FORWARD;
        }
        Step step;
        Function<Step, Verdict> what;
        synchronized (this) {
            if (learning) {
                idle.add(label);
                return Verdict.FORWARD;
            }
            if (idle.contains(label)) {
                return Verdict.FORWARD;
            }
            step = new Step(label, occurrences.merge(label, 1, Integer::sum));
            seen.add(step);
            what = action;
        }
        return what.apply(step);
    }

    private static String label(Unit unit) {
        if (unit.direction() != Direction.TO_SERVER) {
            return "";
        }
        return switch (unit.kind()) {
            case "CALL" -> sql(unit.statements());
            case "PUB", "HPUB" -> subject(unit);
            default -> "";
        };
    }

    private static String sql(List<String> statements) {
        String all = String.join("; ", statements).replaceAll("\\s+", " ").strip();
        all = all.replaceAll("\\b\\d+\\b", "n");
        return all.isEmpty() ? "" : "SQL " + all.substring(0, Math.min(LABEL, all.length()));
    }

    /** Without what differs from one time to the next. */
    private static String subject(Unit unit) {
        String subject = unit.subject();
        if (subject.startsWith("$JS.ACK.")) {
            return unit.text().contains("+ACK") ? "acknowledge" : "";
        }
        if (subject.startsWith("_INBOX.")) {
            return "reply";
        }
        if (subject.startsWith("$")) {
            return "";
        }
        return "send " + subject.replaceFirst("(\\.v\\d+)\\..*", "$1");
    }
}
