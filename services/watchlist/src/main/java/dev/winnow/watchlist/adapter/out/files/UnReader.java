package dev.winnow.watchlist.adapter.out.files;

import dev.winnow.matching.BirthDate;
import dev.winnow.matching.EntryKind;
import dev.winnow.matching.Identifier;
import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.EntryBuilder;
import dev.winnow.watchlist.domain.ListContent;
import dev.winnow.watchlist.domain.ListedName;
import dev.winnow.watchlist.domain.NameType;
import dev.winnow.watchlist.domain.RefusedListException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the consolidated list of the Security Council of the United Nations: one XML file with
 * individuals and entities. What is free text in it and not understood does no harm; a structure
 * that is not the list's refuses the file.
 */
final class UnReader {
    private static final String ROOT = "CONSOLIDATED_LIST";
    private static final String PERSONS = "INDIVIDUALS";
    private static final String OTHERS = "ENTITIES";
    private static final List<String> PATHS = List.of(PERSONS + "/INDIVIDUAL", OTHERS + "/ENTITY");
    private static final String[] ADDRESS = {
        "STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY"
    };

    /** Prose around a number: the last word with a digit is the number. */
    private static final Pattern PROSE = Pattern.compile("\\p{Ll}{3}");

    private static final Pattern NUMBER =
            Pattern.compile("(?:\\b\\p{Lu}{1,3} )?[\\p{L}\\d./-]*\\d[\\p{L}\\d./-]*");
    private static final int LEAST_NUMBER = 5;

    private final long maxFileBytes;

    UnReader(long maxFileBytes) {
        this.maxFileBytes = maxFileBytes;
    }

    ListContent read(Path path) throws RefusedListException {
        ListFile file = ListFile.read(path, maxFileBytes);
        Reading reading = new Reading(file);
        new XmlFile(file).read(reading::root, PATHS, reading::add);
        return reading.content();
    }

    /** One pass over one file. For one thread. */
    private static final class Reading {
        private final ListFile file;
        private final List<Entry> entries = new ArrayList<>();
        private final Set<String> numbers = new HashSet<>();
        private Optional<Instant> published = Optional.empty();

        Reading(ListFile file) {
            this.file = file;
        }

        void root(XMLStreamReader reader) {
            long line = reader.getLocation().getLineNumber();
            if (!reader.getLocalName().equals(ROOT)) {
                throw file.refusal(line, "the file is not the list: its root is not " + ROOT);
            }
            String made = reader.getAttributeValue(null, "dateGenerated");
            published = made == null ? Optional.empty() : Optional.of(instant(line, made));
        }

        private Instant instant(long line, String text) {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                // Some versions have no zone.
            }
            try {
                return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException e) {
                throw file.refusal(line, "its dateGenerated is not a time");
            }
        }

        void add(XmlRecord party) {
            boolean person = party.name().equals("INDIVIDUAL");
            String number = party.text("REFERENCE_NUMBER");
            if (number.isEmpty()) {
                throw file.refusal(party.line(), "an entry has no REFERENCE_NUMBER");
            }
            if (!numbers.add(number)) {
                throw file.refusal(
                        party.line(), "entry " + XmlFile.shown(number) + " is there twice");
            }
            String name =
                    Stream.of("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
                            .map(party::text)
                            .filter(part -> !part.isEmpty())
                            .collect(Collectors.joining(" "));
            if (name.isEmpty()) {
                throw file.refusal(
                        party.line(), "entry " + XmlFile.shown(number) + " has an empty name");
            }
            EntryBuilder entry =
                    EntryBuilder.of(
                            number, person ? EntryKind.PERSON : EntryKind.ORGANISATION, name);
            entry.name(ListedName.of(party.text("NAME_ORIGINAL_SCRIPT"), NameType.ORIGINAL_SCRIPT));
            String prefix = person ? "INDIVIDUAL_" : "ENTITY_";
            party.all(prefix + "ALIAS").forEach(alias -> alias(alias, entry));
            party.all(prefix + "DATE_OF_BIRTH").forEach(date -> birth(date, entry));
            party.all(prefix + "PLACE_OF_BIRTH").forEach(place -> place(place, entry));
            party.all(prefix + "DOCUMENT").forEach(document -> document(document, entry));
            party.all(prefix + "ADDRESS").forEach(address -> address(address, entry));
            party.texts("NATIONALITY", "VALUE").stream()
                    .flatMap(text -> Countries.named(text).stream())
                    .forEach(entry::nationality);
            party.texts("TITLE", "VALUE").forEach(entry::position);
            party.texts("DESIGNATION", "VALUE").forEach(entry::position);
            entry.gender(party.text("GENDER"));
            entry.programme(party.text("UN_LIST_TYPE"));
            day(party.text("LISTED_ON")).ifPresent(entry::listedOn);
            entry.remark(party.text("COMMENTS1"));
            entries.add(entry.build());
        }

        ListContent content() {
            if (entries.isEmpty()) {
                throw RefusedListException.in(file.name(), "has no entries");
            }
            for (EntryKind kind : List.of(EntryKind.PERSON, EntryKind.ORGANISATION)) {
                if (entries.stream().noneMatch(entry -> entry.kind() == kind)) {
                    throw RefusedListException.in(
                            file.name(),
                            "has no "
                                    + (kind == EntryKind.PERSON ? PERSONS : OTHERS)
                                    + "; half of the list is missing");
                }
            }
            return new ListContent(Checksum.of(List.of(file.bytes())), published, entries);
        }
    }

    private static void alias(XmlRecord alias, EntryBuilder entry) {
        String quality = alias.text("QUALITY");
        boolean weak = quality.equalsIgnoreCase("Low");
        NameType type = quality.equalsIgnoreCase("f.k.a.") ? NameType.FORMER : NameType.ALIAS;
        for (String name : alias.text("ALIAS_NAME").split(";", -1)) {
            entry.name(new ListedName(name.strip(), type, weak));
        }
        date(alias.text("DATE_OF_BIRTH")).ifPresent(entry::birthDate);
    }

    private static void birth(XmlRecord date, EntryBuilder entry) {
        boolean about = date.text("TYPE_OF_DATE").equals("APPROXIMATELY");
        String given = date.text("FROM_YEAR");
        if (!given.isEmpty()) {
            given = given + "/" + date.text("TO_YEAR");
        }
        for (String text :
                List.of(date.text("DATE"), date.text("YEAR"), given, date.text("NOTE"))) {
            Optional<BirthDate> read = date(text);
            if (read.isPresent()) {
                entry.birthDate(about ? read.get().about() : read.get());
                return;
            }
        }
        entry.remark(date.text("NOTE").isEmpty() ? "" : "Born: " + date.text("NOTE") + ".");
    }

    private static void place(XmlRecord place, EntryBuilder entry) {
        entry.place(place.line(ADDRESS));
        Countries.named(place.text("COUNTRY")).ifPresent(entry::country);
    }

    private static void address(XmlRecord address, EntryBuilder entry) {
        entry.address(address.line(ADDRESS));
        Countries.named(address.text("COUNTRY")).ifPresent(entry::country);
    }

    private static void document(XmlRecord document, EntryBuilder entry) {
        String text = document.text("NUMBER").replaceAll("\\([^)]*\\)?", " ").strip();
        String number = PROSE.matcher(text).find() ? lastNumber(text) : text;
        if (number.isEmpty()) {
            return;
        }
        String issuer = document.text("ISSUING_COUNTRY");
        String country = issuer.isEmpty() ? document.text("COUNTRY_OF_ISSUE") : issuer;
        entry.identifier(
                new Identifier(
                        document.text("TYPE_OF_DOCUMENT"),
                        number,
                        Countries.named(country).orElse("")));
    }

    private static String lastNumber(String text) {
        String last = "";
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            last = matcher.group().length() >= LEAST_NUMBER ? matcher.group() : last;
        }
        return last;
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return text.length() < 10
                    ? Optional.empty()
                    : Optional.of(LocalDate.parse(text.substring(0, 10)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A day as {@code 1964-07-17}, a year, a span of years, or as OFAC writes it. */
    private static Optional<BirthDate> date(String text) {
        String plain = text.replaceAll("T\\d\\d:.*|Z$", "");
        return BirthDate.parse(plain)
                .or(() ->
                        OfacRemarks.date(plain.replace("Approximately", "circa").replace(".", "")));
    }
}
