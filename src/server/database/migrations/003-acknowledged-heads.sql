-- Which head a device held when its chain ended at an entry: every later entry cites that head or a newer one.
-- Rows behind the recorded end of the chain are dropped, but the last.
CREATE TABLE acknowledged_heads (
  programme integer NOT NULL,
  device text COLLATE "C" NOT NULL,
  after_sequence integer NOT NULL,
  head integer NOT NULL,
  PRIMARY KEY (programme, device, after_sequence)
);
