package dev.winnow.screening.adapter.out.nats;

import dev.winnow.contracts.watchlist.ListVersion;
import dev.winnow.contracts.watchlist.ScreenReply;
import dev.winnow.contracts.watchlist.ScreenRequest;
import dev.winnow.contracts.watchlist.ScreenStatus;
import dev.winnow.messaging.CallException;
import dev.winnow.messaging.Client;
import dev.winnow.screening.adapter.Wire;
import dev.winnow.screening.application.CheckImpossibleException;
import dev.winnow.screening.application.WatchlistScreener;
import dev.winnow.screening.domain.Applicant;
import dev.winnow.screening.domain.Check;
import dev.winnow.screening.domain.CheckResult;
import dev.winnow.screening.domain.CheckStatus;
import dev.winnow.screening.domain.Hit;
import java.util.ArrayList;
import java.util.List;

/** Asks the watchlist service. Safe to share. */
public final class WatchlistClient implements WatchlistScreener {
    static final String WATCHLIST_HIT = "WATCHLIST_HIT";

    private final Client<ScreenRequest, ScreenReply> client;
    private final double threshold;
    private final int limit;

    /**
     * @param threshold the lowest score of a hit that is kept as evidence
     * @param limit the most hits that are kept, the best first
     */
    public WatchlistClient(Client<ScreenRequest, ScreenReply> client, double threshold, int limit) {
        this.client = client;
        this.threshold = threshold;
        this.limit = limit;
    }

    @Override
    public CheckResult screen(Applicant applicant) {
        ScreenReply reply;
        try {
            reply = client.call(request(applicant));
        } catch (CallException e) {
            throw new CheckImpossibleException(Asked.why(e), e.mayRetry(), e);
        }
        if (reply.lists().isEmpty()) {
            throw new CheckImpossibleException("no list was looked at", true, null);
        }
        if (reply.status() == ScreenStatus.PARTIAL) {
            // Not to look at a list is not to be clear of it.
            throw new CheckImpossibleException(
                    "not every list could be looked at: " + String.join(", ", reply.missing()),
                    true,
                    null);
        }
        List<Hit> hits = reply.hits().stream().map(Wire::hit).toList();
        return new CheckResult(
                        Check.WATCHLIST,
                        hits.isEmpty() ? CheckStatus.CLEAR : CheckStatus.FOUND,
                        hits.isEmpty() ? List.of() : List.of(WATCHLIST_HIT),
                        evidence(reply),
                        hits,
                        1,
                        0)
                .withLists(reply.lists().stream().map(Wire::version).toList());
    }

    private ScreenRequest request(Applicant applicant) {
        return new ScreenRequest(
                applicant.name(),
                Wire.kind(applicant.kind()),
                applicant.dateOfBirth(),
                Asked.countries(applicant),
                Asked.document(applicant)
                        .map(known ->
                                new ScreenRequest.Identifier(
                                        known.type(), known.number(), known.country()))
                        .stream()
                        .toList(),
                threshold,
                limit);
    }

    private static List<String> evidence(ScreenReply reply) {
        List<String> evidence = new ArrayList<>();
        for (ListVersion list : reply.lists()) {
            evidence.add(
                    "list "
                            + list.list()
                            + " version "
                            + list.version()
                            + " of "
                            + list.loadedAt()
                            + ", sha256 "
                            + list.checksum());
        }
        evidence.add("matching " + reply.algorithm());
        return evidence;
    }
}
