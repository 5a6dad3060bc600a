package dev.winnow.applications.application;

import dev.winnow.applications.domain.Application;
import dev.winnow.applications.domain.ApplicationId;
import dev.winnow.applications.domain.Page;
import dev.winnow.applications.domain.Status;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks applications up. Safe to share. */
public final class FindApplications {
    private final Applications applications;

    public FindApplications(Applications applications) {
        this.applications = applications;
    }

    public Optional<Application> byId(ApplicationId id) {
        return applications.byId(id);
    }

    public Optional<Application> byReference(String reference) {
        return applications.byReference(reference);
    }

    /**
     * One page, newest first. Applications that arrive while somebody turns the pages appear on
     * none of them, and none appears twice.
     */
    public Page page(@Nullable Status status, @Nullable ApplicationId before, int size) {
        List<Application> found = applications.newestFirst(status, before, size + 1);
        if (found.size() <= size) {
            return new Page(found, null);
        }
        List<Application> page = found.subList(0, size);
        return new Page(page, page.getLast().id());
    }
}
