package dev.winnow.watchlist.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.matching.EntryKind;
import dev.winnow.matching.Normaliser;
import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.EntryBuilder;
import dev.winnow.watchlist.domain.ListContent;
import dev.winnow.watchlist.domain.ListIndex;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PastListsTest {
    private final ListsInMemory lists = new ListsInMemory();
    private final CurrentLists current = new CurrentLists(lists, Normaliser.standard(), List.of());
    private final AtomicInteger made = new AtomicInteger();
    private final CountDownLatch making = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @BeforeEach
    void load() {
        for (int version = 1; version <= 4; version++) {
            ListContent content =
                    new ListContent(String.format("%064x", version), List.of(entry(version)));
            new LoadList(
                            (path, format) -> content,
                            lists,
                            (loaded, before) -> {},
                            current,
                            new LoadList.Limits(100, 100, 0),
                            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                    .load("a", "/x", Optional.empty(), Optional.empty());
        }
    }

    @Test
    void theOnesUsedLastStayAndTheOneInForceIsNeverMadeAgain() {
        PastLists past = new PastLists(lists, current, 2, this::count);

        assertThat(number(past, 4)).contains(4);
        assertThat(made).hasValue(0);
        assertThat(number(past, 1)).contains(1);
        assertThat(number(past, 2)).contains(2);
        assertThat(number(past, 1)).contains(1);
        assertThat(made).hasValue(2);
        assertThat(number(past, 3)).contains(3);
        assertThat(number(past, 1)).contains(1);
        assertThat(made).hasValue(3);
        assertThat(number(past, 2)).contains(2);
        assertThat(made).hasValue(4);
        assertThat(number(past, 9)).isEmpty();
    }

    @Test
    void whileOneIsMadeThoseThatAreThereAnswerAndOthersAreToldToAskAgain() throws Exception {
        PastLists past =
                new PastLists(lists, current, 2, Duration.ofMillis(20), this::slowlyTheSecond);
        assertThat(number(past, 1)).contains(1);
        Thread maker = Thread.ofVirtual().start(() -> number(past, 2));
        assertThat(making.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(number(past, 1)).contains(1);
        assertThatThrownBy(() -> number(past, 3)).isInstanceOf(PastLists.BusyException.class);

        goOn.countDown();
        maker.join();
        assertThat(number(past, 3)).contains(3);
    }

    private ListIndex count(Supplier<ListIndex> work) {
        made.incrementAndGet();
        return work.get();
    }

    private ListIndex slowlyTheSecond(Supplier<ListIndex> work) {
        if (made.incrementAndGet() == 2) {
            making.countDown();
            try {
                assertThat(goOn.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return work.get();
    }

    private static Optional<Integer> number(PastLists past, int version) {
        return past.at("a", version).map(index -> index.version().number());
    }

    private static Entry entry(int version) {
        return EntryBuilder.of("1", EntryKind.PERSON, "VORENKOV" + version).build();
    }
}
