-- One row for each application: the durable workflow, and in the end its result.
CREATE TABLE screening (
    application_id text PRIMARY KEY,
    -- running: somebody holds the claim until due_at. waiting: the next attempt is due at due_at.
    state          text        NOT NULL CHECK (state IN ('running', 'waiting', 'completed')),
    application    jsonb       NOT NULL,
    attempt        integer     NOT NULL,
    claim          uuid,
    due_at         timestamptz,
    started_at     timestamptz NOT NULL,
    completed_at   timestamptz,
    decision       text        CHECK (decision IN ('approve', 'refer', 'reject')),
    result         jsonb,
    CHECK ((state = 'running') = (claim IS NOT NULL)),
    CHECK ((state = 'completed') = (due_at IS NULL)),
    CHECK ((state = 'completed')
        = (result IS NOT NULL AND decision IS NOT NULL AND completed_at IS NOT NULL))
);

-- What the sweeper looks for; completed rows are not in it.
CREATE INDEX screening_due ON screening (due_at) WHERE state <> 'completed';

-- Checks that earlier attempts of an unfinished screening have made; the result has them in the end.
CREATE TABLE screening_check (
    application_id text        NOT NULL REFERENCES screening (application_id),
    name           text        NOT NULL,
    result         jsonb       NOT NULL,
    PRIMARY KEY (application_id, name)
);

-- Every policy that was put in force, in that order; the last one is in force.
CREATE TABLE policy (
    number    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name      text        NOT NULL,
    version   text        NOT NULL,
    checksum  text        NOT NULL,
    yaml      text        NOT NULL,
    loaded_at timestamptz NOT NULL
);

CREATE INDEX policy_checksum ON policy (checksum);
CREATE INDEX policy_name_version ON policy (name, version, number);
