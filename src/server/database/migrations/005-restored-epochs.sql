-- A server that forgot what it had acknowledged draws a new epoch and locks the money until a person has looked.
ALTER TABLE installation ADD COLUMN mode text COLLATE "C" NOT NULL DEFAULT 'normal' CHECK (mode IN ('normal', 'restored'));
-- No head of this epoch has a smaller number.
ALTER TABLE installation ADD COLUMN first_head integer NOT NULL DEFAULT 1;

-- Every epoch that was ever this installation's, as far as it knows: an acknowledgement given under one that is over
-- shows a loss that was seen already.
CREATE TABLE epochs (
  epoch text COLLATE "C" PRIMARY KEY,
  drawn_at bigint NOT NULL,
  -- The newest thing that the server still knew when it drew this epoch; of the first epoch, nothing was lost.
  known_until bigint NOT NULL,
  first_head integer NOT NULL,
  -- How the loss was seen: the restore command, a device's acknowledgement, or the installation's beginning.
  seen_by text COLLATE "C" NOT NULL,
  -- When a person had worked through the list.
  reconciled_at bigint
);
INSERT INTO epochs SELECT epoch, created_at, created_at, 1, 'beginning', created_at FROM installation;

-- Acts of a device up to here are in a backup, or on a synchronous standby.
ALTER TABLE devices ADD COLUMN backed_up_through integer NOT NULL DEFAULT 0;
-- Acts of a device up to here were acknowledged once and then forgotten.
ALTER TABLE devices ADD COLUMN forgotten_through integer NOT NULL DEFAULT 0;

-- The head that the act cites was lost: nobody can tell what its device knew.
ALTER TABLE entries ADD COLUMN head_forgotten boolean NOT NULL DEFAULT false;
