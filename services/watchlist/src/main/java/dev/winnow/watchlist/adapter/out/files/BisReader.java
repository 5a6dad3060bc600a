package dev.winnow.watchlist.adapter.out.files;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.winnow.matching.EntryKind;
import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.EntryBuilder;
import dev.winnow.watchlist.domain.ListContent;
import dev.winnow.watchlist.domain.RefusedListException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the Denied Persons List of the Bureau of Industry and Security: one file, columns separated
 * by tabs, with a header. A party has a row for each of its addresses; the list gives no numbers,
 * so that an entry's number is made of its name.
 */
final class BisReader {
    private static final List<String> COLUMNS =
            List.of(
                    "Name",
                    "Street_Address",
                    "City",
                    "State",
                    "Country",
                    "Postal_Code",
                    "Effective_Date",
                    "Expiration_Date",
                    "Standard_Order",
                    "Last_Update",
                    "Action",
                    "FR_Citation");
    private static final int NUMBER_DIGITS = 12;
    private static final String PROGRAMME = "BIS-DPL";
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("MM/dd/uuuu", Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    /** JOHN DOE A/K/A JOHNNY ROE: two names in one field. */
    private static final Pattern ALSO =
            Pattern.compile("\\s+(?:A/K/A|D/B/A|F/K/A|A\\.K\\.A\\.|AKA)\\s+");

    private static final Pattern BRACKETED = Pattern.compile("\\(([^)]*)\\)");
    private static final Pattern ALSO_FIRST = Pattern.compile("^(?:A/K/A|A\\.K\\.A\\.|AKA)\\s+");

    /** What only organisations have in their names; the list does not say who is one. */
    private static final Set<String> OF_ORGANISATIONS =
            Stream.of(
                            "AG AIR AIRCRAFT AIRLINE AIRLINES AIRWAYS AS ASSOCIATES AVIA AVIATION",
                            "BANK BUSINESS BV CENTER CENTRE CO COMPANY COMPONENTS COMPUTER CORP",
                            "CORPORATION DMCC ELECTRONIC ELECTRONICS ENERGY ENGINEERING ENTERPRISE",
                            "ENTERPRISES EQUIPMENT ESTABLISHMENT EXPORT EXPORTS FREIGHT FZCO FZE",
                            "FZ GENERAL GLOBAL GMBH GROUP HOLDING HOLDINGS IMPORT INC INDUSTRIAL",
                            "INDUSTRIES INDUSTRY INSTITUTE INSTRUMENTS INTERNATIONAL JSC",
                            "LABORATORIES LIMITED LLC LLP LOGISTICS LTD MACHINERY MANAGEMENT",
                            "MANUFACTURING MARINE MATERIALS NV OFFICE OIL OJSC OOO PARTS PJSC PLC",
                            "PTE PTY PVT RESEARCH RESOURCES SA SAL SARL SCHOOL SCIENTIFIC SECURITY",
                            "SERVICE SERVICES SHIPPING SOLUTIONS SPA SPORTS STORE SUPPLIES SUPPLY",
                            "SYSTEM SYSTEMS TECHNICAL TECHNOLOGIES TECHNOLOGY TEK TRADE TRADING",
                            "TRANSPORT TRAVEL UNIVERSITY USA WORLDWIDE ZONE")
                    .flatMap(line -> Stream.of(line.split(" ", -1)))
                    .collect(Collectors.toUnmodifiableSet());

    private final long maxFileBytes;

    BisReader(long maxFileBytes) {
        this.maxFileBytes = maxFileBytes;
    }

    ListContent read(Path path) throws RefusedListException {
        CsvFile file = CsvFile.read(path, maxFileBytes).tabbed();
        List<CsvRecord> records = file.records(COLUMNS.size());
        if (records.isEmpty() || !records.getFirst().getFields().equals(COLUMNS)) {
            throw file.refusal(1, "is not the header " + String.join(", ", COLUMNS));
        }
        if (records.size() == 1) {
            throw RefusedListException.in(file.name(), "has a header and no entries");
        }
        if (!file.text().endsWith("\n")) {
            throw file.refusal(
                    records.getLast().getStartingLineNumber(),
                    "ends within the line; the file is truncated");
        }
        Map<String, EntryBuilder> parties = new LinkedHashMap<>();
        Optional<LocalDate> newest = Optional.empty();
        for (CsvRecord record : records.subList(1, records.size())) {
            Row row = new Row(file, record);
            row.addTo(parties.computeIfAbsent(row.name(), name -> party(row)));
            newest = latest(newest, row.lastUpdate());
        }
        List<Entry> entries = parties.values().stream().map(EntryBuilder::build).toList();
        Optional<Instant> published =
                newest.map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant());
        return new ListContent(Checksum.of(List.of(file.bytes())), published, entries);
    }

    private static Optional<LocalDate> latest(Optional<LocalDate> a, Optional<LocalDate> b) {
        return a.isEmpty() || b.filter(day -> day.isAfter(a.get())).isPresent() ? b : a;
    }

    private static EntryBuilder party(Row row) {
        List<String> weak = new ArrayList<>();
        List<String> aliases = new ArrayList<>();
        String whole =
                BRACKETED
                        .matcher(row.name())
                        .replaceAll(found -> {
                            String inside = found.group(1).strip();
                            String bare = ALSO_FIRST.matcher(inside).replaceFirst("");
                            (bare.equals(inside) ? weak : aliases).add(bare);
                            return " ";
                        });
        String[] names = ALSO.split(whole.strip(), -1);
        String first = names[0].isBlank() ? row.name() : names[0];
        EntryBuilder party =
                EntryBuilder.of(number(row.name()), kind(row.name()), spaced(first))
                        .programme(PROGRAMME);
        for (int i = 1; i < names.length; i++) {
            party.alias(spaced(names[i]));
        }
        aliases.forEach(party::alias);
        weak.forEach(party::weakAlias);
        return party;
    }

    private static String spaced(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** The same for the same name in every version, whatever the order of the rows. */
    private static String number(String name) {
        byte[] bytes = spaced(name).toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        return "DPL-" + Checksum.of(List.of(bytes)).substring(0, NUMBER_DIGITS);
    }

    private static EntryKind kind(String name) {
        String[] words = name.toUpperCase(Locale.ROOT).replace(".", "").split("[^A-Z0-9]+", -1);
        return Stream.of(words).anyMatch(OF_ORGANISATIONS::contains)
                ? EntryKind.ORGANISATION
                : EntryKind.PERSON;
    }

    /** One line. */
    private record Row(CsvFile file, CsvRecord record) {
        String name() throws RefusedListException {
            String name = record.getField(0).strip();
            if (name.isEmpty()) {
                throw refusal("its name is empty");
            }
            return name;
        }

        void addTo(EntryBuilder party) throws RefusedListException {
            party.address(
                    record.getFields().subList(1, 6).stream()
                            .map(String::strip)
                            .filter(part -> !part.isEmpty())
                            .collect(Collectors.joining(", ")));
            Countries.code(record.getField(4)).ifPresent(party::country);
            day(6).ifPresent(party::listedOn);
            party.remark(remark());
        }

        private String remark() throws RefusedListException {
            String until = day(7).map(day -> "denied until " + day + "; ").orElse("");
            return until + record.getField(11).strip();
        }

        Optional<LocalDate> lastUpdate() throws RefusedListException {
            return parsed(9, DateTimeFormatter.ISO_LOCAL_DATE, "a day as in 2022-08-29");
        }

        private Optional<LocalDate> day(int column) throws RefusedListException {
            return parsed(column, DAY, "a day as in 08/29/2022");
        }

        private Optional<LocalDate> parsed(int column, DateTimeFormatter format, String form)
                throws RefusedListException {
            String text = record.getField(column).strip();
            try {
                return text.isEmpty()
                        ? Optional.empty()
                        : Optional.of(LocalDate.parse(text, format));
            } catch (DateTimeParseException e) {
                throw refusal("its " + COLUMNS.get(column) + " is not " + form);
            }
        }

        private RefusedListException refusal(String reason) {
            return file.refusal(record.getStartingLineNumber(), reason);
        }
    }
}
