-- The pass that changed; none: every pass of the batch may have.
ALTER TABLE pass_changes ADD COLUMN pass integer;

-- What a batch's list was, from the head that named it first until the next version's.
CREATE TABLE list_versions (
  programme integer NOT NULL,
  batch integer NOT NULL,
  version integer NOT NULL,
  list text COLLATE "C" NOT NULL,
  -- From the version before; none: this one was written whole, and stays so.
  delta text COLLATE "C",
  first_head integer NOT NULL,
  PRIMARY KEY (programme, batch, version)
);
CREATE INDEX list_versions_by_list ON list_versions (programme, list);

-- What a programme's records were, from the head that named them first.
CREATE TABLE record_versions (
  programme integer NOT NULL,
  record text COLLATE "C" NOT NULL,
  first_head integer NOT NULL,
  file text COLLATE "C" NOT NULL,
  PRIMARY KEY (programme, record, first_head)
);

-- A file without an end is kept: records, deltas of one step, each 64th version of a list.
ALTER TABLE files ADD COLUMN kept_until bigint;
CREATE INDEX files_by_end ON files (programme, kept_until) WHERE kept_until IS NOT NULL;

-- Nobody asks for the signed bytes of a former head; what it named is in the two tables above.
ALTER TABLE heads ALTER COLUMN bytes DROP NOT NULL;
CREATE INDEX heads_with_bytes ON heads (programme, number) WHERE bytes IS NOT NULL;
