package dev.winnow.faults.scenario;

import dev.winnow.faults.run.Row;
import dev.winnow.faults.world.CounterWorld;
import dev.winnow.faults.world.HouseWorld;
import java.util.List;

/** All scenarios, by the world that they hurt, in the order in which they are run. */
public final class Table {
    public static final List<Row<CounterWorld>> COUNTER =
            List.of(
                    Row.<CounterWorld>of(
                                    1,
                                    "SIGKILL of nats-server while publishing",
                                    "I1-I3; unacknowledged rows are published again, same id",
                                    new S01NatsKilled())
                            .alsoShort(),
                    Row.of(
                            2,
                            "SIGKILL after commit, before publish",
                            "I1; the row leaves within one sweep",
                            new S02KilledBeforePublish()),
                    Row.of(
                            3,
                            "SIGKILL after the publish ack, before the mark",
                            "one effect, also after the duplicate window",
                            new S03KilledAfterPublish()),
                    Row.<CounterWorld>of(
                                    4,
                                    "SIGKILL after the handler's commit, before the ack",
                                    "the inbox answers; duplicates = what was in flight",
                                    new S04KilledBeforeAck())
                            .alsoShort(),
                    Row.<CounterWorld>of(
                                    5,
                                    "PostgreSQL restarted in mid-transaction",
                                    "all or nothing; an ambiguous COMMIT is resolved",
                                    new S05PostgresRestarted())
                            .alsoShort(),
                    Row.of(
                            6,
                            "PostgreSQL gone for minutes",
                            "neither acked nor lost; redeliveries bounded; typed refusals",
                            new S06PostgresGone()),
                    Row.of(
                            7,
                            "the network of a service cut for 5 s and 60 s",
                            "reconnects; calls end as outcome unknown",
                            new S07NetworkCut()),
                    Row.of(
                            8,
                            "one-way loss, RST, 500 ms latency",
                            "a new pull within two heartbeats",
                            new S08BadLine()),
                    Row.of(
                            19,
                            "PostgreSQL connections exhausted",
                            "refused before any side effect; recovers unattended",
                            new S19ConnectionsExhausted()));

    public static final List<Row<CounterWorld>> CONSUMER =
            List.of(
                    Row.of(
                            23,
                            "consumer and stream deleted under services",
                            "loud; mended by command only; replay is idempotent",
                            new S23Deleted()),
                    Row.of(
                            26,
                            "a single broker loses its disk",
                            "apply, reconcile, publish again: I1",
                            new S26DiskLost()),
                    Row.of(
                            22,
                            "NATS loses writes it acknowledged",
                            "reconciling publishes the missing again; I1",
                            new S22AcknowledgedWritesLost()),
                    Row.of(
                            11,
                            "SIGSTOP of a worker past its ack wait",
                            "the second wins; the late commit is fenced",
                            new S11Paused()),
                    Row.of(
                            12,
                            "handlers slower than the ack wait, all slots full",
                            "the lease is kept; nothing is handled twice",
                            new S12SlowHandler()),
                    Row.<CounterWorld>of(
                                    13,
                                    "two copies with one id at the same moment",
                                    "one commits",
                                    new S13Twins())
                            .alsoShort(),
                    Row.<CounterWorld>of(
                                    14,
                                    "poison: bytes, schema, headers, an Error",
                                    "dead letters with their cause; neighbours go on",
                                    new S14Poison())
                            .alsoShort(),
                    Row.of(
                            15,
                            "the dead-letter publish fails",
                            "the original stays unacknowledged",
                            new S15NoDeadLetters()),
                    Row.<CounterWorld>of(
                                    16,
                                    "redrive twice at once, inside the window",
                                    "one effect, nothing dropped in silence",
                                    new S16RedriveTwice())
                            .alsoShort(),
                    Row.of(
                            17,
                            "downstream slow, all errors, flapping",
                            "pulling pauses; no dead letters; attempts bounded",
                            new S17Downstream()),
                    Row.of(
                            18,
                            "NATS disk full",
                            "explicit errors; readiness red; I1 once there is room",
                            new S18DiskFull()),
                    Row.of(
                            21,
                            "two contract versions, rolling deploy of the counter",
                            "zero redeliveries; both versions readable",
                            new S21TwoVersions()));

    public static final List<Row<HouseWorld>> HOUSE =
            List.of(
                    Row.<HouseWorld>of(
                                    9,
                                    "a stream's leader killed, and stepped down",
                                    "I1-I4; stall <= election + 1 s",
                                    new S09LeaderLost())
                            .alsoShort(),
                    Row.of(
                            10,
                            "quorum lost, then a rolling restart",
                            "publishes fail explicitly; the outbox grows, then drains",
                            new S10QuorumLost()),
                    Row.of(
                            21,
                            "SIGTERM rolling deploy of all services",
                            "zero redeliveries",
                            new S21RollingDeploy()),
                    Row.of(
                            20,
                            "the clock of a service an hour off",
                            "timers fire once; deadlines unaffected",
                            new S20ClockOff()));

    public static final List<Row<HouseWorld>> STEPS =
            List.of(
                    Row.of(
                            24,
                            "a workflow killed at every step",
                            "each step's effect once",
                            new S24KilledAtEachStep()),
                    Row.of(
                            25,
                            "the Nth call, ack, publish fails, for every N",
                            "I1-I4",
                            new S25EveryCallFails()));

    /** Random faults, until the time is over. */
    public static final Row<CounterWorld> COUNTER_SOAK =
            Row.of(0, "random faults, counter", "I1-I6", new CounterSoak());

    public static final Row<HouseWorld> HOUSE_SOAK =
            Row.of(0, "random faults, main job", "I1-I6", new HouseSoak());

    private Table() {}
}
