-- The lists that were loaded. The newest version of a list is the one in force. Version rows stay
-- for ever; the entries of old versions are removed after a number of loads.

CREATE TABLE list_version (
    list      text        NOT NULL,
    version   integer     NOT NULL CHECK (version > 0),
    entries   integer     NOT NULL CHECK (entries > 0),
    names     integer     NOT NULL CHECK (names >= entries),
    checksum  text        NOT NULL CHECK (checksum ~ '^[0-9a-f]{64}$'),
    loaded_at timestamptz NOT NULL,
    PRIMARY KEY (list, version)
);

CREATE TABLE list_entry (
    list     text    NOT NULL,
    version  integer NOT NULL,
    position integer NOT NULL,
    entry    text    NOT NULL,
    kind     text    NOT NULL CHECK (kind IN ('person', 'organisation', 'vessel', 'aircraft')),
    document jsonb   NOT NULL,
    PRIMARY KEY (list, version, position),
    FOREIGN KEY (list, version) REFERENCES list_version
);
