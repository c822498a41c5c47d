-- Who of those that share a tablet did an act. Their name is a personal part of the entry of kind `operator`.
ALTER TABLE entries ADD COLUMN operator text COLLATE "C";
CREATE INDEX entries_naming_operator ON entries (programme, operator) WHERE kind = 'operator';
