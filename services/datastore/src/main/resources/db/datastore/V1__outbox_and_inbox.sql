-- Facts on their way out. A row is written in the transaction that makes the fact true.
CREATE TABLE datastore.outbox (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id        text        NOT NULL UNIQUE,
    stream          text        NOT NULL,
    subject         text        NOT NULL,
    key             text        NOT NULL,
    headers         jsonb       NOT NULL,
    body            bytea       NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    published_at    timestamptz,
    -- Where the stream put it, to find events that a broker lost after acknowledging them.
    stream_sequence bigint
);

CREATE INDEX outbox_unpublished ON datastore.outbox (id) WHERE published_at IS NULL;
CREATE INDEX outbox_published ON datastore.outbox (published_at) WHERE published_at IS NOT NULL;

-- Events that have had their effect. An event is known by its source and id together.
CREATE TABLE datastore.inbox (
    consumer   text        NOT NULL,
    source     text        NOT NULL,
    event_id   text        NOT NULL,
    handled_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (consumer, source, event_id)
);

CREATE INDEX inbox_handled ON datastore.inbox (handled_at);
