package dev.winnow.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Named checks that are all made, so that one run tells everything that is wrong. */
final class Cases {
    /** A check; it throws when something is not as promised. */
    interface Check {
        void run() throws Exception;
    }

    private final Map<String, Check> checks = new LinkedHashMap<>();

    void add(String name, Check check) {
        if (checks.putIfAbsent(name, check) != null) {
            throw new IllegalArgumentException("two cases are called " + name);
        }
    }

    /**
     * @throws AssertionError whose first line names every case that failed, and those after it why
     */
    void run(String title) {
        List<String> failed = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        AssertionError all = new AssertionError(title);
        checks.forEach((name, check) -> {
            try {
                check.run();
            } catch (Exception | AssertionError e) {
                failed.add(name);
                failures.add(name + ": " + (e instanceof AssertionError ? e.getMessage() : e));
                all.addSuppressed(e);
            }
        });
        if (!failures.isEmpty()) {
            AssertionError error =
                    new AssertionError(
                            "%s: %d of %d cases failed: %s%n  - %s"
                                    .formatted(
                                            title,
                                            failures.size(),
                                            checks.size(),
                                            String.join(", ", failed),
                                            String.join("\n  - ", failures)));
            for (Throwable each : all.getSuppressed()) {
                error.addSuppressed(each);
            }
            throw error;
        }
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
