-- Nothing here is unique but the position: an effect that was made twice must be seen.
CREATE TABLE effects (
    position bigserial   PRIMARY KEY,
    id       text        NOT NULL,
    key      text        NOT NULL,
    sequence integer     NOT NULL,
    worker   text        NOT NULL,
    made_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);
