-- A device that met another copy of itself goes on as a new one; a device that was taken out of service says so.
ALTER TABLE devices ADD COLUMN previous text COLLATE "C";
ALTER TABLE devices ADD COLUMN retired_at bigint;
CREATE INDEX devices_of_previous ON devices (previous) WHERE previous IS NOT NULL;
