package dev.winnow.cli.screen;

import dev.winnow.cli.input.Row;
import dev.winnow.cli.screen.RowResult.Problem;
import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.applications.SubmitReply;
import dev.winnow.messaging.CallException;
import dev.winnow.messaging.ServiceErrorException;
import java.util.stream.Collectors;

/** Submits one row, again and again while that may help. Submitting twice is harmless. */
final class Submitter {
    private final Services services;
    private final Pending pending;
    private final Patience patience;

    Submitter(Services services, Pending pending, Patience patience) {
        this.services = services;
        this.pending = pending;
        this.patience = patience;
    }

    RowResult submit(Row.Usable row, Tracked tracked) throws InterruptedException {
        try {
            SubmitReply reply = patience.call(() -> services.submit(row.form()));
            pending.submitted(tracked, reply.application());
            return RowResult.submitted(row.line(), tracked, reply.known());
        } catch (CallException e) {
            pending.abandoned(tracked);
            return RowResult.failed(row.line(), tracked.reference(), problem(e));
        }
    }

    private static Problem problem(CallException failure) {
        if (failure instanceof ServiceErrorException refused) {
            if (refused.code().code() == ErrorCode.CONFLICT.code()) {
                return new Problem("conflict: " + refused.getMessage(), false);
            }
            if (refused.code().code() == ErrorCode.INVALID_REQUEST.code()) {
                String rules =
                        refused.violations().stream()
                                .map(v -> v.field() + " " + v.message())
                                .collect(Collectors.joining("; "));
                return new Problem(rules.isEmpty() ? "" + refused.getMessage() : rules, true);
            }
        }
        return new Problem("not submitted: " + failure.getMessage(), false);
    }
}
