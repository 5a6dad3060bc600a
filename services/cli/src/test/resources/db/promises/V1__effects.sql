CREATE TABLE commits (
    n integer PRIMARY KEY
);
CREATE TABLE effects (
    id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event text NOT NULL
);
