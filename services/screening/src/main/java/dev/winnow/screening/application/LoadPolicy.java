package dev.winnow.screening.application;

import dev.winnow.screening.application.Policies.Stored;
import dev.winnow.screening.application.PolicyRefusedException.Mistake;
import dev.winnow.screening.domain.policy.PolicyVersion;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Puts policies in force, and follows what other instances put in force. Safe to share. */
public final class LoadPolicy {
    private final Policies policies;
    private final PolicyCompiler compiler;
    private final PolicyInForce inForce;
    private final Transactions transactions;
    private final InstantSource clock;

    public LoadPolicy(
            Policies policies,
            PolicyCompiler compiler,
            PolicyInForce inForce,
            Transactions transactions,
            InstantSource clock) {
        this.policies = policies;
        this.compiler = compiler;
        this.inForce = inForce;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Puts a policy in force.
     *
     * @return whether it was not in force before
     * @throws PolicyRefusedException when it is broken, or its name and version stand for another
     *     file already; nothing has changed then
     */
    public boolean load(String yaml) {
        CompiledPolicy compiled = compiler.compile(yaml);
        PolicyVersion version = compiled.policy().version();
        return transactions.inOne(() -> {
            policies.lock();
            Optional<Stored> before = policies.inForce();
            if (before.isPresent()
                    && before.get().version().checksum().equals(version.checksum())) {
                return false;
            }
            refuseSecondMeaning(version);
            policies.put(version, yaml, clock.instant());
            return true;
        });
    }

    /**
     * Puts the start's policy in force, unless it was in force at any time: then somebody has
     * replaced it on purpose, and a restart must not undo that.
     *
     * @return whether it is in force now because of this call
     */
    public boolean loadIfNew(String yaml) {
        String checksum = compiler.compile(yaml).policy().version().checksum();
        return !policies.known(checksum) && load(yaml);
    }

    /**
     * Takes over what is in force in the database, whoever put it there.
     *
     * @return whether something changed here
     * @throws PolicyRefusedException when this version of the service cannot read it; what was in
     *     force here stays
     */
    public boolean refresh() {
        if (policies.latest() == inForce.number()) {
            return false;
        }
        Optional<Stored> stored = policies.inForce();
        if (stored.isEmpty()) {
            return false;
        }
        Stored next = stored.get();
        CompiledPolicy compiled = compiler.compile(next.yaml());
        inForce.offer(new PolicyInForce.Entry(next.number(), compiled, next.loadedAt()));
        return true;
    }

    private void refuseSecondMeaning(PolicyVersion version) {
        Optional<String> first = policies.checksumOf(version.name(), version.version());
        if (first.isPresent() && !first.get().equals(version.checksum())) {
            throw new PolicyRefusedException(
                    List.of(
                            new Mistake(
                                    1,
                                    "version "
                                            + version.version()
                                            + " of policy "
                                            + version.name()
                                            + " is already known with other content; give the"
                                            + " changed file a new version")));
        }
    }
}
