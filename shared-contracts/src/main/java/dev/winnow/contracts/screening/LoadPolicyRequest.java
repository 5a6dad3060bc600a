package dev.winnow.contracts.screening;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * Asks to put a policy in force.
 *
 * @param yaml the policy file itself, at most 256 Ki characters
 */
public record LoadPolicyRequest(@NotBlank @Size(max = 262_144) String yaml) {}
