package dev.winnow.screening.domain.policy;

/**
 * Which policy it is.
 *
 * @param checksum SHA-256 of the file in hexadecimal
 */
public record PolicyVersion(String name, String version, String checksum) {}
