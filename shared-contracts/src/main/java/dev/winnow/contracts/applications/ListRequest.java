package dev.winnow.contracts.applications;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a page of applications, newest first.
 *
 * @param status only those in this state; absent for all
 * @param pageSize 1 to 500; absent for 100
 * @param pageToken from the page before; absent for the first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListRequest(
        @Nullable ApplicationStatus status,
        @Nullable @Min(1) @Max(500) Integer pageSize,
        @Nullable @Size(max = 200) String pageToken) {}
