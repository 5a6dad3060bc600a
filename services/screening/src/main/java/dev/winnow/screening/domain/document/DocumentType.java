package dev.winnow.screening.domain.document;

import dev.winnow.screening.domain.PartyKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The types of document that are known, each with the rule for its numbers. */
public enum DocumentType {
    PASSPORT("passport", null, PartyKind.PERSON, MachineReadable::read),
    NATIONAL_ID("national-id", null, PartyKind.PERSON, DocumentType::nationalId),
    DRIVING_LICENCE("driving-licence", null, PartyKind.PERSON, DocumentType::without),
    RESIDENCE_PERMIT("residence-permit", null, PartyKind.PERSON, DocumentType::without),
    BIRTH_CERTIFICATE("birth-certificate", null, PartyKind.PERSON, DocumentType::without),
    DNI("dni", "ES", PartyKind.PERSON, PersonNumbers::spanish),
    NIE("nie", "ES", PartyKind.PERSON, PersonNumbers::spanish),
    CODICE_FISCALE("codice-fiscale", "IT", PartyKind.PERSON, CodiceFiscale::read),
    CPF("cpf", "BR", PartyKind.PERSON, PersonNumbers::cpf),
    BSN("bsn", "NL", PartyKind.PERSON, PersonNumbers::bsn),
    NIR("nir", "FR", PartyKind.PERSON, BirthNumbers::nir),
    PESEL("pesel", "PL", PartyKind.PERSON, BirthNumbers::pesel),
    PERSONNUMMER("personnummer", "SE", PartyKind.PERSON, BirthNumbers::personnummer),
    HETU("hetu", "FI", PartyKind.PERSON, BirthNumbers::hetu),
    SSN("ssn", "US", PartyKind.PERSON, PersonNumbers::ssn),
    LEI("lei", null, PartyKind.ORGANISATION, OrganisationNumbers::lei),
    SIREN("siren", "FR", PartyKind.ORGANISATION, OrganisationNumbers::siren),
    REGISTRATION("registration", null, PartyKind.ORGANISATION, DocumentType::without);

    private static final Map<String, DocumentType> BY_CODE =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(DocumentType::code, Function.identity()));

    private final String code;
    private final Optional<String> issuer;
    private final PartyKind kind;

    @SuppressWarnings("ImmutableEnumChecker") // a reference to a static function
    private final BiFunction<String, Optional<String>, Reading> rule;

    DocumentType(
            String code,
            @Nullable String issuer,
            PartyKind kind,
            BiFunction<String, Optional<String>, Reading> rule) {
        this.code = code;
        this.issuer = Optional.ofNullable(issuer);
        this.kind = kind;
        this.rule = rule;
    }

    DocumentType(
            String code, @Nullable String issuer, PartyKind kind, Function<String, Reading> rule) {
        this(code, issuer, kind, (number, country) -> rule.apply(number));
    }

    /** The type of that name; case, and spaces or underscores for hyphens, do not matter. */
    public static Optional<DocumentType> of(@Nullable String name) {
        if (name == null) {
            return Optional.empty();
        }
        String code = name.strip().toLowerCase(Locale.ROOT).replace(' ', '-').replace('_', '-');
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** The name it has in applications. */
    public String code() {
        return code;
    }

    /** The one country that issues it; absent when many do. */
    public Optional<String> issuer() {
        return issuer;
    }

    public boolean suits(PartyKind applicant) {
        return kind == applicant;
    }

    /**
     * Reads a number of this type.
     *
     * @param number as given; spaces, and case, do not matter
     * @param country that issued it
     */
    public Reading read(String number, @Nullable String country) {
        return rule.apply(tidy(number), Optional.ofNullable(country));
    }

    /** The number alone, for comparing it with others: what a list of documents would say. */
    public String plainNumber(String number) {
        return this == PASSPORT ? MachineReadable.plainNumber(tidy(number)) : number.strip();
    }

    private static String tidy(String number) {
        return number.strip().toUpperCase(Locale.ROOT).replace(" ", "");
    }

    /** The Spanish card's number is the DNI or NIE; other cards' numbers have no public rule. */
    private static Reading nationalId(String number, Optional<String> country) {
        return country.filter("ES"::equals).isPresent()
                ? PersonNumbers.spanish(number)
                : without(number);
    }

    private static Reading without(String number) {
        return new Reading.Unchecked("numbers of this type have no public check digit");
    }
}
