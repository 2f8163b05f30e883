-- What head office hands down: its own chain of facts, and how much of it each desk has. Run as rmdesk_projector.

-- `topic`, `actor`, `said` are sealed as the tables in schema told are.
CREATE TABLE office.directive (
  seq bigint PRIMARY KEY,
  id text NOT NULL,
  at text NOT NULL,
  kind text NOT NULL,
  topic bytea NOT NULL,
  actor bytea NOT NULL,
  salt bytea NOT NULL,
  said bytea NOT NULL,
  digest bytea NOT NULL,
  hash bytea NOT NULL
);
CREATE INDEX ON office.directive (topic, seq);
ALTER TABLE office.desk ADD COLUMN acked bigint NOT NULL DEFAULT 0;
ALTER TABLE office.desk ADD COLUMN acked_hash bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex');

GRANT SELECT (seq, hash) ON office.directive TO rmdesk_loader;
GRANT UPDATE (acked, acked_hash) ON office.desk TO rmdesk_loader;
