package dev.winnow.testkit.planted.good.adapter.out.jdbi;

import dev.winnow.testkit.planted.good.domain.Thing;
import java.sql.Connection;

public record Table(Thing thing, Connection connection) {}
