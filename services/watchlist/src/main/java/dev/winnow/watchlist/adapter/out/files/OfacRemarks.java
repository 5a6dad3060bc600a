package dev.winnow.watchlist.adapter.out.files;

import dev.winnow.matching.BirthDate;
import dev.winnow.matching.Identifier;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What OFAC writes into the remarks of an entry, as in {@code DOB 05 May 1963; alt. DOB circa 1955;
 * nationality Iran; Passport A123 (Iran); a.k.a. 'X'.} What is not understood stays in the remarks
 * and does no harm.
 */
record OfacRemarks(
        List<BirthDate> birthDates,
        List<String> places,
        List<String> countries,
        List<Identifier> identifiers,
        List<String> weakAliases,
        String gender) {

    private static final Pattern DATE =
            Pattern.compile("(?:DOB|Organization Established Date) (.+)");
    private static final Pattern PLACE = Pattern.compile("POB (.+)");
    private static final Pattern COUNTRY =
            Pattern.compile(
                    "(?:nationality|citizen|Nationality of Registration|Citizenship Country)"
                            + " (.+)");
    private static final Pattern GENDER = Pattern.compile("Gender (Male|Female).*");
    private static final Pattern WEAK_ALIAS = Pattern.compile("[afn]\\.k\\.a\\. '(.+)'");
    private static final Pattern IDENTIFIER =
            Pattern.compile(
                    "(Passport|National ID No\\.|Cedula No\\.|NIT #|RUC #|RIF #|Tax ID"
                        + " No\\.|SSN|Registration Number|Registration ID|Company"
                        + " Number|D\\.N\\.I\\.|Commercial Registry Number|Business Registration"
                        + " Number|Business Registration Document #|Government Gazette"
                        + " Number|Identification Number|Personal ID Card|National Foreign ID"
                        + " Number|V\\.A\\.T\\. Number|Driver's License"
                        + " No\\.|R\\.F\\.C\\.|C\\.U\\.R\\.P\\.|C\\.U\\.I\\.T\\.|C\\.R\\."
                        + " No\\.|Electoral Registry No\\.|UK Company Number|Matricula Mercantil"
                        + " No|Folio Mercantil No\\.|Trade License No\\.|Legal Entity Number|Kenyan"
                        + " ID No\\.|Refugee ID Card|Stateless Person ID Card|Diplomatic"
                        + " Passport|Turkish Identification Number|I\\.F\\.E\\.|Cedula de"
                        + " Ciudadania|Vessel Registration Identification|MMSI) (.+)");
    private static final Pattern NUMBER =
            Pattern.compile("((?:IMO )?[^\\s(]+(?: [^\\s(]*\\d[^\\s(]*)*)(?: \\(([^)]+)\\))?.*");
    private static final Pattern SPAN = Pattern.compile("(.+?)(?: to |-)(.+)");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("dd MMM uuuu", Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("[MMMM][MMM] uuuu", Locale.ENGLISH);

    static OfacRemarks read(String remarks) {
        List<BirthDate> dates = new ArrayList<>();
        List<String> places = new ArrayList<>();
        Set<String> countries = new LinkedHashSet<>();
        List<Identifier> identifiers = new ArrayList<>();
        List<String> aliases = new ArrayList<>();
        String gender = "";
        for (String item : remarks.split(";\\s*", -1)) {
            String text = plain(item);
            rest(DATE, text).flatMap(OfacRemarks::date).ifPresent(dates::add);
            rest(PLACE, text).ifPresent(places::add);
            rest(COUNTRY, text).flatMap(Countries::code).ifPresent(countries::add);
            rest(WEAK_ALIAS, text).ifPresent(aliases::add);
            identifier(text).ifPresent(identifiers::add);
            gender = rest(GENDER, text).orElse(gender);
        }
        return new OfacRemarks(dates, places, List.copyOf(countries), identifiers, aliases, gender);
    }

    private static String plain(String item) {
        String text = item.strip();
        if (text.startsWith("alt. ")) {
            text = text.substring("alt. ".length());
        }
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    private static Optional<String> rest(Pattern pattern, String text) {
        Matcher m = pattern.matcher(text);
        return m.matches() ? Optional.of(m.group(1).strip()) : Optional.empty();
    }

    private static Optional<Identifier> identifier(String text) {
        Matcher m = IDENTIFIER.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        Matcher number = NUMBER.matcher(m.group(2));
        if (!number.matches()) {
            return Optional.empty();
        }
        String country = number.group(2) == null ? "" : number.group(2);
        return Optional.of(
                new Identifier(m.group(1), number.group(1), Countries.code(country).orElse("")));
    }

    /** A day, a month, a year, a span of them, each perhaps with circa before it. */
    static Optional<BirthDate> date(String text) {
        boolean circa = text.startsWith("circa ");
        String rest = circa ? text.substring("circa ".length()) : text;
        Optional<BirthDate> date = single(rest);
        Matcher span = SPAN.matcher(rest);
        if (date.isEmpty() && span.matches()) {
            Optional<BirthDate> end = single(span.group(2));
            date =
                    single(span.group(1))
                            .flatMap(from ->
                                    end.filter(to -> !to.latest().isBefore(from.earliest()))
                                            .map(from::through));
        }
        return circa ? date.map(BirthDate::about) : date;
    }

    private static Optional<BirthDate> single(String text) {
        String day = text.strip();
        try {
            return switch (day.split(" ", -1).length) {
                case 1 -> Optional.of(BirthDate.in(Year.parse(day)));
                case 2 -> Optional.of(BirthDate.in(YearMonth.parse(day, MONTH)));
                case 3 -> Optional.of(BirthDate.on(LocalDate.parse(day, DAY)));
                default -> Optional.empty();
            };
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
