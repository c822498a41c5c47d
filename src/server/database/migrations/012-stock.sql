-- What places say that happened to their passes: each act once, its steps in their order.
CREATE TABLE stock_movements (
  programme integer NOT NULL,
  entry text COLLATE "C" NOT NULL,
  step integer NOT NULL,
  batch integer NOT NULL,
  from_pass integer NOT NULL,
  to_pass integer NOT NULL CHECK (to_pass >= from_pass),
  sender text COLLATE "C" NOT NULL,
  receiver text COLLATE "C" NOT NULL,
  movement text COLLATE "C" NOT NULL,
  structure text COLLATE "C" NOT NULL,
  device text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  -- Covers that a reception counted and those that it should have; both empty for all else.
  counted integer,
  count_due integer,
  PRIMARY KEY (programme, entry, step)
);
CREATE INDEX stock_movements_of_batch ON stock_movements (programme, batch, at);

-- The covers of a batch that a place found when it counted: first and last pass of each range, one after the other.
CREATE TABLE stock_counts (
  programme integer NOT NULL,
  entry text COLLATE "C" NOT NULL,
  batch integer NOT NULL,
  structure text COLLATE "C" NOT NULL,
  device text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  ends integer[] NOT NULL,
  PRIMARY KEY (programme, entry)
);

-- What the records announce: the deliveries, as the movements of places have changed them since. Always the fold of both.
CREATE TABLE announced (
  programme integer NOT NULL,
  batch integer NOT NULL,
  from_pass integer NOT NULL,
  to_pass integer NOT NULL CHECK (to_pass >= from_pass),
  structure text COLLATE "C" NOT NULL,
  PRIMARY KEY (programme, batch, from_pass)
);
INSERT INTO announced SELECT programme, batch, from_pass, to_pass, structure FROM deliveries;

CREATE INDEX entries_given ON entries (programme, batch, pass) WHERE kind IN ('handover', 'handover-undo');
