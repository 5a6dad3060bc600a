package dev.winnow.screening.adapter.in.nats;

import dev.winnow.contracts.ErrorBody;
import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.screening.LoadPolicyReply;
import dev.winnow.contracts.screening.LoadPolicyRequest;
import dev.winnow.contracts.screening.PolicyReply;
import dev.winnow.contracts.screening.PolicyRequest;
import dev.winnow.messaging.ServiceErrorException;
import dev.winnow.screening.adapter.Wire;
import dev.winnow.screening.application.LoadPolicy;
import dev.winnow.screening.application.PolicyInForce;
import dev.winnow.screening.application.PolicyRefusedException;
import dev.winnow.screening.application.PolicyRefusedException.Mistake;
import java.util.List;

/** {@code screening.v1.policy} and {@code screening.v1.load-policy}. */
final class PolicyEndpoints {
    private final LoadPolicy loading;
    private final PolicyInForce inForce;

    PolicyEndpoints(LoadPolicy loading, PolicyInForce inForce) {
        this.loading = loading;
        this.inForce = inForce;
    }

    PolicyReply current(PolicyRequest request) {
        PolicyInForce.Entry entry = inForce.get();
        return new PolicyReply(
                Wire.policy(entry.compiled().policy().version()),
                entry.compiled().yaml(),
                entry.loadedAt());
    }

    LoadPolicyReply load(LoadPolicyRequest request) {
        try {
            boolean changed = loading.load(request.yaml());
            loading.refresh();
            return new LoadPolicyReply(
                    Wire.policy(inForce.get().compiled().policy().version()), changed);
        } catch (PolicyRefusedException e) {
            ServiceErrorException refusal = refusal(e.mistakes());
            refusal.addSuppressed(e);
            throw refusal;
        }
    }

    private static ServiceErrorException refusal(List<Mistake> mistakes) {
        String more = mistakes.size() == 1 ? "" : " (and " + (mistakes.size() - 1) + " more)";
        return new ServiceErrorException(
                ErrorCode.UNPROCESSABLE,
                "the policy is refused: " + mistakes.getFirst() + more,
                mistakes.stream()
                        .map(m -> new ErrorBody.Violation("yaml line " + m.line(), m.reason()))
                        .toList(),
                null);
    }
}
