-- Against which version of which watch list each completed screening stands. What has to be screened
-- again when a list changes follows from it: all that stand against an older version.
CREATE TABLE screening_list (
    application_id text        NOT NULL REFERENCES screening (application_id),
    list           text        NOT NULL,
    -- 0: this list was not looked at.
    version        integer     NOT NULL CHECK (version >= 0),
    -- Somebody looks at it again, until due_at.
    claim          uuid,
    due_at         timestamptz NOT NULL DEFAULT '-infinity',
    PRIMARY KEY (application_id, list)
);

CREATE INDEX screening_list_version ON screening_list (list, version);

-- The newest version of each list that this service has heard of.
CREATE TABLE known_list (
    list    text    PRIMARY KEY,
    version integer NOT NULL
);

-- One row for each new version of a list: how far screening again has come.
CREATE TABLE rescreening (
    list         text        NOT NULL,
    to_version   integer     NOT NULL,
    from_version integer     NOT NULL,
    state        text        NOT NULL CHECK (state IN ('running', 'completed', 'superseded')),
    total        bigint      NOT NULL,
    done         bigint      NOT NULL DEFAULT 0,
    changed      bigint      NOT NULL DEFAULT 0,
    redecided    bigint      NOT NULL DEFAULT 0,
    started_at   timestamptz NOT NULL,
    completed_at timestamptz,
    PRIMARY KEY (list, to_version),
    CHECK ((state = 'running') = (completed_at IS NULL))
);

CREATE INDEX rescreening_started ON rescreening (started_at DESC);

-- The number of the result that a screening has now, and why it has it; none for the first.
ALTER TABLE screening ADD COLUMN revision integer NOT NULL DEFAULT 1;
ALTER TABLE screening ADD COLUMN cause jsonb;

-- Results that another one has taken the place of.
CREATE TABLE screening_revision (
    application_id text        NOT NULL REFERENCES screening (application_id),
    revision       integer     NOT NULL,
    result         jsonb       NOT NULL,
    cause          jsonb,
    replaced_at    timestamptz NOT NULL,
    PRIMARY KEY (application_id, revision)
);

-- Results kept before say the versions in their evidence.
INSERT INTO screening_list (application_id, list, version)
SELECT application_id, said[1], max(CAST(said[2] AS integer))
  FROM screening,
       jsonb_array_elements(result -> 'checks') AS made,
       jsonb_array_elements_text(made -> 'evidence') AS evidence,
       regexp_match(evidence, '^list (.+) version ([0-9]{1,9}) of ') AS said
 WHERE state = 'completed' AND made ->> 'check' = 'WATCHLIST' AND said IS NOT NULL
 GROUP BY application_id, said[1];
