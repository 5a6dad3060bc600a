-- An entry is kept once for as long as nothing about it changes: from the version since which it is
-- as it is, up to the version (not included) in which it is otherwise or gone. So every version
-- stays for the price of what it changed.

ALTER TABLE list_version
    ADD COLUMN published_at timestamptz,
    ADD COLUMN added        integer,
    ADD COLUMN removed      integer,
    ADD COLUMN changed      integer;

CREATE TABLE listed_entry (
    list     text    NOT NULL,
    entry    text    NOT NULL,
    since    integer NOT NULL,
    until    integer CHECK (until > since),
    kind     text    NOT NULL CHECK (kind IN ('person', 'organisation', 'vessel', 'aircraft')),
    -- Of the document's content; missing for entries kept before there were digests.
    digest   text    CHECK (digest ~ '^[0-9a-f]{32}$'),
    document jsonb   NOT NULL,
    PRIMARY KEY (list, entry, since),
    FOREIGN KEY (list, since) REFERENCES list_version (list, version)
);

CREATE UNIQUE INDEX listed_entry_in_force ON listed_entry (list, entry) WHERE until IS NULL;
CREATE INDEX listed_entry_by_number ON listed_entry (entry) WHERE until IS NULL;

INSERT INTO listed_entry (list, entry, since, until, kind, document)
SELECT e.list, e.entry, e.version,
       (SELECT min(v.version) FROM list_version v WHERE v.list = e.list AND v.version > e.version),
       e.kind, e.document
FROM list_entry e;

DROP TABLE list_entry;

-- How it goes with the places that lists are fetched from, for all instances together.
CREATE TABLE list_source (
    list         text        PRIMARY KEY,
    -- What is known of the files holds for this place only.
    location     text        NOT NULL,
    validators   jsonb       NOT NULL DEFAULT '{}',
    checked_at   timestamptz,
    succeeded_at timestamptz,
    next_at      timestamptz NOT NULL,
    failures     integer     NOT NULL DEFAULT 0,
    problem      text
);

-- Who was looked at and found not to be the listed party. It holds for the entry as it was then.
CREATE TABLE exclusion (
    id           uuid        PRIMARY KEY,
    party_key    text        NOT NULL,
    list         text        NOT NULL,
    entry        text        NOT NULL,
    digest       text        NOT NULL,
    actor        text        NOT NULL,
    reason       text        NOT NULL,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz,
    withdrawn_at timestamptz,
    withdrawn_by text,
    withdrawal   text
);

CREATE INDEX exclusion_by_party ON exclusion (party_key, list, entry);
CREATE INDEX exclusion_by_entry ON exclusion (list, entry);
