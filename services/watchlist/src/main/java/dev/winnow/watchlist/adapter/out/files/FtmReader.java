package dev.winnow.watchlist.adapter.out.files;

import dev.winnow.matching.EntryKind;
import dev.winnow.messaging.Json;
import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.ListContent;
import dev.winnow.watchlist.domain.RefusedListException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads a list in the FollowTheMoney format: one JSON object on each line. Persons, organisations
 * of every kind, vessels and aircraft are entries; sanctions, addresses and documents are added to
 * the entries that they are about; everything else is left out.
 */
final class FtmReader {
    private static final Map<String, EntryKind> KINDS =
            Map.ofEntries(
                    Map.entry("Person", EntryKind.PERSON),
                    Map.entry("Organization", EntryKind.ORGANISATION),
                    Map.entry("Company", EntryKind.ORGANISATION),
                    Map.entry("PublicBody", EntryKind.ORGANISATION),
                    Map.entry("LegalEntity", EntryKind.ORGANISATION),
                    Map.entry("Vessel", EntryKind.VESSEL),
                    Map.entry("Airplane", EntryKind.AIRCRAFT));

    /** Of what is no entry, the schemata that say something about one. */
    private static final Set<String> ABOUT =
            Set.of("Sanction", "Address", "Identification", "Passport");

    private final long maxFileBytes;

    FtmReader(long maxFileBytes) {
        this.maxFileBytes = maxFileBytes;
    }

    ListContent read(Path path) throws RefusedListException {
        ListFile file = ListFile.read(path, maxFileBytes);
        Map<String, FtmEntity> parties = new LinkedHashMap<>();
        List<FtmEntity> others = new ArrayList<>();
        Optional<Instant> published = Optional.empty();
        long number = 0;
        for (String line : (Iterable<String>) file.text().lines()::iterator) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            FtmEntity entity = entity(file, number, line);
            if (KINDS.containsKey(entity.schema()) && entity.isTarget()) {
                if (parties.put(entity.id(), entity) != null) {
                    throw file.refusal(number, "its id is there twice: " + shown(entity.id()));
                }
                published = later(published, instant(entity.lastChange()));
            } else if (ABOUT.contains(entity.schema())) {
                others.add(entity);
            }
        }
        if (parties.isEmpty()) {
            throw RefusedListException.in(file.name(), "has no entries");
        }
        return new ListContent(
                Checksum.of(List.of(file.bytes())), published, entries(file, parties, others));
    }

    private static FtmEntity entity(ListFile file, long line, String text) {
        JsonNode json;
        try {
            json = Json.mapper().readTree(text);
        } catch (JacksonException e) {
            // Its words may quote what the line has, which is about people.
            throw file.refusal(line, "is not JSON; the file is malformed or truncated");
        }
        if (!json.isObject()) {
            throw file.refusal(line, "is not a JSON object");
        }
        FtmEntity entity = new FtmEntity(line, json);
        if (entity.id().isBlank() || entity.schema().isBlank()) {
            throw file.refusal(line, "has no id or no schema");
        }
        if (!json.path("properties").isObject()) {
            throw file.refusal(line, "has no properties");
        }
        for (Map.Entry<String, JsonNode> property : json.path("properties").properties()) {
            if (!property.getValue().isArray()) {
                throw file.refusal(
                        line, "property " + shown(property.getKey()) + " is not a list of values");
            }
            for (JsonNode value : property.getValue()) {
                requireText(file, line, value.asString(""));
            }
        }
        requireText(file, line, entity.id() + json.path("caption").asString(""));
        return entity;
    }

    /** JSON can say what no text may have, zeros and halves of pairs, and no database keeps it. */
    private static void requireText(ListFile file, long line, String text) {
        if (text.indexOf(0) >= 0
                || text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw file.refusal(line, "has a character that no text may have (\\u0000, \\ud800 …)");
        }
    }

    private static List<Entry> entries(
            ListFile file, Map<String, FtmEntity> parties, List<FtmEntity> others) {
        Map<String, FtmParty> drafts = LinkedHashMap.newLinkedHashMap(parties.size());
        Map<String, FtmEntity> addresses = new LinkedHashMap<>();
        for (FtmEntity party : parties.values()) {
            EntryKind kind = KINDS.getOrDefault(party.schema(), EntryKind.ORGANISATION);
            if (party.name().isBlank()) {
                throw file.refusal(party.line(), "has no name");
            }
            drafts.put(party.id(), FtmParty.of(party, kind));
        }
        for (FtmEntity other : others) {
            if (other.schema().equals("Address")) {
                addresses.put(other.id(), other);
            } else {
                String reference = other.schema().equals("Sanction") ? "entity" : "holder";
                for (String id : other.values(reference)) {
                    Optional.ofNullable(drafts.get(id)).ifPresent(draft -> draft.add(other));
                }
            }
        }
        List<Entry> entries = new ArrayList<>(drafts.size());
        for (FtmEntity party : parties.values()) {
            FtmParty draft = drafts.get(party.id());
            if (draft != null) {
                party.values("addressEntity").stream()
                        .flatMap(id -> Optional.ofNullable(addresses.get(id)).stream())
                        .forEach(draft::add);
                entries.add(draft.entry());
            }
        }
        return entries;
    }

    private static Optional<Instant> later(Optional<Instant> a, Optional<Instant> b) {
        return a.isEmpty() || b.filter(time -> time.isAfter(a.get())).isPresent()
                ? b.or(() -> a)
                : a;
    }

    /** Times have no zone there, and are UTC. */
    private static Optional<Instant> instant(String text) {
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            LocalDateTime.parse(text.replace("Z", "")).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String shown(String text) {
        return XmlFile.shown(text);
    }
}
