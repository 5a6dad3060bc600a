package dev.winnow.testkit.planted.good.application;

import dev.winnow.testkit.planted.good.domain.Thing;

public record UseThing(Thing thing) {}
