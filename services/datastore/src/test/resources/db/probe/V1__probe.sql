CREATE TABLE counter (key text PRIMARY KEY, n bigint NOT NULL);
CREATE TABLE effect (event_id text NOT NULL);
