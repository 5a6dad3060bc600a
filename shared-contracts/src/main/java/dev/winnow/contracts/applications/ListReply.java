package dev.winnow.contracts.applications;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of applications.
 *
 * @param nextPageToken asks for the next page; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListReply(List<ApplicationSummary> applications, @Nullable String nextPageToken) {

    public ListReply {
        applications = applications == null ? List.of() : List.copyOf(applications);
    }
}
