package dev.winnow.screening.application;

import dev.winnow.screening.domain.policy.PolicyVersion;

/** Is told what operators want to know. It changes nothing, and must not throw. */
public interface Observer {
    void ended(Claim claim, RunScreening.Attempt attempt);

    /** An attempt broke off; its lease runs out and it is taken up again. */
    void brokeOff(Claim claim, RuntimeException cause);

    /** A stop could not wait for these. */
    void leftToOthers(int screenings);

    void policyRefused(String origin, PolicyVersion stays, PolicyRefusedException why);
}
