package dev.winnow.datastore;

import dev.winnow.messaging.ops.MeterNames;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;

/** What the inbox shows of itself. Safe to share. */
final class InboxMeters {
    private final String service;
    private final MeterRegistry registry;
    private final DistributionSummary groups;
    private final Counter undone;

    InboxMeters(String service, MeterRegistry registry) {
        this.service = service;
        this.registry = registry;
        groups =
                DistributionSummary.builder(MeterNames.INBOX_GROUPS)
                        .description("Events that shared one transaction")
                        .tag(MeterNames.TAG_SERVICE, service)
                        .register(registry);
        undone =
                Counter.builder(MeterNames.INBOX_GROUPS_UNDONE)
                        .description("Shared transactions that were done again, each event alone")
                        .tag(MeterNames.TAG_SERVICE, service)
                        .register(registry);
    }

    Counter duplicates(String consumer) {
        return Counter.builder(MeterNames.INBOX_DUPLICATES)
                .description("Deliveries of events that had had their effect")
                .tag(MeterNames.TAG_SERVICE, service)
                .tag(MeterNames.TAG_CONSUMER, consumer)
                .register(registry);
    }

    void group(int size, boolean committed) {
        groups.record(size);
        if (!committed) {
            undone.increment();
        }
    }
}
