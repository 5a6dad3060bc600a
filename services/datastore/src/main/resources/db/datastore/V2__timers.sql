-- Things to do at a time. A row goes in the transaction that does them, or stays as dead.
CREATE TABLE datastore.timer (
    kind       text        NOT NULL,
    key        text        NOT NULL,
    due_at     timestamptz NOT NULL,
    payload    jsonb       NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    attempts   integer     NOT NULL DEFAULT 0,
    last_error text,
    -- Set after the last attempt: it is not tried again until it is scheduled anew.
    dead_at    timestamptz,
    PRIMARY KEY (kind, key)
);

CREATE INDEX timer_due ON datastore.timer (due_at) WHERE dead_at IS NULL;
CREATE INDEX timer_dead ON datastore.timer (dead_at) WHERE dead_at IS NOT NULL;
