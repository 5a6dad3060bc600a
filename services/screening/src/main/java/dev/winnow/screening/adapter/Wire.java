package dev.winnow.screening.adapter;

import dev.winnow.contracts.applications.ApplicationForm;
import dev.winnow.contracts.applications.Submitted;
import dev.winnow.contracts.screening.HistoryReply;
import dev.winnow.contracts.screening.Rescreened;
import dev.winnow.screening.domain.Applicant;
import dev.winnow.screening.domain.Application;
import dev.winnow.screening.domain.CheckResult;
import dev.winnow.screening.domain.CheckStatus;
import dev.winnow.screening.domain.Decision;
import dev.winnow.screening.domain.Hit;
import dev.winnow.screening.domain.ListVersion;
import dev.winnow.screening.domain.PartyKind;
import dev.winnow.screening.domain.Reason;
import dev.winnow.screening.domain.Rescreening;
import dev.winnow.screening.domain.RescreeningCause;
import dev.winnow.screening.domain.Revision;
import dev.winnow.screening.domain.ScreeningResult;
import dev.winnow.screening.domain.policy.PolicyVersion;
import java.util.List;

/** Between what is on the wire and what the domain thinks in. */
public final class Wire {
    private Wire() {}

    public static Application application(Submitted submitted) {
        ApplicationForm form = submitted.form();
        Applicant applicant =
                new Applicant(
                        kind(form.kind()),
                        form.name(),
                        form.dateOfBirth(),
                        form.nationality(),
                        form.documentType(),
                        form.documentNumber(),
                        form.documentCountry(),
                        form.email(),
                        form.phone(),
                        form.address(),
                        form.country());
        return new Application(
                submitted.applicationId(),
                applicant,
                form.product(),
                form.amount(),
                form.currency(),
                submitted.receivedAt(),
                form.device(),
                form.ip());
    }

    public static dev.winnow.contracts.screening.ScreeningResult result(ScreeningResult result) {
        List<dev.winnow.contracts.watchlist.Hit> hits =
                result.checks().stream().flatMap(c -> c.hits().stream()).map(Wire::hit).toList();
        return new dev.winnow.contracts.screening.ScreeningResult(
                result.applicationId(),
                decision(result.verdict().decision()),
                result.verdict().reasons().stream().map(Wire::reason).toList(),
                result.checks().stream().map(Wire::check).toList(),
                hits,
                policy(result.policy()),
                result.startedAt(),
                result.completedAt());
    }

    /** Of a revision that is not the first. */
    public static Rescreened rescreened(Revision revision, Decision previous) {
        return new Rescreened(
                revision.result().applicationId(),
                revision.number(),
                decision(previous),
                cause(revision.cause().orElseThrow()),
                result(revision.result()));
    }

    public static HistoryReply.Revision revision(Revision revision) {
        return new HistoryReply.Revision(
                revision.number(),
                result(revision.result()),
                revision.cause().map(Wire::cause).orElse(null));
    }

    private static dev.winnow.contracts.screening.RescreeningCause cause(RescreeningCause cause) {
        return new dev.winnow.contracts.screening.RescreeningCause(
                cause.list(), cause.from(), cause.to());
    }

    public static dev.winnow.contracts.screening.Rescreening rescreening(Rescreening run) {
        return new dev.winnow.contracts.screening.Rescreening(
                run.list(),
                run.from(),
                run.to(),
                switch (run.state()) {
                    case RUNNING -> dev.winnow.contracts.screening.Rescreening.State.RUNNING;
                    case COMPLETED -> dev.winnow.contracts.screening.Rescreening.State.COMPLETED;
                    case SUPERSEDED -> dev.winnow.contracts.screening.Rescreening.State.SUPERSEDED;
                },
                run.total(),
                run.done(),
                run.changed(),
                run.redecided(),
                run.startedAt(),
                run.completedAt().orElse(null));
    }

    public static dev.winnow.contracts.screening.PolicyVersion policy(PolicyVersion version) {
        return new dev.winnow.contracts.screening.PolicyVersion(
                version.name(), version.version(), version.checksum());
    }

    public static dev.winnow.contracts.PartyKind kind(PartyKind kind) {
        return switch (kind) {
            case PERSON -> dev.winnow.contracts.PartyKind.PERSON;
            case ORGANISATION -> dev.winnow.contracts.PartyKind.ORGANISATION;
        };
    }

    public static ListVersion version(dev.winnow.contracts.watchlist.ListVersion list) {
        return new ListVersion(list.list(), list.version());
    }

    public static Hit hit(dev.winnow.contracts.watchlist.Hit hit) {
        return new Hit(
                hit.list(),
                hit.entry(),
                hit.matchedName(),
                hit.score(),
                hit.explanation().stream()
                        .map(f -> new Hit.Feature(f.feature(), f.effect(), f.detail()))
                        .toList());
    }

    private static PartyKind kind(dev.winnow.contracts.PartyKind kind) {
        return switch (kind) {
            case PERSON -> PartyKind.PERSON;
            case ORGANISATION -> PartyKind.ORGANISATION;
        };
    }

    private static dev.winnow.contracts.watchlist.Hit hit(Hit hit) {
        return new dev.winnow.contracts.watchlist.Hit(
                hit.list(),
                hit.entry(),
                hit.matchedName(),
                hit.score(),
                hit.explanation().stream()
                        .map(f ->
                                new dev.winnow.contracts.watchlist.Hit.Feature(
                                        f.feature(), f.effect(), f.detail()))
                        .toList());
    }

    private static dev.winnow.contracts.Decision decision(Decision decision) {
        return switch (decision) {
            case APPROVE -> dev.winnow.contracts.Decision.APPROVE;
            case REFER -> dev.winnow.contracts.Decision.REFER;
            case REJECT -> dev.winnow.contracts.Decision.REJECT;
        };
    }

    private static dev.winnow.contracts.Reason reason(Reason reason) {
        return new dev.winnow.contracts.Reason(reason.code(), reason.text());
    }

    private static dev.winnow.contracts.screening.CheckResult check(CheckResult check) {
        return new dev.winnow.contracts.screening.CheckResult(
                check.check().wireName(),
                status(check.status()),
                check.findings(),
                check.evidence(),
                check.attempts(),
                check.millis());
    }

    private static dev.winnow.contracts.screening.CheckStatus status(CheckStatus status) {
        return switch (status) {
            case CLEAR -> dev.winnow.contracts.screening.CheckStatus.CLEAR;
            case FOUND -> dev.winnow.contracts.screening.CheckStatus.FOUND;
            case UNAVAILABLE -> dev.winnow.contracts.screening.CheckStatus.UNAVAILABLE;
            case SKIPPED -> dev.winnow.contracts.screening.CheckStatus.SKIPPED;
        };
    }
}
