package dev.winnow.screening.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Whether a person is of age. */
final class AgeCheck {
    static final String UNDER_AGE = "UNDER_AGE";

    /** Full years; a policy that wants another limit compares {@code applicant.age} itself. */
    static final int OF_AGE = 18;

    private AgeCheck() {}

    static CheckResult make(Applicant applicant, LocalDate today) {
        if (!applicant.person()) {
            return CheckResult.skipped(Check.AGE, "an organisation has no age");
        }
        Optional<Integer> age = applicant.ageOn(today);
        if (age.isEmpty()) {
            return CheckResult.skipped(Check.AGE, "no usable date of birth");
        }
        List<String> findings = age.get() < OF_AGE ? List.of(UNDER_AGE) : List.of();
        return CheckResult.made(Check.AGE, findings, List.of(age.get() + " full years"));
    }
}
