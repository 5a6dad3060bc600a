package dev.winnow.screening.domain;

import static dev.winnow.screening.Samples.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.screening.Samples;
import dev.winnow.screening.Samples.Form;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApplicantChecksTest {
    @Test
    void nothingIsFoundWhereNothingIsWrong() {
        for (Form form : List.of(Samples.person(), Samples.organisation())) {
            for (Check check :
                    List.of(Check.AGE, Check.COMPLETENESS, Check.CONSISTENCY, Check.DOCUMENT)) {
                assertThat(make(check, form).findings()).as("%s", check).isEmpty();
            }
        }
    }

    @Test
    void aPersonIsOfAgeOnTheBirthdayItself() {
        Form form = Samples.person();
        form.dateOfBirth = TODAY.minusYears(18);
        assertThat(make(Check.AGE, form).findings()).isEmpty();
        form.dateOfBirth = TODAY.minusYears(18).plusDays(1);
        assertThat(make(Check.AGE, form).findings()).containsExactly("UNDER_AGE");
    }

    @Test
    void bornOnALeapDayOneComesOfAgeOnTheFirstOfMarch() {
        Applicant applicant = Samples.person().born(2008, 2, 29).application().applicant();
        assertThat(applicant.ageOn(LocalDate.of(2026, 2, 28))).contains(17);
        assertThat(applicant.ageOn(LocalDate.of(2026, 3, 1))).contains(18);
    }

    @Test
    void whatIsMissingIsNamed() {
        Form form = new Form();
        CheckResult result = make(Check.COMPLETENESS, form);
        assertThat(result.findings())
                .containsExactly("MISSING_DATE_OF_BIRTH", "MISSING_COUNTRY", "MISSING_DOCUMENT");
        form.kind = PartyKind.ORGANISATION;
        assertThat(make(Check.COMPLETENESS, form).findings())
                .containsExactly("MISSING_COUNTRY", "MISSING_DOCUMENT");
    }

    @Test
    void blankTextIsMissing() {
        Form form = Samples.person();
        form.country = "  ";
        assertThat(make(Check.COMPLETENESS, form).findings()).containsExactly("MISSING_COUNTRY");
    }

    @Test
    void eachContradictionIsFound() {
        assertContradiction("DATE_OF_BIRTH_IN_FUTURE", Samples.person().born(2026, 11, 22));
        assertContradiction("AGE_IMPLAUSIBLE", Samples.person().born(1905, 1, 1));
        Form form = Samples.person();
        form.country = "ZZ";
        assertContradiction("UNKNOWN_COUNTRY", form);
        form = Samples.person();
        form.currency = "ABC";
        assertContradiction("UNKNOWN_CURRENCY", form);
        form = Samples.person();
        form.currency = null;
        assertContradiction("AMOUNT_WITHOUT_CURRENCY", form);
        form = Samples.person();
        form.amount = null;
        assertContradiction("CURRENCY_WITHOUT_AMOUNT", form);
    }

    @Test
    void documentsContradictToo() {
        assertContradiction(
                "PASSPORT_NOT_OF_NATIONALITY",
                Samples.person().document("passport", "X1234567", "FR"));
        assertContradiction(
                "DOCUMENT_NOT_FOR_KIND",
                Samples.organisation().document("birth-certificate", "1", "CH"));
        assertContradiction(
                "DOCUMENT_NOT_FOR_KIND",
                Samples.person().document("lei", "506700GE1G29325QX363", "ES"));
        assertContradiction(
                "DOCUMENT_NOT_FROM_COUNTRY", Samples.person().document("dni", "12345678Z", "PT"));
        Form pole = Samples.person().document("pesel", "44051401359", "PL");
        assertContradiction("DOCUMENT_OTHER_DATE_OF_BIRTH", pole);
        assertThat(make(Check.CONSISTENCY, pole.born(1944, 5, 14)).findings()).isEmpty();
    }

    @Test
    void thePassportsOwnNationalityIsCompared() {
        // ICAO's specimen, made a German's, its check digits calculated anew.
        Form form =
                Samples.person()
                        .born(1974, 8, 12)
                        .document("passport", "L898902C36D<<7408122F3204153ZE184226B<<<<<16", "ES");
        assertThat(make(Check.DOCUMENT, form).findings()).isEmpty();
        assertContradiction("DOCUMENT_OTHER_NATIONALITY", form);
    }

    @Test
    void anExpiredPassportIsFound() {
        Form form =
                Samples.person()
                        .document("passport", "L898902C36UTO7408122F1204159ZE184226B<<<<<10", "ES");
        assertThat(make(Check.DOCUMENT, form).findings()).containsExactly("DOCUMENT_EXPIRED");
    }

    @Test
    void evidenceDoesNotRepeatTheDocumentNumber() {
        Form form = Samples.person().document("dni", "12345678A", "ES");
        CheckResult result = make(Check.DOCUMENT, form);
        assertThat(result.findings()).containsExactly("DOCUMENT_CHECK_DIGIT");
        assertThat(result.evidence()).noneMatch(text -> text.contains("12345678"));
    }

    private static void assertContradiction(String finding, Form form) {
        assertThat(make(Check.CONSISTENCY, form).findings()).containsExactly(finding);
    }

    private static CheckResult make(Check check, Form form) {
        return ApplicantChecks.make(check, form.application(), TODAY);
    }
}
