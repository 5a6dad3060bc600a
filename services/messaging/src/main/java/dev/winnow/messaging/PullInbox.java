package dev.winnow.messaging;

import org.jspecify.annotations.Nullable;

/**
 * The reply subjects of pulls: {@code <inbox>.<generation>.<pull>}. Not safe to share: its owner
 * locks.
 */
final class PullInbox {
    private final String base;
    private long generation;

    PullInbox(String base) {
        this.base = base + ".";
    }

    /** Replies to earlier pulls are none of this inbox's any longer. */
    void renew() {
        generation++;
    }

    /** What to subscribe to. */
    String pattern() {
        return prefix() + "*";
    }

    String subject(long pull) {
        return prefix() + pull;
    }

    /** Which of the current pulls a status is about; null for one of before. */
    @Nullable Long pullOf(String subject) {
        String prefix = prefix();
        if (!subject.startsWith(prefix)) {
            return null;
        }
        try {
            return Long.parseLong(subject, prefix.length(), subject.length(), 10);
        } catch (NumberFormatException e) {
            return null; // Anybody may publish to an inbox.
        }
    }

    private String prefix() {
        return base + generation + ".";
    }
}
