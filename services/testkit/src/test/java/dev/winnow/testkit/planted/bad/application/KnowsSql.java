package dev.winnow.testkit.planted.bad.application;

import java.sql.Connection;

public record KnowsSql(Connection connection) {}
