package dev.winnow.faults.machine;

import org.jspecify.annotations.Nullable;

/** A command of the machine's did not do what it should. The message is one line. */
public final class MachineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MachineException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
