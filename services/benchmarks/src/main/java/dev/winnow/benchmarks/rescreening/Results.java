package dev.winnow.benchmarks.rescreening;

import dev.winnow.contracts.applications.ApplicationForm;
import dev.winnow.contracts.watchlist.AskedParty;
import dev.winnow.contracts.watchlist.Hit;
import dev.winnow.contracts.watchlist.ListAt;
import dev.winnow.contracts.watchlist.Party;
import dev.winnow.contracts.watchlist.PartyIdentifier;
import dev.winnow.contracts.watchlist.PartyResult;
import dev.winnow.contracts.watchlist.ScreenPartiesReply;
import dev.winnow.contracts.watchlist.ScreenPartiesRequest;
import dev.winnow.messaging.Client;
import dev.winnow.messaging.Json;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Who is found, application by application: each hit as list, entry and score. */
final class Results {
    /** As screening asks by default. */
    private static final double THRESHOLD = 0.8;

    private static final int LIMIT = 20;
    private static final int PARTIES = 50;

    private Results() {}

    /** What the watch list says of each as of a version: the independent computation. */
    static Map<String, Set<String>> asOf(
            Client<ScreenPartiesRequest, ScreenPartiesReply> client,
            ListAt version,
            Map<String, ApplicationForm> forms) {
        Map<String, Set<String>> results = new HashMap<>();
        List<AskedParty> asked = new ArrayList<>();
        for (Map.Entry<String, ApplicationForm> form : forms.entrySet()) {
            asked.add(new AskedParty(form.getKey(), party(form.getValue()), null));
            if (asked.size() == PARTIES) {
                ask(client, version, asked, results);
                asked.clear();
            }
        }
        if (!asked.isEmpty()) {
            ask(client, version, asked, results);
        }
        return results;
    }

    private static void ask(
            Client<ScreenPartiesRequest, ScreenPartiesReply> client,
            ListAt version,
            List<AskedParty> asked,
            Map<String, Set<String>> results) {
        ScreenPartiesReply reply =
                client.call(
                        new ScreenPartiesRequest(
                                asked,
                                List.of(version.list()),
                                List.of(version),
                                THRESHOLD,
                                LIMIT));
        for (PartyResult result : reply.results()) {
            results.put(result.id(), scored(result.hits()));
        }
    }

    private static Party party(ApplicationForm form) {
        return new Party(
                form.name(),
                form.kind(),
                form.dateOfBirth(),
                Stream.of(form.nationality(), form.country(), form.documentCountry())
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList(),
                List.of(
                        new PartyIdentifier(
                                form.documentType(),
                                Objects.requireNonNull(form.documentNumber()),
                                form.documentCountry())));
    }

    private static Set<String> scored(Collection<Hit> hits) {
        Set<String> scored = new TreeSet<>();
        hits.forEach(hit -> scored.add(hit.list() + " " + hit.entry() + " " + hit.score()));
        return scored;
    }

    /**
     * What is kept of each.
     *
     * @param query selects an application's id and its result
     */
    static Map<String, Set<String>> kept(Connection database, String query) throws SQLException {
        Map<String, Set<String>> results = new HashMap<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                Set<String> scored = new TreeSet<>();
                for (var check : Json.mapper().readTree(rows.getString(2)).path("checks")) {
                    for (var hit : check.path("hits")) {
                        scored.add(
                                hit.path("list").asString()
                                        + " "
                                        + hit.path("entry").asString()
                                        + " "
                                        + hit.path("score").asDouble());
                    }
                }
                results.put(rows.getString(1), scored);
            }
        }
        return results;
    }

    /** Two columns, the first as the key. */
    static Map<String, String> pairs(Connection database, String query) throws SQLException {
        Map<String, String> pairs = new HashMap<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                pairs.put(rows.getString(1), rows.getString(2));
            }
        }
        return pairs;
    }

    /** The applications of which the two say different things. */
    static Set<String> differing(Map<String, Set<String>> one, Map<String, Set<String>> other) {
        Set<String> differing = new TreeSet<>();
        for (Map.Entry<String, Set<String>> each : one.entrySet()) {
            if (!each.getValue().equals(other.get(each.getKey()))) {
                differing.add(each.getKey());
            }
        }
        return differing;
    }
}
