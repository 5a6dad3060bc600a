package dev.winnow.faults.world;

import dev.winnow.contracts.PartyKind;
import dev.winnow.contracts.applications.ApplicationForm;
import dev.winnow.contracts.applications.SubmitReply;
import dev.winnow.faults.process.Waiting;
import dev.winnow.messaging.CallException;
import dev.winnow.messaging.Client;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Submits invented applications at a pace, each again until it is accepted: what a careful client
 * does.
 */
final class HouseLoad {
    private static final int CALLERS = 16;
    private static final Duration AGAIN = Duration.ofMillis(100);
    private static final int LISTED_EACH = 40;

    private final Client<ApplicationForm, SubmitReply> submit;
    private final String prefix;
    private final Pace pace;
    private final Counts counts = new Counts();
    private final AtomicInteger next = new AtomicInteger();
    private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    HouseLoad(Client<ApplicationForm, SubmitReply> submit, String prefix, int perSecond) {
        this.submit = submit;
        this.prefix = prefix;
        this.pace = new Pace(Math.max(1, perSecond));
        for (int i = 0; i < (perSecond > 0 ? CALLERS : 0); i++) {
            threads.add(Thread.ofVirtual().name("load-" + i).start(this::submitOn));
        }
    }

    private void submitOn() {
        while (!stopped) {
            pace.await();
            int number = next.incrementAndGet();
            ApplicationForm form = form(prefix + "%06d".formatted(number), number);
            while (!submitted(form) && !stopped) {
                Waiting.pause(AGAIN);
            }
        }
    }

    private boolean submitted(ApplicationForm form) {
        try {
            submit.call(form);
            accepted.add(form.reference());
            counts.accepted();
            return true;
        } catch (CallException failure) {
            counts.failed(failure);
            return false;
        }
    }

    /** One in some resembles a party on the list. */
    static ApplicationForm form(String reference, int number) {
        boolean listed = number % LISTED_EACH == 0;
        return new ApplicationForm(
                reference,
                PartyKind.PERSON,
                listed ? HouseWorld.LISTED : "Applicant Number " + number,
                LocalDate.of(1950 + number % 50, 1 + number % 12, 1 + number % 28),
                "FR",
                "passport",
                "P%07d".formatted(number),
                "FR",
                "a" + number + "@example.org",
                "+33123456789",
                "1 rue de l'Exemple, Paris",
                "FR",
                "current-account",
                BigDecimal.valueOf(100 + number % 1000),
                "EUR");
    }

    Counts counts() {
        return counts;
    }

    List<String> accepted() {
        return List.copyOf(accepted);
    }

    /** Returns when no call is under way any more. */
    void stop() {
        stopped = true;
        join(threads);
    }

    static void join(List<Thread> threads) {
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }
}
