package dev.winnow.applications.domain;

/** Why a decision was made: a code for programs and a text for people. */
public record Cause(String code, String text) {}
