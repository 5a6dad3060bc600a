package dev.winnow.watchlist.adapter.out.files;

import dev.winnow.matching.EntryKind;
import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.EntryBuilder;
import dev.winnow.watchlist.domain.ListContent;
import dev.winnow.watchlist.domain.RefusedListException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Reads the files of OFAC's SDN list, or of its consolidated non-SDN list, from a folder: the
 * parties, their aliases, their addresses and, where the file is there, what did not fit into the
 * remarks.
 */
final class OfacReader {
    private static final int ENTRY_COLUMNS = 12;
    private static final int ALIAS_COLUMNS = 5;
    private static final int ADDRESS_COLUMNS = 6;
    private static final int COMMENT_COLUMNS = 2;

    private static final int PROGRAMMES = 3;
    private static final int TITLE = 4;

    /** The column of a vessel that names its flag. */
    private static final int FLAG = 9;

    private static final int REMARKS = 11;

    private final long maxFileBytes;
    private final UnknownEntries unknownEntries;

    /** What to do with an alias, an address or a comment of an entry that is not on the list. */
    enum UnknownEntries {
        REFUSE,
        SKIP
    }

    OfacReader(long maxFileBytes, UnknownEntries unknownEntries) {
        this.maxFileBytes = maxFileBytes;
        this.unknownEntries = unknownEntries;
    }

    ListContent read(Path folder) throws RefusedListException {
        boolean nonSdn =
                !Files.exists(folder.resolve("sdn.csv"))
                        && Files.exists(folder.resolve("cons_prim.csv"));
        String prefix = nonSdn ? "cons_" : "";
        OfacFile parties = file(folder, nonSdn ? "cons_prim.csv" : "sdn.csv", ENTRY_COLUMNS);
        OfacFile aliases = file(folder, prefix + "alt.csv", ALIAS_COLUMNS);
        OfacFile addresses = file(folder, prefix + "add.csv", ADDRESS_COLUMNS);
        List<OfacFile> files = new ArrayList<>(List.of(parties, aliases, addresses));
        requireSameEnd(files);

        Map<String, Draft> drafts = drafts(parties);
        for (OfacFile.Row row : known(aliases, drafts)) {
            draft(drafts, row).entry.alias(name(aliases, row, 3));
        }
        for (OfacFile.Row row : known(addresses, drafts)) {
            draft(drafts, row).addAddress(row.fields());
        }
        String comments = nonSdn ? "cons_comments.csv" : "sdn_comments.csv";
        if (Files.exists(folder.resolve(comments))) {
            OfacFile file = file(folder, comments, COMMENT_COLUMNS);
            files.add(file);
            for (OfacFile.Row row : known(file, drafts)) {
                draft(drafts, row).remarks.append(row.fields().get(1));
            }
        }
        return new ListContent(
                Checksum.of(files.stream().map(f -> f.csv().bytes()).toList()),
                drafts.values().stream().map(Draft::entry).toList());
    }

    private OfacFile file(Path folder, String name, int columns) throws RefusedListException {
        return OfacFile.read(folder.resolve(name), maxFileBytes, columns);
    }

    /** The publisher ends either all of its files with 0x1A or none: a file without is cut off. */
    private static void requireSameEnd(List<OfacFile> files) throws RefusedListException {
        boolean anyClosed = files.stream().anyMatch(OfacFile::closed);
        for (OfacFile file : files) {
            if (anyClosed && !file.closed()) {
                throw file.refusal(
                        file.rows().getLast(),
                        "is the last line, without the end mark (0x1A) that the other files have;"
                                + " the file is truncated");
            }
        }
    }

    private static Map<String, Draft> drafts(OfacFile parties) throws RefusedListException {
        Map<String, Draft> drafts = LinkedHashMap.newLinkedHashMap(parties.rows().size());
        for (OfacFile.Row row : parties.rows()) {
            EntryKind kind =
                    switch (row.fields().get(2)) {
                        case "individual" -> EntryKind.PERSON;
                        case "vessel" -> EntryKind.VESSEL;
                        case "aircraft" -> EntryKind.AIRCRAFT;
                        case "", "entity" -> EntryKind.ORGANISATION;
                        default ->
                                throw parties.refusal(
                                        row,
                                        "its type is none of individual, vessel, aircraft, -0-");
                    };
            Draft draft = new Draft(row, kind, name(parties, row, 1));
            if (drafts.put(row.entry(), draft) != null) {
                throw parties.refusal(row, "entry " + row.entry() + " is there twice");
            }
        }
        return drafts;
    }

    private static String name(OfacFile file, OfacFile.Row row, int column)
            throws RefusedListException {
        String name = row.fields().get(column);
        if (name.isEmpty()) {
            throw file.refusal(row, "entry " + row.entry() + " has an empty name");
        }
        return name;
    }

    private List<OfacFile.Row> known(OfacFile file, Map<String, Draft> drafts)
            throws RefusedListException {
        List<OfacFile.Row> known = new ArrayList<>(file.rows().size());
        for (OfacFile.Row row : file.rows()) {
            if (drafts.containsKey(row.entry())) {
                known.add(row);
            } else if (unknownEntries == UnknownEntries.REFUSE) {
                throw file.refusal(
                        row,
                        "names entry "
                                + row.entry()
                                + ", which is not on the list; the files are incomplete or of"
                                + " different days");
            }
        }
        return known;
    }

    private static Draft draft(Map<String, Draft> drafts, OfacFile.Row row) {
        return Objects.requireNonNull(drafts.get(row.entry()));
    }

    /** An entry while its parts come together from several files. */
    private static final class Draft {
        private final EntryBuilder entry;
        private final StringBuilder remarks;

        Draft(OfacFile.Row row, EntryKind kind, String name) {
            entry = EntryBuilder.of(row.entry(), kind, name);
            Countries.code(row.fields().get(FLAG)).ifPresent(entry::nationality);
            List.of(row.fields().get(PROGRAMMES).split("] \\[|[\\[\\]]", -1))
                    .forEach(entry::programme);
            entry.position(row.fields().get(TITLE));
            remarks = new StringBuilder(row.fields().get(REMARKS));
        }

        void addAddress(List<String> fields) {
            entry.address(
                    fields.subList(2, 5).stream()
                            .filter(part -> !part.isEmpty())
                            .collect(Collectors.joining(", ")));
            Countries.code(fields.get(4)).ifPresent(entry::country);
        }

        Entry entry() {
            OfacRemarks read = OfacRemarks.read(remarks.toString());
            read.countries().forEach(entry::nationality);
            read.weakAliases().forEach(entry::weakAlias);
            read.birthDates().forEach(entry::birthDate);
            read.identifiers().forEach(entry::identifier);
            read.places().forEach(entry::place);
            return entry.gender(read.gender()).remark(remarks.toString()).build();
        }
    }
}
