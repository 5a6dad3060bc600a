package dev.winnow.datastore;

import dev.winnow.messaging.Deadline;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What a thread's work is surrounded by, for another thread that does a part of it. */
record Surroundings(Optional<Deadline> deadline, Context trace, @Nullable Map<String, String> mdc) {
    /** Those of the calling thread. */
    static Surroundings current() {
        return new Surroundings(Deadline.current(), Context.current(), MDC.getCopyOfContextMap());
    }

    /** Does the work in them, on a thread that has no deadline and no MDC of its own. */
    void run(Runnable work) {
        try (Scope _ = trace.makeCurrent()) {
            if (mdc != null) {
                MDC.setContextMap(mdc);
            }
            if (deadline.isPresent()) {
                deadline.get().run(work);
            } else {
                work.run();
            }
        } finally {
            MDC.clear();
        }
    }
}
