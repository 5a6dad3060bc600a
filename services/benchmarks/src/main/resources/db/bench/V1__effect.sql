CREATE TABLE effect (event_id text NOT NULL, key text NOT NULL);
