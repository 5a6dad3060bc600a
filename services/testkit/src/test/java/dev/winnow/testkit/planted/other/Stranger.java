package dev.winnow.testkit.planted.other;

/** Part of another service, as it were. */
public record Stranger(String name) {}
