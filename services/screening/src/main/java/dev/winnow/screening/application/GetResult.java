package dev.winnow.screening.application;

/** Gives the result of an application's screening. Safe to share. */
public final class GetResult {
    private final Workflows workflows;

    public GetResult(Workflows workflows) {
        this.workflows = workflows;
    }

    public Workflows.Lookup of(String applicationId) {
        return workflows.find(applicationId);
    }
}
