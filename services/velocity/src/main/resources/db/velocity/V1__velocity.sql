-- Every application that was checked. What it says about people is in the column profile, sealed;
-- keys and headings are keyed hashes.
CREATE TABLE application (
    number         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    application_id text        NOT NULL UNIQUE,
    -- When it was submitted: event time.
    at             timestamptz NOT NULL,
    fingerprint    uuid        NOT NULL,
    keys           uuid[]      NOT NULL,
    headings       uuid[]      NOT NULL,
    profile        bytea       NOT NULL,
    answer         jsonb       NOT NULL
);

-- What is past its time is found by this.
CREATE INDEX application_at ON application (at);

-- One row for each key of each application. The index has all that a count needs.
CREATE TABLE sighting (
    key       uuid        NOT NULL,
    at        timestamptz NOT NULL,
    number    bigint      NOT NULL,
    applicant uuid        NOT NULL,
    amount    numeric,
    currency  text,
    PRIMARY KEY (key, at, number) INCLUDE (applicant, amount, currency)
);

-- Under which headings applications are filed, to find those that are alike.
CREATE TABLE heading (
    heading uuid        NOT NULL,
    at      timestamptz NOT NULL,
    number  bigint      NOT NULL,
    PRIMARY KEY (heading, at, number)
);

-- Made of the secret with which the hashes were made, so that another one is noticed at the start.
CREATE TABLE secret_mark (
    one  boolean PRIMARY KEY DEFAULT true CHECK (one),
    mark uuid    NOT NULL
);
