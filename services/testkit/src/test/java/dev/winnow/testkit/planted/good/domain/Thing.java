package dev.winnow.testkit.planted.good.domain;

public record Thing(String name) {}
