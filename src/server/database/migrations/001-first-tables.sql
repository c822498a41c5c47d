-- One row of facts about this installation.
CREATE TABLE installation (
  id text COLLATE "C" PRIMARY KEY CHECK (id = 'this'),
  epoch text COLLATE "C" NOT NULL,
  demonstration boolean NOT NULL,
  next_serial bigint NOT NULL,
  created_at bigint NOT NULL
);

-- HMAC keys of the server: nonce, acknowledgement, tag, and number/YEAR.
CREATE TABLE secrets (
  name text COLLATE "C" PRIMARY KEY,
  bytes bytea NOT NULL,
  created_at bigint NOT NULL
);

CREATE TABLE programmes (
  programme integer PRIMARY KEY,
  record text NOT NULL,
  contingency_units bigint NOT NULL,
  created_at bigint NOT NULL
);

CREATE TABLE structures (
  structure text COLLATE "C" PRIMARY KEY,
  record text NOT NULL
);

CREATE TABLE orders (
  programme integer NOT NULL,
  order_id text COLLATE "C" NOT NULL,
  units bigint NOT NULL CHECK (units > 0),
  funded_at bigint NOT NULL,
  PRIMARY KEY (programme, order_id)
);

CREATE TABLE batches (
  programme integer NOT NULL,
  batch integer NOT NULL,
  order_id text COLLATE "C" NOT NULL,
  format text COLLATE "C" NOT NULL CHECK (format IN ('card', 'booklet')),
  units integer NOT NULL CHECK (units > 0),
  passes integer NOT NULL CHECK (passes > 0),
  spares integer NOT NULL CHECK (spares >= 0),
  first_serial bigint NOT NULL,
  first_day text COLLATE "C" NOT NULL,
  end_day text COLLATE "C" NOT NULL,
  training boolean NOT NULL,
  opened_at bigint,
  key_id bytea NOT NULL,
  public_key bytea NOT NULL,
  private_key bytea,
  PRIMARY KEY (programme, batch)
);

CREATE TABLE deliveries (
  programme integer NOT NULL,
  batch integer NOT NULL,
  from_pass integer NOT NULL,
  to_pass integer NOT NULL CHECK (to_pass >= from_pass),
  structure text COLLATE "C" NOT NULL,
  delivered_at bigint NOT NULL,
  PRIMARY KEY (programme, batch, from_pass)
);

-- The head key of each programme; pass keys stand with their batch, device keys with their device.
CREATE TABLE head_keys (
  programme integer PRIMARY KEY,
  key_id bytea NOT NULL,
  public_key bytea NOT NULL,
  private_key bytea NOT NULL
);

CREATE TABLE enrolment_codes (
  selector text COLLATE "C" PRIMARY KEY,
  code_hash bytea NOT NULL,
  programme integer NOT NULL,
  structure text COLLATE "C" NOT NULL,
  role text COLLATE "C" NOT NULL CHECK (role IN ('desk', 'manager')),
  tries_left integer NOT NULL,
  expires_at bigint NOT NULL,
  used_by text COLLATE "C"
);

CREATE TABLE devices (
  device text COLLATE "C" PRIMARY KEY,
  programme integer NOT NULL,
  structure text COLLATE "C" NOT NULL,
  role text COLLATE "C" NOT NULL,
  name text NOT NULL,
  public_key bytea NOT NULL,
  enrolled_at bigint NOT NULL,
  revoked_at bigint,
  last_sequence integer NOT NULL DEFAULT 0,
  last_hash bytea NOT NULL,
  last_cited_head integer NOT NULL DEFAULT 0,
  last_contact bigint,
  head integer NOT NULL DEFAULT 0,
  unsent integer NOT NULL DEFAULT 0,
  app text NOT NULL
);

-- A row for each pass that an act has touched; an untouched one is what its batch and its deliveries say.
CREATE TABLE passes (
  programme integer NOT NULL,
  batch integer NOT NULL,
  pass integer NOT NULL,
  state text COLLATE "C" NOT NULL,
  used integer NOT NULL CHECK (used >= 0),
  cheques integer[] NOT NULL,
  handed_over boolean NOT NULL,
  acts integer NOT NULL,
  PRIMARY KEY (programme, batch, pass)
);

-- The journal as it arrived. Columns are derived from `bytes`.
CREATE TABLE entries (
  programme integer NOT NULL,
  entry text COLLATE "C" NOT NULL,
  device text COLLATE "C" NOT NULL,
  sequence integer NOT NULL,
  hash bytea NOT NULL,
  bytes bytea NOT NULL,
  structure text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  batch integer,
  pass integer,
  pass_order integer,
  cheque integer NOT NULL DEFAULT 0,
  units integer NOT NULL DEFAULT 0,
  service text COLLATE "C" NOT NULL DEFAULT '',
  target text COLLATE "C",
  head integer NOT NULL,
  verdict text COLLATE "C",
  proof text COLLATE "C" NOT NULL CHECK (proof IN ('holds', 'fails', 'none')),
  conformance text COLLATE "C",
  claimed_at bigint NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (programme, entry),
  UNIQUE (programme, device, sequence)
);
CREATE INDEX entries_of_pass ON entries (programme, batch, pass, pass_order);
CREATE INDEX entries_of_target ON entries (programme, target) WHERE target IS NOT NULL;

-- What could not be read in order, kept whole for a person: gaps, forks, edits, unreadable bytes, revoked devices.
CREATE TABLE held_entries (
  programme integer NOT NULL,
  device text COLLATE "C" NOT NULL,
  hash bytea NOT NULL,
  bytes bytea NOT NULL,
  reason text COLLATE "C" NOT NULL,
  received_at bigint NOT NULL,
  PRIMARY KEY (programme, device, hash)
);

CREATE TABLE personal_parts (
  programme integer NOT NULL,
  entry text COLLATE "C" NOT NULL,
  salt bytea NOT NULL,
  part bytea NOT NULL,
  expires_at bigint NOT NULL,
  PRIMARY KEY (programme, entry)
);

CREATE TABLE outcomes (
  programme integer NOT NULL,
  entry text COLLATE "C" NOT NULL,
  number integer NOT NULL,
  type text COLLATE "C" NOT NULL,
  covered_units integer NOT NULL,
  honoured_units integer NOT NULL,
  reason text COLLATE "C" NOT NULL,
  decided_at bigint NOT NULL,
  first_head integer,
  PRIMARY KEY (programme, entry, number)
);

-- Outcomes that a device has not yet said it stored.
CREATE TABLE outcome_notices (
  programme integer NOT NULL,
  device text COLLATE "C" NOT NULL,
  entry text COLLATE "C" NOT NULL,
  number integer NOT NULL,
  first_head integer,
  PRIMARY KEY (programme, device, entry)
);

CREATE TABLE transfers (
  programme integer NOT NULL,
  cause text COLLATE "C" NOT NULL,
  number integer NOT NULL,
  line integer NOT NULL,
  debit text COLLATE "C" NOT NULL,
  credit text COLLATE "C" NOT NULL CHECK (credit <> debit),
  cents bigint NOT NULL CHECK (cents > 0),
  at bigint NOT NULL,
  PRIMARY KEY (programme, cause, number, line)
);
CREATE INDEX transfers_by_debit ON transfers (programme, debit);
CREATE INDEX transfers_by_credit ON transfers (programme, credit);

CREATE TABLE cases (
  programme integer NOT NULL,
  entry text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  batch integer,
  pass integer,
  opened_at bigint NOT NULL,
  closed_at bigint,
  PRIMARY KEY (programme, entry, kind)
);

-- Appended in the transaction that changes a pass; the publisher takes them with DELETE … RETURNING.
CREATE TABLE pass_changes (
  programme integer NOT NULL,
  change text COLLATE "C" NOT NULL,
  batch integer NOT NULL,
  entry text COLLATE "C",
  number integer,
  PRIMARY KEY (programme, change)
);

CREATE TABLE heads (
  programme integer NOT NULL,
  number integer NOT NULL,
  issued_at bigint NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (programme, number)
);

CREATE TABLE files (
  programme integer NOT NULL,
  name text COLLATE "C" NOT NULL,
  deflated bytea NOT NULL,
  created_at bigint NOT NULL,
  PRIMARY KEY (programme, name)
);

CREATE TABLE jobs (
  job text COLLATE "C" PRIMARY KEY,
  holder text COLLATE "C" NOT NULL,
  leased_until bigint NOT NULL
);

-- Sample codes of a demonstration, signed before its pass keys were destroyed.
CREATE TABLE samples (
  programme integer NOT NULL,
  batch integer NOT NULL,
  pass integer NOT NULL,
  cheque integer NOT NULL,
  digits text COLLATE "C" NOT NULL,
  number text COLLATE "C" NOT NULL,
  PRIMARY KEY (programme, batch, pass, cheque)
);

CREATE TABLE number_failures (
  address_hash bytea NOT NULL,
  hour bigint NOT NULL,
  failures integer NOT NULL,
  PRIMARY KEY (address_hash, hour)
);

-- Every change by a person: who, when, what, before, after, why. Append-only.
CREATE TABLE audit_trail (
  programme integer NOT NULL,
  id text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  device text COLLATE "C" NOT NULL,
  act text COLLATE "C" NOT NULL,
  subject text NOT NULL,
  before_text text NOT NULL,
  after_text text NOT NULL,
  why text NOT NULL,
  PRIMARY KEY (programme, id)
);
