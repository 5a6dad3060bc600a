package dev.winnow.contracts.outbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came out of one batch.
 *
 * @param checked events that were looked for
 * @param expired of these, older than all that the stream still keeps: gone by its limits
 * @param missing of these, lost: the stream has nothing, or another event, in their place
 * @param republished of the missing, how many the stream has again
 * @param failed of the missing, how many it did not take, or not yet; ask again
 * @param examples of what is missing, at most 20
 * @param next where to go on; absent when all have been looked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReconcileReply(
        long checked,
        long expired,
        long missing,
        long republished,
        long failed,
        List<MissingEvent> examples,
        @Nullable Long next) {
    public ReconcileReply {
        examples = examples == null ? List.of() : List.copyOf(examples);
    }
}
