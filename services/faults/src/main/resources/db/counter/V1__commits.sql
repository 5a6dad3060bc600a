CREATE TABLE commits (
    id       text    NOT NULL,
    key      text    NOT NULL,
    sequence integer NOT NULL,
    PRIMARY KEY (key, sequence)
);
