package dev.winnow.applications.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Applications, newest first.
 *
 * @param next where the next page begins: after this id; null on the last page
 */
public record Page(List<Application> applications, @Nullable ApplicationId next) {

    public Page {
        applications = List.copyOf(applications);
    }
}
