package dev.winnow.screening.adapter.out.nats;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.watchlist.AskedParty;
import dev.winnow.contracts.watchlist.ListAt;
import dev.winnow.contracts.watchlist.Party;
import dev.winnow.contracts.watchlist.PartyResult;
import dev.winnow.contracts.watchlist.ScreenPartiesReply;
import dev.winnow.contracts.watchlist.ScreenPartiesRequest;
import dev.winnow.messaging.CallException;
import dev.winnow.messaging.Client;
import dev.winnow.messaging.ServiceErrorException;
import dev.winnow.screening.adapter.Wire;
import dev.winnow.screening.application.CheckImpossibleException;
import dev.winnow.screening.application.ListScreener;
import dev.winnow.screening.domain.Applicant;
import dev.winnow.screening.domain.Hit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the watchlist service about one version of one list. Safe to share. */
public final class ListClient implements ListScreener {
    /** The most that the contract allows. */
    private static final int MOST_HITS = 20;

    private final Client<ScreenPartiesRequest, ScreenPartiesReply> client;
    private final double threshold;
    private final int limit;

    /**
     * @param threshold the lowest score of a hit
     * @param limit the most hits that a screening keeps; here at most 20 of them
     */
    public ListClient(
            Client<ScreenPartiesRequest, ScreenPartiesReply> client, double threshold, int limit) {
        this.client = client;
        this.threshold = threshold;
        this.limit = Math.min(limit, MOST_HITS);
    }

    @Override
    public int mostHits() {
        return limit;
    }

    @Override
    public Optional<Answer> screen(String list, int version, Map<String, Applicant> applicants) {
        ScreenPartiesReply reply;
        try {
            reply = client.call(request(list, version, applicants));
        } catch (ServiceErrorException e) {
            if (e.code().code() == ErrorCode.NOT_FOUND.code()) {
                return Optional.empty();
            }
            throw new CheckImpossibleException(Asked.why(e), e.mayRetry(), e);
        } catch (CallException e) {
            throw new CheckImpossibleException(Asked.why(e), e.mayRetry(), e);
        }
        requireWhole(reply, list, version, applicants.size());
        Map<String, List<Hit>> hits = new HashMap<>();
        for (PartyResult result : reply.results()) {
            switch (result.status()) {
                case CLEAR, POSSIBLE, CONFIRMED ->
                        hits.put(result.id(), result.hits().stream().map(Wire::hit).toList());
                case PARTIAL -> throw partial(list);
                case ERROR -> {
                    // Its name cannot be compared, and could not be before.
                }
            }
        }
        return Optional.of(new Answer(hits, reply.algorithm()));
    }

    private ScreenPartiesRequest request(
            String list, int version, Map<String, Applicant> applicants) {
        List<AskedParty> parties = new ArrayList<>();
        applicants.forEach(
                (id, applicant) -> parties.add(new AskedParty(id, party(applicant), null)));
        return new ScreenPartiesRequest(
                parties, List.of(list), List.of(new ListAt(list, version)), threshold, limit);
    }

    private static Party party(Applicant applicant) {
        return new Party(
                applicant.name(),
                Wire.kind(applicant.kind()),
                applicant.dateOfBirth(),
                Asked.countries(applicant),
                Asked.document(applicant).stream().toList());
    }

    /** Not to look is not to find nothing. */
    private static void requireWhole(
            ScreenPartiesReply reply, String list, int version, int parties) {
        boolean looked =
                reply.lists().stream()
                        .anyMatch(at -> at.list().equals(list) && at.version() == version);
        if (!looked || !reply.missing().isEmpty() || reply.results().size() != parties) {
            throw partial(list);
        }
    }

    private static CheckImpossibleException partial(String list) {
        return new CheckImpossibleException("list " + list + " could not be looked at", true, null);
    }
}
