-- Who may exchange with head office, what came, and every fact as its desk sealed it. Run as rmdesk_projector.

CREATE TABLE office.self (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  card text NOT NULL,
  bank_key text NOT NULL
);

CREATE TABLE office.branch (
  branch integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE
);

CREATE TABLE office.reader (
  login name NOT NULL,
  branch integer NOT NULL REFERENCES office.branch,
  PRIMARY KEY (login, branch)
);

CREATE TABLE office.desk (
  desk text PRIMARY KEY,
  branch integer NOT NULL REFERENCES office.branch,
  card text NOT NULL,
  key_id text NOT NULL UNIQUE,
  enrolled_at timestamptz NOT NULL,
  enrolled_by text NOT NULL,
  second text NOT NULL,
  struck_at timestamptz,
  struck_by text,
  struck_why text,
  struck_after bigint,
  given bigint NOT NULL DEFAULT 0,
  taken bigint NOT NULL DEFAULT 0,
  taken_at timestamptz,
  have bigint NOT NULL DEFAULT 0,
  have_hash bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex'),
  ahead bigint NOT NULL DEFAULT 0
);

-- `ephemeral`: with the bank's private key it gives the key under which this bundle's facts and files are sealed here.
CREATE TABLE office.bundle (
  desk text NOT NULL REFERENCES office.desk,
  number bigint NOT NULL,
  branch integer NOT NULL,
  first bigint NOT NULL,
  last bigint NOT NULL,
  sha256 text NOT NULL,
  made_at timestamptz NOT NULL,
  taken_at timestamptz NOT NULL,
  taken_by text NOT NULL,
  ephemeral bytea NOT NULL,
  PRIMARY KEY (desk, number)
);

CREATE TABLE office.clash (
  desk text NOT NULL REFERENCES office.desk,
  sha256 text NOT NULL,
  branch integer NOT NULL,
  at timestamptz NOT NULL,
  said text NOT NULL,
  PRIMARY KEY (desk, sha256)
);

-- `who`: actor, a zero and subject, `said`: salt and payload, both sealed; `said` is NULL once it was erased.
CREATE TABLE office.fact (
  desk text NOT NULL,
  seq bigint NOT NULL,
  branch integer NOT NULL,
  bundle bigint NOT NULL,
  id text NOT NULL,
  at text NOT NULL,
  device text NOT NULL,
  kind text NOT NULL,
  digest bytea NOT NULL,
  hash bytea NOT NULL,
  who bytea NOT NULL,
  said bytea,
  PRIMARY KEY (desk, seq, branch)
) PARTITION BY LIST (branch);
ALTER TABLE office.fact ALTER COLUMN said SET STORAGE EXTERNAL;

CREATE TABLE office.file (
  desk text NOT NULL REFERENCES office.desk,
  sha256 text NOT NULL,
  branch integer NOT NULL,
  bundle bigint NOT NULL,
  part integer NOT NULL,
  content bytea NOT NULL,
  PRIMARY KEY (desk, sha256)
);
ALTER TABLE office.file ALTER COLUMN content SET STORAGE EXTERNAL;

CREATE TABLE office.named (
  desk text NOT NULL,
  seq bigint NOT NULL,
  sha256 text NOT NULL,
  PRIMARY KEY (desk, seq, sha256)
);

-- How far each desk's facts stand in the tables; `why`: what the next one is that this program cannot read.
CREATE TABLE office.projected (
  desk text PRIMARY KEY REFERENCES office.desk,
  seq bigint NOT NULL DEFAULT 0,
  why text NOT NULL DEFAULT ''
);

-- The shape of the tables in schema told: another one, and they are told anew.
CREATE TABLE office.shape (one boolean PRIMARY KEY DEFAULT true CHECK (one), shape text NOT NULL);

GRANT USAGE ON SCHEMA told TO rmdesk_reader;
GRANT USAGE ON SCHEMA office TO rmdesk_loader, rmdesk_reader;
GRANT SELECT ON office.self, office.branch, office.desk, office.bundle, office.clash TO rmdesk_loader;
GRANT UPDATE (taken, taken_at, have, have_hash, ahead) ON office.desk TO rmdesk_loader;
GRANT INSERT ON office.bundle, office.clash, office.fact, office.file, office.named TO rmdesk_loader;
GRANT SELECT (desk, seq, hash) ON office.fact TO rmdesk_loader;
GRANT SELECT (desk, sha256) ON office.file TO rmdesk_loader;
GRANT SELECT (desk, seq, sha256) ON office.named TO rmdesk_loader;

GRANT SELECT ON office.branch, office.reader, office.desk, office.bundle TO rmdesk_reader;
ALTER TABLE office.reader ENABLE ROW LEVEL SECURITY;
ALTER TABLE office.branch ENABLE ROW LEVEL SECURITY;
ALTER TABLE office.desk ENABLE ROW LEVEL SECURITY;
ALTER TABLE office.bundle ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON office.reader TO rmdesk_reader USING (login = session_user);
CREATE POLICY own ON office.branch TO rmdesk_reader USING (branch IN (SELECT branch FROM office.reader));
CREATE POLICY own ON office.desk TO rmdesk_reader USING (branch IN (SELECT branch FROM office.reader));
CREATE POLICY own ON office.bundle TO rmdesk_reader USING (branch IN (SELECT branch FROM office.reader));
CREATE POLICY loading ON office.branch TO rmdesk_loader USING (true);
CREATE POLICY loading ON office.desk TO rmdesk_loader USING (true) WITH CHECK (true);
CREATE POLICY loading ON office.bundle TO rmdesk_loader USING (true) WITH CHECK (true);
