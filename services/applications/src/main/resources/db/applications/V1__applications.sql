CREATE TABLE application (
    application_id uuid PRIMARY KEY,
    reference      text NOT NULL,
    -- SHA-256 of the form in its canonical form: tells a repetition from a contradiction.
    content_hash   text NOT NULL,
    -- The submit contract's record, version 1, as JSON; the amount keeps its scale.
    form           jsonb NOT NULL,
    status         text NOT NULL
        CHECK (status IN ('received', 'screening', 'approved', 'referred', 'rejected')),
    reasons        jsonb NOT NULL DEFAULT '[]',
    received_at    timestamptz NOT NULL,
    decided_at     timestamptz,
    CONSTRAINT application_reference UNIQUE (reference),
    CONSTRAINT application_decided
        CHECK ((decided_at IS NOT NULL) = (status IN ('approved', 'referred', 'rejected')))
);

-- The id begins with the time, so the primary key serves the list of all, newest first.
CREATE INDEX application_by_status ON application (status, application_id DESC);
