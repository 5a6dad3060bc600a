package dev.winnow.screening.domain;

import java.util.ArrayList;
import java.util.List;

/** Whether everything is there that a decision without a person needs. */
final class CompletenessCheck {
    static final String MISSING_DATE_OF_BIRTH = "MISSING_DATE_OF_BIRTH";
    static final String MISSING_COUNTRY = "MISSING_COUNTRY";
    static final String MISSING_DOCUMENT = "MISSING_DOCUMENT";

    private CompletenessCheck() {}

    static CheckResult make(Applicant applicant) {
        List<String> findings = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        if (applicant.person() && applicant.dateOfBirth() == null) {
            findings.add(MISSING_DATE_OF_BIRTH);
            missing.add("no date of birth");
        }
        if (applicant.country() == null) {
            findings.add(MISSING_COUNTRY);
            missing.add("no country");
        }
        int before = missing.size();
        if (applicant.documentType() == null) {
            missing.add("no document type");
        }
        if (applicant.documentNumber() == null) {
            missing.add("no document number");
        }
        if (applicant.documentCountry() == null) {
            missing.add("no document country");
        }
        if (missing.size() > before) {
            findings.add(MISSING_DOCUMENT);
        }
        return CheckResult.made(Check.COMPLETENESS, findings, missing);
    }
}
