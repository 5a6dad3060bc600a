package dev.winnow.testkit.planted.good.adapter.in;

import dev.winnow.messaging.Outcome;
import dev.winnow.testkit.planted.good.application.UseThing;

public record Endpoint(UseThing use, Outcome outcome) {}
