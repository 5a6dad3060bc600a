package dev.winnow.watchlist.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.matching.EntryKind;
import dev.winnow.matching.Normaliser;
import dev.winnow.watchlist.application.LoadList.Limits;
import dev.winnow.watchlist.application.LoadList.Loaded;
import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.EntryBuilder;
import dev.winnow.watchlist.domain.ListContent;
import dev.winnow.watchlist.domain.Party;
import dev.winnow.watchlist.domain.RefusedListException;
import dev.winnow.watchlist.domain.Version;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LoadListTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private final ListsInMemory lists = new ListsInMemory();
    private final List<Version> announced = new ArrayList<>();
    private final CurrentLists current = new CurrentLists(lists, Normaliser.standard(), List.of());
    private ListContent files = content(10);

    @Test
    void aLoadIsANewVersionInForceAndAnnounced() {
        Loaded loaded = load();

        assertThat(loaded.changed()).isTrue();
        assertThat(loaded.version())
                .isEqualTo(
                        new Version(
                                "sanctions",
                                1,
                                10,
                                10,
                                files.checksum(),
                                NOW,
                                Optional.empty(),
                                Optional.of(new Version.Changes(10, 0, 0))));
        assertThat(announced).containsExactly(loaded.version());
        assertThat(current.snapshot().versions()).containsExactly(loaded.version());
    }

    @Test
    void theSameContentAgainChangesNothing() {
        Version first = load().version();

        Loaded again = load();

        assertThat(again).isEqualTo(new Loaded(first, false));
        assertThat(announced).hasSize(1);
    }

    @Test
    void anEarlierContentLoadedAgainIsANewVersion() {
        load();
        files = content(11);
        load();
        files = content(10);

        assertThat(load().version().number()).isEqualTo(3);
    }

    @Test
    void aListThatShrinksByMoreThanItMayIsRefusedAndTheOldOneStays() {
        Version first = load().version();
        files = content(4);

        assertThatThrownBy(this::load)
                .isInstanceOf(RefusedListException.class)
                .hasMessageContaining("from 10 entries to 4");

        assertThat(lists.inForce()).containsExactly(first);
        assertThat(current.snapshot().versions()).containsExactly(first);
        files = content(5);
        assertThat(load().version().number()).isEqualTo(2);
    }

    @Test
    void aListWithTooManyEntriesIsRefused() {
        files = content(21);

        assertThatThrownBy(this::load)
                .isInstanceOf(RefusedListException.class)
                .hasMessageContaining("watchlist.max-entries");
        assertThat(lists.inForce()).isEmpty();
    }

    @Test
    void aNumberOrANameLongerThanAnyPublishersIsRefused() {
        Entry number = EntryBuilder.of("9".repeat(201), EntryKind.PERSON, "A").build();
        files = new ListContent("e".repeat(64), List.of(entry(1), number));
        assertThatThrownBy(this::load)
                .isInstanceOf(RefusedListException.class)
                .hasMessageContaining("number has 201 characters, more than 200");
        Entry name = EntryBuilder.of("9", EntryKind.PERSON, "A").alias("a".repeat(2001)).build();
        files = new ListContent("e".repeat(64), List.of(entry(1), name));
        assertThatThrownBy(this::load)
                .isInstanceOf(RefusedListException.class)
                .hasMessageContaining("a name of entry 9 has 2001 characters, more than 2000");
        assertThat(lists.inForce()).isEmpty();
    }

    @Test
    void whatCannotBeAnnouncedIsNotLoaded() {
        LoadList failing =
                loadList((version, before) -> {
                    throw new IllegalStateException("no outbox");
                });

        assertThatThrownBy(
                        () -> failing.load("sanctions", "/x", Optional.empty(), Optional.empty()))
                .hasMessage("no outbox");

        assertThat(lists.inForce()).isEmpty();
        assertThat(current.snapshot().isEmpty()).isTrue();
    }

    @Test
    void listsStandBesideEachOther() {
        load();
        loadList((version, before) -> announced.add(version))
                .load("other", "/x", Optional.empty(), Optional.empty());

        assertThat(current.snapshot().versions())
                .extracting(Version::list)
                .containsExactly("other", "sanctions");
        assertThat(current.snapshot().screen(Party.named("Anatoly Vorenkov1"), 0.99, 10))
                .extracting(match -> match.list())
                .containsExactly("other", "sanctions");
    }

    @Test
    void aVersionSaysWhatItChanged() {
        load();
        List<Entry> entries = new ArrayList<>(content(11).entries());
        entries.removeFirst();
        entries.set(
                0,
                EntryBuilder.of("1", EntryKind.PERSON, "VORENKOV1, Anatoly").country("CY").build());
        files = new ListContent("f".repeat(64), Optional.of(NOW), entries);

        Version version = load().version();

        assertThat(version.changes()).contains(new Version.Changes(1, 1, 1));
        assertThat(version.publishedAt()).contains(NOW);
    }

    @Test
    void anotherChecksumThanExpectedIsRefused() {
        LoadList loadList = loadList((version, before) -> announced.add(version));

        assertThatThrownBy(() ->
                        loadList.load(
                                "sanctions", "/x", Optional.empty(), Optional.of("a".repeat(64))))
                .isInstanceOf(RefusedListException.class)
                .hasMessageContaining("the checksum of the list is " + files.checksum());
        assertThat(lists.inForce()).isEmpty();
        assertThat(
                        loadList.load(
                                        "sanctions",
                                        "/x",
                                        Optional.empty(),
                                        Optional.of(files.checksum()))
                                .changed())
                .isTrue();
    }

    @Test
    void aListThatCannotBeReadIsNoHindranceToTheOthers() {
        load();
        Version good =
                loadList((v, b) -> announced.add(v))
                        .load("other", "/x", Optional.empty(), Optional.empty())
                        .version();
        CurrentLists fresh = new CurrentLists(lists, Normaliser.standard(), List.of("wanted"));
        lists.breakDown("sanctions");

        fresh.refresh();

        assertThat(fresh.isLoaded()).isTrue();
        assertThat(fresh.snapshot().versions()).containsExactly(good);
        assertThat(fresh.missing()).containsExactly("sanctions", "wanted");
        assertThat(fresh.failures()).containsOnlyKeys("sanctions");
        assertThat(current.snapshot().versions()).hasSize(2);
    }

    private Loaded load() {
        return loadList((version, before) -> announced.add(version))
                .load("sanctions", "/x", Optional.empty(), Optional.empty());
    }

    private LoadList loadList(Announcements announcements) {
        return new LoadList(
                (path, format) -> files,
                lists,
                announcements,
                current,
                new Limits(20, 50, 3),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static ListContent content(int entries) {
        return new ListContent(
                String.format("%064x", entries),
                IntStream.range(0, entries).mapToObj(LoadListTest::entry).toList());
    }

    private static Entry entry(int number) {
        return EntryBuilder.of("" + number, EntryKind.PERSON, "VORENKOV" + number + ", Anatoly")
                .build();
    }
}
