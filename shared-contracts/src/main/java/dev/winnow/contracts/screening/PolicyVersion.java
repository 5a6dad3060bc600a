package dev.winnow.contracts.screening;

import jakarta.validation.constraints.NotBlank;

/**
 * Which policy decided.
 *
 * @param name of the policy, as its file says
 * @param version as its file says
 * @param checksum SHA-256 of the file in hexadecimal
 */
public record PolicyVersion(
        @NotBlank String name, @NotBlank String version, @NotBlank String checksum) {}
