package dev.winnow.screening.application;

import dev.winnow.screening.domain.Application;
import dev.winnow.screening.domain.CheckResult;
import dev.winnow.screening.domain.ScreeningResult;
import dev.winnow.screening.domain.policy.Facts;
import dev.winnow.screening.domain.policy.Policy;
import dev.winnow.screening.domain.policy.Verdict;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The policy that this instance decides by. Safe to share; a newer one replaces an older one. */
public final class PolicyInForce {
    private final AtomicReference<@Nullable Entry> current = new AtomicReference<>();

    /**
     * The policy to decide by.
     *
     * @throws IllegalStateException before the first one is there
     */
    public Entry get() {
        Entry entry = current.get();
        if (entry == null) {
            throw new IllegalStateException("no policy is in force");
        }
        return entry;
    }

    /** Takes it, unless a newer one is there already. */
    void offer(Entry next) {
        current.accumulateAndGet(
                next,
                (old, offered) ->
                        old != null && offered != null && old.number() > offered.number()
                                ? old
                                : offered);
    }

    /**
     * Decides by it.
     *
     * @param startedAt when the checks began
     * @param now in whose day, in UTC, it is decided
     */
    ScreeningResult decide(
            Application application, List<CheckResult> checks, Instant startedAt, Instant now) {
        CompiledPolicy compiled = get().compiled();
        Policy read = compiled.policy();
        Facts facts = new Facts(application, checks, LocalDate.ofInstant(now, ZoneOffset.UTC));
        Verdict verdict = Verdict.of(read, compiled.evaluate(facts), checks);
        return new ScreeningResult(
                application.id(), verdict, checks, read.version(), startedAt, now);
    }

    /** The number of the policy here, 0 before the first. */
    long number() {
        Entry entry = current.get();
        return entry == null ? 0 : entry.number();
    }

    /**
     * A policy and since when it is in force.
     *
     * @param number its place in the row of all policies
     */
    public record Entry(long number, CompiledPolicy compiled, Instant loadedAt) {}
}
