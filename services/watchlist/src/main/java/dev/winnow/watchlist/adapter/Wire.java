package dev.winnow.watchlist.adapter;

import dev.winnow.contracts.PartyKind;
import dev.winnow.contracts.watchlist.Hit;
import dev.winnow.contracts.watchlist.ListSourceFormat;
import dev.winnow.contracts.watchlist.ListVersion;
import dev.winnow.contracts.watchlist.ListedEntry;
import dev.winnow.contracts.watchlist.PartyIdentifier;
import dev.winnow.contracts.watchlist.ScreenRequest;
import dev.winnow.contracts.watchlist.ScreenStatus;
import dev.winnow.matching.EntryKind;
import dev.winnow.matching.Feature;
import dev.winnow.matching.Identifier;
import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.ListFormat;
import dev.winnow.watchlist.domain.Match;
import dev.winnow.watchlist.domain.NameType;
import dev.winnow.watchlist.domain.Party;
import dev.winnow.watchlist.domain.Status;
import dev.winnow.watchlist.domain.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Between what is on the wire and what the domain thinks in. */
public final class Wire {
    private Wire() {}

    public static ListVersion version(Version version) {
        Optional<Version.Changes> changes = version.changes();
        return new ListVersion(
                version.list(),
                version.number(),
                version.entries(),
                version.names(),
                version.checksum(),
                version.loadedAt(),
                version.publishedAt().orElse(null),
                changes.map(Version.Changes::added).orElse(null),
                changes.map(Version.Changes::removed).orElse(null),
                changes.map(Version.Changes::changed).orElse(null));
    }

    public static Party party(ScreenRequest request) {
        return new Party(
                request.name(),
                kind(request.kind()),
                Optional.ofNullable(request.dateOfBirth()),
                all(request.countries(), Wire::country),
                all(request.identifiers(), i -> identifier(i.type(), i.number(), i.country())));
    }

    public static Party party(dev.winnow.contracts.watchlist.Party party) {
        return new Party(
                party.name(),
                kind(party.kind()),
                Optional.ofNullable(party.dateOfBirth()),
                all(party.countries(), Wire::country),
                all(party.identifiers(), i -> identifier(i.type(), i.number(), i.country())));
    }

    private static Optional<EntryKind> kind(@Nullable PartyKind kind) {
        return switch (kind) {
            case null -> Optional.empty();
            case PERSON -> Optional.of(EntryKind.PERSON);
            case ORGANISATION -> Optional.of(EntryKind.ORGANISATION);
        };
    }

    private static Identifier identifier(
            @Nullable String type, String number, @Nullable String country) {
        return new Identifier(
                type == null ? "" : type, number, country == null ? "" : country(country));
    }

    private static String country(String code) {
        return code.toUpperCase(Locale.ROOT);
    }

    public static Hit hit(Match match) {
        return new Hit(
                match.list(),
                match.entry().number(),
                match.matchedName(),
                match.score(),
                explanation(match.features()));
    }

    public static List<Hit.Feature> explanation(List<Feature> features) {
        return all(features, f -> new Hit.Feature(f.name(), f.effect(), f.detail()));
    }

    /**
     * As a stream's map, for what each question needs: most of these lists have nothing in them.
     */
    public static <T, R> List<R> all(List<T> from, Function<? super T, ? extends R> to) {
        if (from.isEmpty()) {
            return List.of();
        }
        List<R> made = new ArrayList<>(from.size());
        for (T one : from) {
            made.add(to.apply(one));
        }
        return made;
    }

    public static ScreenStatus status(Status status) {
        return switch (status) {
            case CLEAR -> ScreenStatus.CLEAR;
            case POSSIBLE -> ScreenStatus.POSSIBLE;
            case CONFIRMED -> ScreenStatus.CONFIRMED;
            case PARTIAL -> ScreenStatus.PARTIAL;
            case ERROR -> ScreenStatus.ERROR;
        };
    }

    public static dev.winnow.contracts.watchlist.EntryKind kind(EntryKind kind) {
        return switch (kind) {
            case PERSON -> dev.winnow.contracts.watchlist.EntryKind.PERSON;
            case ORGANISATION -> dev.winnow.contracts.watchlist.EntryKind.ORGANISATION;
            case VESSEL -> dev.winnow.contracts.watchlist.EntryKind.VESSEL;
            case AIRCRAFT -> dev.winnow.contracts.watchlist.EntryKind.AIRCRAFT;
        };
    }

    public static ListedEntry entry(String list, int version, Entry entry) {
        return new ListedEntry(
                list,
                version,
                entry.number(),
                kind(entry.kind()),
                entry.names().stream()
                        .map(n -> new ListedEntry.Name(n.text(), type(n.type()), n.weak()))
                        .toList(),
                entry.birthDates().stream().map(Object::toString).toList(),
                entry.nationalities(),
                entry.countries(),
                entry.identifiers().stream()
                        .map(i ->
                                new PartyIdentifier(some(i.type()), i.number(), some(i.country())))
                        .toList(),
                entry.places(),
                entry.addresses(),
                some(entry.gender()),
                entry.positions(),
                entry.programmes(),
                entry.listedOn().orElse(null),
                some(entry.remarks()));
    }

    private static @Nullable String some(String text) {
        return text.isEmpty() ? null : text;
    }

    private static ListedEntry.NameType type(NameType type) {
        return switch (type) {
            case PRIMARY -> ListedEntry.NameType.PRIMARY;
            case ALIAS -> ListedEntry.NameType.ALIAS;
            case FORMER -> ListedEntry.NameType.FORMER;
            case ORIGINAL_SCRIPT -> ListedEntry.NameType.ORIGINAL_SCRIPT;
        };
    }

    public static ListFormat format(ListSourceFormat format) {
        return switch (format) {
            case OFAC -> ListFormat.OFAC;
            case UN -> ListFormat.UN;
            case FTM -> ListFormat.FTM;
            case BIS -> ListFormat.BIS;
            case CSV -> ListFormat.CSV;
        };
    }

    public static ListSourceFormat format(ListFormat format) {
        return switch (format) {
            case OFAC -> ListSourceFormat.OFAC;
            case UN -> ListSourceFormat.UN;
            case FTM -> ListSourceFormat.FTM;
            case BIS -> ListSourceFormat.BIS;
            case CSV -> ListSourceFormat.CSV;
        };
    }
}
