package dev.winnow.benchmarks.consume;

import dev.winnow.benchmarks.Contender;
import java.util.concurrent.atomic.LongAdder;

/** A contender that works through a stream. */
interface Consuming extends Contender {
    /** How many messages the server has out, not acknowledged, to each at most. */
    int IN_FLIGHT = 2048;

    /** Consumes and counts what was handled, until it is closed. */
    AutoCloseable consume(String durable, LongAdder handled) throws Exception;
}
