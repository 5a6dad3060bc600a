package dev.winnow.contracts.watchlist;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two versions of a list.
 *
 * @param added how many entries only the later one has, on all pages
 * @param removed how many entries only the earlier one has
 * @param changed of how many they say different things
 * @param changes one page of them, by the entries' numbers
 * @param nextPageToken asks for the next page; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DiffReply(
        String list,
        int from,
        int to,
        int added,
        int removed,
        int changed,
        List<Change> changes,
        @Nullable String nextPageToken) {

    public DiffReply {
        changes = changes == null ? List.of() : List.copyOf(changes);
    }

    /**
     * @param name the primary name, of the later version where it has the entry
     */
    public record Change(String entry, String name, Kind kind) {}

    /** What became of an entry. */
    public enum Kind {
        @JsonProperty("added")
        ADDED,
        @JsonProperty("removed")
        REMOVED,
        @JsonProperty("changed")
        CHANGED
    }
}
