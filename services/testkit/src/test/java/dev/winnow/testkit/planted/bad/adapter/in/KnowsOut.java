package dev.winnow.testkit.planted.bad.adapter.in;

import dev.winnow.testkit.planted.bad.adapter.out.jdbi.KnowsOther;

public record KnowsOut(KnowsOther out) {}
