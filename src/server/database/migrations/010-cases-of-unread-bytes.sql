-- What could not be read, or came under another act's id, opened no case that a person could close.
INSERT INTO cases (programme, entry, kind, batch, pass, opened_at, closed_at)
  SELECT DISTINCT ON (programme, hash) programme, encode(hash, 'hex'), 'held', NULL::integer, NULL::integer, received_at, NULL::bigint
  FROM held_entries WHERE reason IN ('unreadable', 'damaged', 'same-id') ORDER BY programme, hash, received_at;
