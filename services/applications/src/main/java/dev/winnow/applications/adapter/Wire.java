package dev.winnow.applications.adapter;

import dev.winnow.applications.domain.Application;
import dev.winnow.applications.domain.Cause;
import dev.winnow.applications.domain.Form;
import dev.winnow.applications.domain.Kind;
import dev.winnow.applications.domain.Status;
import dev.winnow.applications.domain.Verdict;
import dev.winnow.contracts.Decision;
import dev.winnow.contracts.PartyKind;
import dev.winnow.contracts.Reason;
import dev.winnow.contracts.applications.ApplicationForm;
import dev.winnow.contracts.applications.ApplicationStatus;
import dev.winnow.contracts.applications.ApplicationSummary;
import java.util.List;

/** Between the contracts' records and the domain's; pure functions. */
public final class Wire {

    private Wire() {}

    public static Form form(ApplicationForm form) {
        Kind kind =
                switch (form.kind()) {
                    case PERSON -> Kind.PERSON;
                    case ORGANISATION -> Kind.ORGANISATION;
                };
        return new Form(
                form.reference(),
                kind,
                form.name(),
                form.dateOfBirth(),
                form.nationality(),
                form.documentType(),
                form.documentNumber(),
                form.documentCountry(),
                form.email(),
                form.phone(),
                form.address(),
                form.country(),
                form.product(),
                form.amount(),
                form.currency(),
                form.device(),
                form.ip());
    }

    public static ApplicationForm form(Form form) {
        PartyKind kind =
                switch (form.kind()) {
                    case PERSON -> PartyKind.PERSON;
                    case ORGANISATION -> PartyKind.ORGANISATION;
                };
        return new ApplicationForm(
                form.reference(),
                kind,
                form.name(),
                form.dateOfBirth(),
                form.nationality(),
                form.documentType(),
                form.documentNumber(),
                form.documentCountry(),
                form.email(),
                form.phone(),
                form.address(),
                form.country(),
                form.product(),
                form.amount(),
                form.currency(),
                form.device(),
                form.ip());
    }

    public static ApplicationSummary summary(Application application) {
        Verdict verdict = application.verdict();
        return new ApplicationSummary(
                application.id().toString(),
                application.form().reference(),
                status(application.status()),
                verdict == null ? List.of() : reasons(verdict.causes()),
                application.receivedAt(),
                verdict == null ? null : verdict.decidedAt());
    }

    public static List<Reason> reasons(List<Cause> causes) {
        return causes.stream().map(cause -> new Reason(cause.code(), cause.text())).toList();
    }

    public static List<Cause> causes(List<Reason> reasons) {
        return reasons.stream().map(reason -> new Cause(reason.code(), reason.text())).toList();
    }

    public static ApplicationStatus status(Status status) {
        return switch (status) {
            case RECEIVED -> ApplicationStatus.RECEIVED;
            case SCREENING -> ApplicationStatus.SCREENING;
            case APPROVED -> ApplicationStatus.APPROVED;
            case REFERRED -> ApplicationStatus.REFERRED;
            case REJECTED -> ApplicationStatus.REJECTED;
        };
    }

    public static Status status(ApplicationStatus status) {
        return switch (status) {
            case RECEIVED -> Status.RECEIVED;
            case SCREENING -> Status.SCREENING;
            case APPROVED -> Status.APPROVED;
            case REFERRED -> Status.REFERRED;
            case REJECTED -> Status.REJECTED;
        };
    }

    /** The state in which a decision ends an application. */
    public static Status outcome(Decision decision) {
        return switch (decision) {
            case APPROVE -> Status.APPROVED;
            case REFER -> Status.REFERRED;
            case REJECT -> Status.REJECTED;
        };
    }

    /** The decision that ended an application. */
    public static Decision decision(Verdict verdict) {
        return switch (verdict.outcome()) {
            case APPROVED -> Decision.APPROVE;
            case REFERRED -> Decision.REFER;
            case REJECTED -> Decision.REJECT;
            case RECEIVED, SCREENING ->
                    throw new IllegalStateException("a verdict ends an application");
        };
    }
}
