package dev.winnow.messaging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files in nats-config cannot be applied; it says which, why, and what to do. */
public final class ProvisioningException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    // A list of strings is serialisable whatever its class; it is never changed.
    private final transient List<String> problems;

    ProvisioningException(List<String> problems) {
        this(problems, null);
    }

    ProvisioningException(List<String> problems, @Nullable Throwable cause) {
        super(String.join(System.lineSeparator(), problems), cause);
        this.problems = List.copyOf(problems);
    }

    /** One entry for each thing that is wrong; the message has them all. */
    public List<String> problems() {
        return problems;
    }
}
