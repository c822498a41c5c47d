-- What a device did and had not sent when it did the next thing: asked for each act that is judged.
CREATE INDEX entries_by_arrival ON entries (programme, device, recorded_at) WHERE held = '';
