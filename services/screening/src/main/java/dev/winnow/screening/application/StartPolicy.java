package dev.winnow.screening.application;

import dev.winnow.screening.application.Policies.Stored;
import java.util.Optional;
import java.util.function.Supplier;

/** Sees to it that a policy is in force when the service starts. */
public final class StartPolicy {
    private final Policies policies;
    private final PolicyCompiler compiler;
    private final LoadPolicy loading;
    private final Observer observer;

    public StartPolicy(
            Policies policies, PolicyCompiler compiler, LoadPolicy loading, Observer observer) {
        this.policies = policies;
        this.compiler = compiler;
        this.loading = loading;
        this.observer = observer;
    }

    /**
     * Puts the file in force when it is new, and takes over what is in force. A broken file is
     * reported loudly and changes nothing as long as there is an older policy.
     *
     * @param file reads it; may refuse
     * @param origin what the file is called, for people
     * @param standIn whether it only stands in until somebody loads a policy of their own
     * @throws PolicyRefusedException when nothing usable is there
     */
    public void ensure(Supplier<String> file, String origin, boolean standIn) {
        Optional<Stored> before = policies.inForce();
        try {
            String yaml = file.get();
            if (before.isEmpty() || !standIn || sameName(before.get(), yaml)) {
                loading.loadIfNew(yaml);
            }
        } catch (PolicyRefusedException e) {
            if (before.isEmpty()) {
                throw e;
            }
            observer.policyRefused(origin, before.get().version(), e);
        }
        loading.refresh();
    }

    private boolean sameName(Stored stored, String yaml) {
        return compiler.compile(yaml).policy().version().name().equals(stored.version().name());
    }
}
