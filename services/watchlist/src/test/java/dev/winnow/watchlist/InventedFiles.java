package dev.winnow.watchlist;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * An invented list as its publisher would write it, in each format, and what can be wrong with it.
 *
 * @param path of the file or folder within the test's folder
 * @param main the file that faults are planted in
 * @param texts of the files by their names; of OFAC's within the folder
 */
record InventedFiles(String path, String main, Map<String, String> texts) {
    /** Who is on every list, as entry 1. */
    static final String LISTED = "Anatoly Sergeyevich Vorenkov";

    private static final String BIS_HEADER =
            "\"Name\"\t\"Street_Address\"\t\"City\"\t\"State\"\t\"Country\"\t\"Postal_Code\""
                + "\t\"Effective_Date\"\t\"Expiration_Date\"\t\"Standard_Order\"\t\"Last_Update\""
                + "\t\"Action\"\t\"FR_Citation\"\n";

    enum Format {
        OFAC,
        UN,
        FTM,
        BIS,
        CSV
    }

    /** With so many entries. */
    static InventedFiles of(Format format, int entries) {
        return switch (format) {
            case OFAC ->
                    new InventedFiles(
                            "ofac",
                            "sdn.csv",
                            Map.of(
                                    "sdn.csv",
                                    rows(entries, InventedFiles::sdn) + "\u001A",
                                    "alt.csv",
                                    "1,1,\"aka\",\"WORENKOV, Anatoli\",-0- \r\n\u001A",
                                    "add.csv",
                                    "1,1,\"1 Chaff Lane\",\"Nicosia\",\"Cyprus\",-0- \r\n\u001A"));
            case UN -> single("un.xml", un(entries));
            case FTM -> single("list.json", rows(entries, InventedFiles::ftm));
            case BIS -> single("dpl.txt", BIS_HEADER + rows(entries, InventedFiles::bis));
            case CSV ->
                    single(
                            "list.csv",
                            "entry,kind,name,countries\n" + rows(entries, InventedFiles::csv));
        };
    }

    private static InventedFiles single(String name, String text) {
        return new InventedFiles(name, name, Map.of(name, text));
    }

    private interface Row {
        String of(int number, String name);
    }

    private static String rows(int entries, Row row) {
        StringBuilder rows = new StringBuilder();
        for (int i = 1; i <= entries; i++) {
            rows.append(
                    row.of(
                            i,
                            i == 1
                                    ? LISTED
                                    : "Person" + letters(i) + " Zelmorin" + letters(i * 7)));
        }
        return rows.toString();
    }

    /** Another word for each number. */
    private static String letters(int number) {
        StringBuilder word = new StringBuilder();
        for (int rest = number; rest > 0; rest /= 5) {
            word.append("aeiou".charAt(rest % 5)).append("bdgkz".charAt(rest % 5));
        }
        return word.toString();
    }

    private static String sdn(int number, String name) {
        return number
                + ",\""
                + name.toUpperCase(Locale.ROOT)
                + "\",\"individual\",\"INV\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 05 May 1963;"
                + " POB Kyrenia, Cyprus.\"\r\n";
    }

    private static String ftm(int number, String name) {
        return "{\"id\":\""
                + number
                + "\",\"caption\":\""
                + name
                + "\",\"schema\":\"Person\",\"target\":true,\"properties\":{\"name\":[\""
                + name
                + "\"],\"birthDate\":[\"1963-05-05\"]}}\n";
    }

    private static String bis(int number, String name) {
        return "\""
                + name.toUpperCase(Locale.ROOT)
                + "\"\t\"1 CHAFF LANE\"\t\"LIMASSOL\"\t\"\"\t\"CY\"\t\"3010\"\t\"06/19/2003\"\t"
                + "\"06/29/2056\"\t\"Y\"\t\"2007-01-31\"\t\"ADDED\"\t\"68 F.R. "
                + number
                + "\"\n";
    }

    private static String csv(int number, String name) {
        return number + ",person,\"" + name + "\",CY\n";
    }

    private static String un(int entries) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<CONSOLIDATED_LIST dateGenerated=\"2026-02-03T04:05:06.789-05:00\">\n"
                + "<INDIVIDUALS>\n"
                + rows(entries - 1, InventedFiles::individual)
                + "</INDIVIDUALS>\n<ENTITIES>\n<ENTITY><FIRST_NAME>VELDRANA TRADING</FIRST_NAME>"
                + "<REFERENCE_NUMBER>XVe.1</REFERENCE_NUMBER></ENTITY>\n"
                + "</ENTITIES>\n</CONSOLIDATED_LIST>\n";
    }

    private static String individual(int number, String name) {
        return "<INDIVIDUAL><FIRST_NAME>"
                + name
                + "</FIRST_NAME><REFERENCE_NUMBER>"
                + number
                + "</REFERENCE_NUMBER></INDIVIDUAL>\n";
    }

    /** With a mistake that only its format knows. */
    InventedFiles malformed(Format format) {
        return switch (format) {
            case OFAC -> with(text -> text.replaceFirst(",\"INV\"", ""));
            case UN -> with(text -> text.replaceFirst("</FIRST_NAME>", ""));
            case FTM -> with(text -> text.replaceFirst("\"properties\":\\{", "\"properties\":"));
            case BIS -> with(text -> text.replaceFirst("06/19/2003", "19 June 2003"));
            case CSV -> with(text -> text.replaceFirst("person", "martian"));
        };
    }

    /** With so much of the main file. */
    InventedFiles cut(double share) {
        return with(text -> text.substring(0, (int) (text.length() * share)));
    }

    InventedFiles with(UnaryOperator<String> change) {
        Map<String, String> changed = new TreeMap<>(texts);
        changed.computeIfPresent(main, (name, text) -> change.apply(text));
        return new InventedFiles(path, main, changed);
    }

    /** Writes them, and gives the path to load them from. */
    Path write(Path folder) throws IOException {
        return write(folder, StandardCharsets.UTF_8);
    }

    /** Writes them with the main file in that encoding. */
    Path write(Path folder, Charset encoding) throws IOException {
        Path where = path.equals(main) ? folder : Files.createDirectories(folder.resolve(path));
        for (Map.Entry<String, String> file : texts.entrySet()) {
            Charset own = file.getKey().equals(main) ? encoding : StandardCharsets.UTF_8;
            Files.write(where.resolve(file.getKey()), file.getValue().getBytes(own));
        }
        return folder.resolve(path);
    }
}
