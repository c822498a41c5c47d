-- The act of a person by which a batch was asked for: the same asked twice is one batch.
ALTER TABLE batches ADD COLUMN asked_by text COLLATE "C";
CREATE UNIQUE INDEX batches_asked_by ON batches (programme, asked_by);

-- Lines that wait for the contingency are found without reading all others.
CREATE INDEX outcomes_without_contingency ON outcomes (programme, entry) WHERE reason = 'contingency-empty';
