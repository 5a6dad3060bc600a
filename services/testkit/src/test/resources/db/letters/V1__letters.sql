CREATE TABLE letters (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    application_id text   NOT NULL,
    text           text   NOT NULL
);
CREATE INDEX letters_application ON letters (application_id);
