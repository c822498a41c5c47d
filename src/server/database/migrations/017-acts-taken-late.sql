-- Recorded behind the end of its chain, where it had been kept aside unread: an acknowledgement of the end says nothing of it.
ALTER TABLE entries ADD COLUMN late boolean NOT NULL DEFAULT false;
-- How many acts of the device were taken behind the end of its chain: a backup under way may lack them.
ALTER TABLE devices ADD COLUMN taken_behind integer NOT NULL DEFAULT 0;
-- What stands around a place of a chain.
CREATE INDEX entries_around ON entries (programme, device, sequence) WHERE held <> 'fork';
