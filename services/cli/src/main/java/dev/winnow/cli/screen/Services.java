package dev.winnow.cli.screen;

import dev.winnow.contracts.applications.ApplicationForm;
import dev.winnow.contracts.applications.ApplicationsContracts;
import dev.winnow.contracts.applications.Decided;
import dev.winnow.contracts.applications.GetReply;
import dev.winnow.contracts.applications.GetRequest;
import dev.winnow.contracts.applications.SubmitReply;
import dev.winnow.contracts.screening.LoadPolicyReply;
import dev.winnow.contracts.screening.LoadPolicyRequest;
import dev.winnow.contracts.screening.ResultRequest;
import dev.winnow.contracts.screening.ScreeningContracts;
import dev.winnow.contracts.screening.ScreeningResult;
import dev.winnow.contracts.watchlist.ListsReply;
import dev.winnow.contracts.watchlist.ListsRequest;
import dev.winnow.contracts.watchlist.LoadListRequest;
import dev.winnow.contracts.watchlist.LoadReply;
import dev.winnow.contracts.watchlist.WatchlistContracts;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.Client;
import dev.winnow.messaging.Messaging;
import java.util.function.Consumer;

/** What {@code screen} and {@code up} ask of the services. Safe to share. */
public final class Services {
    private final Messaging messaging;
    private final Client<ApplicationForm, SubmitReply> submit;
    private final Client<GetRequest, GetReply> get;
    private final Client<ResultRequest, ScreeningResult> result;
    private final Client<ListsRequest, ListsReply> lists;
    private final Client<LoadListRequest, LoadReply> load;
    private final Client<LoadPolicyRequest, LoadPolicyReply> loadPolicy;

    public Services(Messaging messaging) {
        this.messaging = messaging;
        CallPolicy policy = CallPolicy.ofDefaults();
        this.submit = messaging.client(ApplicationsContracts.SUBMIT, policy);
        this.get = messaging.client(ApplicationsContracts.GET, policy);
        this.result = messaging.client(ScreeningContracts.RESULT, policy);
        this.lists = messaging.client(WatchlistContracts.LISTS, policy);
        this.load = messaging.client(WatchlistContracts.LOAD_LIST, policy.withMaxAttempts(1));
        this.loadPolicy = messaging.client(ScreeningContracts.LOAD_POLICY, policy);
    }

    SubmitReply submit(ApplicationForm form) {
        return submit.call(form);
    }

    GetReply get(String applicationId) {
        return get.call(new GetRequest(applicationId, null));
    }

    ScreeningResult result(String applicationId) {
        return result.call(new ResultRequest(applicationId));
    }

    ListsReply lists() {
        return lists.call(new ListsRequest());
    }

    LoadReply load(String list, String path) {
        return load.call(new LoadListRequest(list, path, null, null));
    }

    public LoadPolicyReply loadPolicy(String yaml) {
        return loadPolicy.call(new LoadPolicyRequest(yaml));
    }

    /** Hears of decisions as they are made; some may be missed. Before anything is submitted. */
    void onDecided(Consumer<Decided> listener) {
        messaging.onSignal(ApplicationsContracts.DECIDED, event -> listener.accept(event.data()));
        messaging.start();
    }
}
