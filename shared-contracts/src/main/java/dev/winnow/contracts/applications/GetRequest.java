package dev.winnow.contracts.applications;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Asks for one application, by its id or by the submitter's reference; one of the two. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GetRequest(
        @Nullable @Size(max = 64) String applicationId,
        @Nullable @Size(max = 128) String reference) {}
