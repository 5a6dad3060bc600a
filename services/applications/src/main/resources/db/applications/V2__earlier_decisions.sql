-- The number of the screening's result that the decision is made of: 1, and more when the application was
-- screened again with another result.
ALTER TABLE application ADD COLUMN revision integer NOT NULL DEFAULT 1;

-- Decisions that another one has taken the place of.
CREATE TABLE earlier_decision (
    application_id uuid        NOT NULL REFERENCES application (application_id),
    revision       integer     NOT NULL,
    status         text        NOT NULL CHECK (status IN ('approved', 'referred', 'rejected')),
    reasons        jsonb       NOT NULL,
    decided_at     timestamptz NOT NULL,
    PRIMARY KEY (application_id, revision)
);
