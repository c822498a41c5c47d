-- An act that stands outside its chain is an act of its pass all the same: 'fork' or 'revoked'; '' for all others.
ALTER TABLE entries DROP CONSTRAINT entries_programme_device_sequence_key;
ALTER TABLE entries ADD COLUMN held text COLLATE "C" NOT NULL DEFAULT '' CHECK (held IN ('', 'fork', 'revoked'));
CREATE UNIQUE INDEX entries_of_chain ON entries (programme, device, sequence) WHERE held = '';
CREATE INDEX entries_of_device ON entries (programme, device, hash);

-- Units that the pass counts because of an outcome, and what a person said of it.
ALTER TABLE outcomes ADD COLUMN held_units integer NOT NULL DEFAULT 0;
ALTER TABLE outcomes ADD COLUMN words text NOT NULL DEFAULT '';
UPDATE outcomes o SET held_units = CASE WHEN o.type = 'waiting' THEN e.units ELSE o.covered_units END
  FROM entries e WHERE e.programme = o.programme AND e.entry = o.entry AND e.kind = 'redemption';

-- What people decided of a line, and who contested it: append-only, in the order in which the server recorded it.
CREATE TABLE decisions (
  programme integer NOT NULL,
  entry text COLLATE "C" NOT NULL,
  turn integer NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('pay', 'refuse', 'close', 'uphold', 'dismiss', 'void', 'contest')),
  by_whom text COLLATE "C" NOT NULL CHECK (by_whom IN ('', 'person', 'venue')),
  device text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  why text NOT NULL,
  PRIMARY KEY (programme, entry, turn)
);

-- A pass that was blocked or unblocked, by an act of a device or by a manager. It counts from its time.
CREATE TABLE blocks (
  programme integer NOT NULL,
  batch integer NOT NULL,
  pass integer NOT NULL,
  id text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  blocks boolean NOT NULL,
  device text COLLATE "C" NOT NULL,
  why text NOT NULL,
  PRIMARY KEY (programme, batch, pass, id)
);

-- One pass given in the place of another: both are of one family.
CREATE TABLE replacements (
  programme integer NOT NULL,
  id text COLLATE "C" NOT NULL,
  old_batch integer NOT NULL,
  old_pass integer NOT NULL,
  new_batch integer NOT NULL,
  new_pass integer NOT NULL,
  at bigint NOT NULL,
  device text COLLATE "C" NOT NULL,
  why text NOT NULL,
  PRIMARY KEY (programme, id)
);
CREATE INDEX replacements_of_old ON replacements (programme, old_batch, old_pass);
CREATE INDEX replacements_of_new ON replacements (programme, new_batch, new_pass);

-- A venue's frozen lines. A statement's total is the sum of its lines; a line is never edited.
CREATE TABLE statements (
  programme integer NOT NULL,
  statement text COLLATE "C" NOT NULL,
  structure text COLLATE "C" NOT NULL,
  through text COLLATE "C" NOT NULL,
  cents bigint NOT NULL,
  made_at bigint NOT NULL,
  made_by text COLLATE "C" NOT NULL,
  PRIMARY KEY (programme, statement)
);
CREATE INDEX statements_of_structure ON statements (programme, structure, made_at);

-- `number`: the outcome as it was stated. What changed since an earlier statement is a difference, above or below zero.
CREATE TABLE statement_lines (
  programme integer NOT NULL,
  statement text COLLATE "C" NOT NULL,
  entry text COLLATE "C" NOT NULL,
  number integer NOT NULL,
  cents bigint NOT NULL CHECK (cents <> 0),
  PRIMARY KEY (programme, entry, number)
);
CREATE INDEX lines_of_statement ON statement_lines (programme, statement);

-- Cheques that a statement pays, under the first pass of their family: each once.
CREATE TABLE paid_cheques (
  programme integer NOT NULL,
  batch integer NOT NULL,
  pass integer NOT NULL,
  cheque integer NOT NULL,
  entry text COLLATE "C" NOT NULL,
  PRIMARY KEY (programme, batch, pass, cheque)
);
CREATE INDEX paid_cheques_of_entry ON paid_cheques (programme, entry);
