package dev.winnow.testkit.planted.bad.domain;

import dev.winnow.testkit.planted.bad.application.KnowsSql;

public record KnowsApplication(KnowsSql use) {}
