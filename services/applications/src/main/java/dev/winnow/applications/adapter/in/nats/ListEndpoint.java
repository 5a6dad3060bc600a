package dev.winnow.applications.adapter.in.nats;

import dev.winnow.applications.adapter.Wire;
import dev.winnow.applications.application.FindApplications;
import dev.winnow.applications.domain.Page;
import dev.winnow.applications.domain.Status;
import dev.winnow.contracts.applications.ListReply;
import dev.winnow.contracts.applications.ListRequest;
import dev.winnow.messaging.RequestHandler;

/** {@code applications.v1.list}. */
final class ListEndpoint implements RequestHandler<ListRequest, ListReply> {
    private static final int DEFAULT_PAGE_SIZE = 100;

    private final FindApplications find;

    ListEndpoint(FindApplications find) {
        this.find = find;
    }

    @Override
    public ListReply handle(ListRequest request) {
        Status status = request.status() == null ? null : Wire.status(request.status());
        int size = request.pageSize() == null ? DEFAULT_PAGE_SIZE : request.pageSize();
        Page page = find.page(status, PageToken.decode(request.pageToken(), status), size);
        return new ListReply(
                page.applications().stream().map(Wire::summary).toList(),
                PageToken.encode(page.next(), status));
    }
}
