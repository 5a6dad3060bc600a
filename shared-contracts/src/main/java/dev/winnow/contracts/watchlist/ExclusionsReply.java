package dev.winnow.contracts.watchlist;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of exclusions.
 *
 * @param nextPageToken asks for the next page; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExclusionsReply(List<Exclusion> exclusions, @Nullable String nextPageToken) {

    public ExclusionsReply {
        exclusions = exclusions == null ? List.of() : List.copyOf(exclusions);
    }
}
