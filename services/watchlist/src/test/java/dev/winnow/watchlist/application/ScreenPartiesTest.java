package dev.winnow.watchlist.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.matching.BirthDate;
import dev.winnow.matching.EntryKind;
import dev.winnow.matching.Identifier;
import dev.winnow.matching.Normaliser;
import dev.winnow.watchlist.application.ScreenParties.Asked;
import dev.winnow.watchlist.application.ScreenParties.Choice;
import dev.winnow.watchlist.application.ScreenParties.Outcome;
import dev.winnow.watchlist.application.ScreenParties.Result;
import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.EntryBuilder;
import dev.winnow.watchlist.domain.Exclusion;
import dev.winnow.watchlist.domain.ListContent;
import dev.winnow.watchlist.domain.Match;
import dev.winnow.watchlist.domain.Party;
import dev.winnow.watchlist.domain.Status;
import dev.winnow.watchlist.domain.Version;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class ScreenPartiesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final Choice EVERYWHERE =
            new Choice(Set.of(), Map.of(), Optional.empty(), Optional.empty());

    private final ListsInMemory lists = new ListsInMemory();
    private final ExclusionsInMemory exclusions = new ExclusionsInMemory(lists);
    private CurrentLists current = new CurrentLists(lists, Normaliser.standard(), List.of());
    private Instant now = NOW;

    @Test
    void withoutAListNothingIsLookedAt() {
        assertThat(screen(EVERYWHERE, named("Anatoly Vorenkov")))
                .isInstanceOf(Outcome.NoList.class);
    }

    @Test
    void everyPartyHasAResultAndOneThatCannotBeComparedIsAnError() {
        load("a", vorenkov());

        List<Result> results =
                looked(
                                EVERYWHERE,
                                named("Anatoly Vorenkov"),
                                named("Margaret Thistlewood"),
                                named("?!"))
                        .results();

        assertThat(results)
                .extracting(Result::status)
                .containsExactly(Status.POSSIBLE, Status.CLEAR, Status.ERROR);
        assertThat(results.getLast().problem())
                .contains("the name has neither a letter nor a digit");
    }

    @Test
    void anEqualNumberOrAnEqualDateOfBirthConfirms() {
        load("a", vorenkov());

        assertThat(status(party("Anatoly Vorenkov", Optional.of(LocalDate.of(1963, 5, 5)))))
                .isEqualTo(Status.CONFIRMED);
        assertThat(status(party("Anatoly Vorenkov", Optional.of(LocalDate.of(1999, 5, 5)))))
                .isNotEqualTo(Status.CONFIRMED);
        Party numbered =
                new Party(
                        "Somebody Else",
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(new Identifier("passport", "N4455667", "")));
        assertThat(status(numbered)).isEqualTo(Status.CONFIRMED);
    }

    @Test
    void whileAListIsMissingNobodyIsClear() {
        current = new CurrentLists(lists, Normaliser.standard(), List.of("wanted"));
        load("a", vorenkov());

        Outcome.Looked looked = looked(EVERYWHERE, named("Margaret Thistlewood"));

        assertThat(looked.results().getFirst().status()).isEqualTo(Status.PARTIAL);
        assertThat(looked.missing()).containsExactly("wanted");
        assertThat(looked(on("a"), named("Margaret Thistlewood")).results().getFirst().status())
                .isEqualTo(Status.CLEAR);
        assertThat(looked(on("a", "no-such"), named("X Y")).missing()).containsExactly("no-such");
    }

    @Test
    void onlyTheChosenListsAreLookedAt() {
        load("a", vorenkov());
        load("b", vorenkov());

        Outcome.Looked looked = looked(on("b"), named("Anatoly Vorenkov"));

        assertThat(looked.versions()).extracting(Version::list).containsExactly("b");
        assertThat(looked.results().getFirst().matches())
                .extracting(Match::list)
                .containsExactly("b");
    }

    @Test
    void aListIsLookedAtAsItWas() {
        load("a", vorenkov());
        load("b", vorenkov());
        load("a", EntryBuilder.of("2", EntryKind.PERSON, "PENDERECKA, Jagoda").build());

        assertThat(looked(EVERYWHERE, named("Anatoly Vorenkov")).results().getFirst().matches())
                .extracting(Match::list)
                .containsExactly("b");
        Outcome.Looked then = looked(asOf("a", 1), named("Anatoly Vorenkov"));
        assertThat(then.results().getFirst().matches())
                .extracting(Match::list)
                .containsExactly("a", "b");
        assertThat(then.versions()).extracting(Version::number).containsExactly(1, 1);
        assertThat(screen(asOf("a", 9), named("X Y"))).isEqualTo(new Outcome.NoSuchVersion("a", 9));
        lists.forget(lists.version("b", 1).orElseThrow());
        load("b", EntryBuilder.of("2", EntryKind.PERSON, "PENDERECKA, Jagoda").build());
        assertThat(screen(asOf("b", 1), named("X Y"))).isEqualTo(new Outcome.NoSuchVersion("b", 1));
    }

    @Test
    void whatIsExcludedIsLeftOutForThatPartyOnlyAndToBeSeen() {
        load("a", vorenkov());
        Exclusion exclusion = exclude("customer-1", Optional.empty());

        Result own =
                looked(EVERYWHERE, named("Anatoly Vorenkov", "customer-1")).results().getFirst();

        assertThat(own.status()).isEqualTo(Status.CLEAR);
        assertThat(own.matches()).isEmpty();
        assertThat(own.excluded())
                .extracting(e -> e.exclusion().id())
                .containsExactly(exclusion.id());
        assertThat(status(named("Anatoly Vorenkov", "customer-2").party()))
                .isEqualTo(Status.POSSIBLE);
        assertThat(
                        looked(EVERYWHERE, named("Anatoly Vorenkov", "customer-2"))
                                .results()
                                .getFirst()
                                .status())
                .isEqualTo(Status.POSSIBLE);
    }

    @Test
    void anExclusionEndsWithItsTimeAndIsVoidWhenTheEntryChanges() {
        load("a", vorenkov());
        exclude("customer-1", Optional.of(NOW.plus(Duration.ofDays(1))));
        Asked asked = named("Anatoly Vorenkov", "customer-1");
        assertThat(looked(EVERYWHERE, asked).results().getFirst().status()).isEqualTo(Status.CLEAR);

        now = NOW.plus(Duration.ofDays(1));
        assertThat(looked(EVERYWHERE, asked).results().getFirst().status())
                .isEqualTo(Status.POSSIBLE);

        now = NOW;
        load(
                "a",
                EntryBuilder.of("1", EntryKind.PERSON, "VORENKOV, Anatoly").country("CY").build());
        assertThat(looked(EVERYWHERE, asked).results().getFirst().status())
                .isEqualTo(Status.POSSIBLE);
        assertThat(
                        manage().page(
                                        new Exclusions.Filter(
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty()),
                                        Optional.empty(),
                                        10))
                .extracting(ManageExclusions.Shown::state)
                .containsExactly(Exclusion.State.VOID);
    }

    @Test
    void anExclusionSaidTwiceIsOneAndOneTakenBackStays() {
        load("a", vorenkov());
        Exclusion first = exclude("customer-1", Optional.empty());
        assertThat(exclude("customer-1", Optional.empty()).id()).isEqualTo(first.id());

        ManageExclusions.Shown back = manage().withdraw(first.id(), "bob", "was him").orElseThrow();

        assertThat(back.state()).isEqualTo(Exclusion.State.WITHDRAWN);
        assertThat(
                        looked(EVERYWHERE, named("Anatoly Vorenkov", "customer-1"))
                                .results()
                                .getFirst()
                                .status())
                .isEqualTo(Status.POSSIBLE);
        assertThat(exclude("customer-1", Optional.empty()).id()).isNotEqualTo(first.id());
    }

    @Test
    void aPartyHasNoMoreExclusionsThanAllAreLookedAtFor() {
        load("a", vorenkov());
        for (int i = 0; i < ManageExclusions.MOST; i++) {
            exclusions.add(other("x" + i), old -> false, ManageExclusions.MOST);
        }

        assertThatThrownBy(() -> exclude("customer-1", Optional.empty()))
                .isInstanceOf(ManageExclusions.TooManyException.class)
                .hasMessageContaining("1000");
    }

    private static Exclusion other(String entry) {
        return new Exclusion(
                UUID.randomUUID(),
                "customer-1",
                "a",
                entry,
                "",
                "alice",
                "another one",
                NOW,
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void whatIsExcludedTakesNobodysPlace() {
        load("a", vorenkov(), EntryBuilder.of("2", EntryKind.PERSON, "VORENKOV, Anatoly").build());
        exclude("customer-1", Optional.empty());
        Choice one = new Choice(Set.of(), Map.of(), Optional.empty(), Optional.of(1));

        Result result = looked(one, named("Anatoly Vorenkov", "customer-1")).results().getFirst();

        assertThat(result.matches()).extracting(m -> m.entry().number()).containsExactly("2");
        assertThat(result.excluded()).hasSize(1);
    }

    private static Entry vorenkov() {
        return EntryBuilder.of("1", EntryKind.PERSON, "VORENKOV, Anatoly")
                .birthDate(BirthDate.on(LocalDate.of(1963, 5, 5)))
                .identifier(new Identifier("Passport", "N-4455667", "CY"))
                .build();
    }

    private Exclusion exclude(String partyKey, Optional<Instant> end) {
        return manage().exclude(
                        new ManageExclusions.Statement(
                                partyKey, "a", "1", "alice", "another one", end))
                .orElseThrow()
                .exclusion();
    }

    private ManageExclusions manage() {
        return new ManageExclusions(exclusions, lists, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Choice on(String... names) {
        return new Choice(Set.of(names), Map.of(), Optional.empty(), Optional.empty());
    }

    private static Choice asOf(String list, int version) {
        return new Choice(Set.of(), Map.of(list, version), Optional.empty(), Optional.empty());
    }

    private static Asked named(String name) {
        return new Asked(name, Party.named(name), Optional.empty());
    }

    private static Asked named(String name, String partyKey) {
        return new Asked(name, Party.named(name), Optional.of(partyKey));
    }

    private static Party party(String name, Optional<LocalDate> born) {
        return new Party(name, Optional.empty(), born, List.of(), List.of());
    }

    private Status status(Party party) {
        return looked(EVERYWHERE, new Asked("x", party, Optional.empty()))
                .results()
                .getFirst()
                .status();
    }

    private Outcome.Looked looked(Choice choice, Asked... parties) {
        return (Outcome.Looked) screen(choice, parties);
    }

    private Outcome screen(Choice choice, Asked... parties) {
        return new ScreenParties(
                        current,
                        new PastLists(lists, current, 2, Supplier::get),
                        exclusions,
                        0.85,
                        20,
                        Clock.fixed(now, ZoneOffset.UTC))
                .screen(List.of(parties), choice);
    }

    private void load(String list, Entry... entries) {
        String checksum = String.format("%064x", List.of(entries).hashCode());
        new LoadList(
                        (path, format) -> new ListContent(checksum, List.of(entries)),
                        lists,
                        (version, before) -> {},
                        current,
                        new LoadList.Limits(100, 100, 0),
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .load(list, "/x", Optional.empty(), Optional.empty());
    }
}
