package dev.winnow.testkit.planted.bad.adapter.out.jdbi;

import dev.winnow.testkit.planted.bad.adapter.in.KnowsOut;
import dev.winnow.testkit.planted.other.Stranger;

public record KnowsOther(KnowsOut in, Stranger stranger) {}
