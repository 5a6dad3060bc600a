package dev.winnow.watchlist.adapter.in.nats;

import dev.winnow.contracts.watchlist.ExcludeRequest;
import dev.winnow.contracts.watchlist.Exclusion;
import dev.winnow.contracts.watchlist.ExclusionsReply;
import dev.winnow.contracts.watchlist.ExclusionsRequest;
import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.contracts.watchlist.WithdrawExclusionRequest;
import dev.winnow.messaging.EndpointPolicy;
import dev.winnow.messaging.Messaging;
import dev.winnow.watchlist.application.Exclusions;
import dev.winnow.watchlist.application.ManageExclusions;
import dev.winnow.watchlist.application.ManageExclusions.Shown;
import dev.winnow.watchlist.application.ManageExclusions.Statement;
import dev.winnow.watchlist.domain.Exclusion.Withdrawal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code exclude}, {@code exclusions} and {@code withdraw-exclusion}. Thread-safe. */
public final class ExclusionEndpoints {
    private static final int PAGE = 100;

    private final ManageExclusions exclusions;

    public ExclusionEndpoints(ManageExclusions exclusions) {
        this.exclusions = exclusions;
    }

    /** Declares the endpoints. */
    public void register(Messaging messaging) {
        EndpointPolicy policy = EndpointPolicy.ofDefaults();
        messaging.endpoint(WatchlistContracts.EXCLUDE, policy, this::exclude);
        messaging.endpoint(WatchlistContracts.EXCLUSIONS, policy, this::page);
        messaging.endpoint(WatchlistContracts.WITHDRAW_EXCLUSION, policy, this::withdraw);
    }

    private Exclusion exclude(ExcludeRequest request) {
        return excluded(
                        new Statement(
                                request.partyKey(),
                                request.list(),
                                request.entry(),
                                request.actor(),
                                request.reason(),
                                Optional.ofNullable(request.expiresAt())))
                .map(ExclusionEndpoints::exclusion)
                .orElseThrow(() ->
                        Refusals.notFound("there is no such entry on list " + request.list()));
    }

    private Optional<Shown> excluded(Statement said) {
        try {
            return exclusions.exclude(said);
        } catch (ManageExclusions.TooManyException e) {
            throw Refusals.invalid(
                    String.valueOf(e.getMessage()), "partyKey", "must have fewer exclusions");
        }
    }

    private Exclusion withdraw(WithdrawExclusionRequest request) {
        return id(request.id())
                .flatMap(id -> exclusions.withdraw(id, request.actor(), request.reason()))
                .map(ExclusionEndpoints::exclusion)
                .orElseThrow(() -> Refusals.notFound("there is no such exclusion"));
    }

    private ExclusionsReply page(ExclusionsRequest request) {
        int size = Objects.requireNonNullElse(request.pageSize(), PAGE);
        Optional<UUID> after = Optional.empty();
        if (request.pageToken() != null) {
            after = id(request.pageToken());
            if (after.isEmpty()) {
                throw Refusals.invalid(
                        "the page token is none", "pageToken", "must be from the page before");
            }
        }
        List<Shown> page =
                exclusions.page(
                        new Exclusions.Filter(
                                Optional.ofNullable(request.partyKey()),
                                Optional.ofNullable(request.list()),
                                Optional.ofNullable(request.entry())),
                        after,
                        size + 1);
        boolean more = page.size() > size;
        List<Shown> shown = more ? page.subList(0, size) : page;
        return new ExclusionsReply(
                shown.stream().map(ExclusionEndpoints::exclusion).toList(),
                more ? shown.getLast().exclusion().id().toString() : null);
    }

    private static Optional<UUID> id(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Exclusion exclusion(Shown shown) {
        dev.winnow.watchlist.domain.Exclusion exclusion = shown.exclusion();
        Optional<Withdrawal> withdrawal = exclusion.withdrawal();
        return new Exclusion(
                exclusion.id().toString(),
                exclusion.partyKey(),
                exclusion.list(),
                exclusion.entry(),
                state(shown.state()),
                exclusion.actor(),
                exclusion.reason(),
                exclusion.createdAt(),
                exclusion.expiresAt().orElse(null),
                withdrawal.map(Withdrawal::at).orElse(null),
                withdrawal.map(Withdrawal::actor).orElse(null),
                withdrawal.map(Withdrawal::reason).orElse(null));
    }

    private static Exclusion.State state(dev.winnow.watchlist.domain.Exclusion.State state) {
        return switch (state) {
            case ACTIVE -> Exclusion.State.ACTIVE;
            case EXPIRED -> Exclusion.State.EXPIRED;
            case WITHDRAWN -> Exclusion.State.WITHDRAWN;
            case VOID -> Exclusion.State.VOID;
        };
    }
}
