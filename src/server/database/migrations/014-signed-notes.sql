-- How each hand signed the note of a delivery, on the first step of its act: `tap`, `drawn`, or null. What was drawn is a personal part.
ALTER TABLE stock_movements ADD COLUMN giver_signed text COLLATE "C";
ALTER TABLE stock_movements ADD COLUMN receiver_signed text COLLATE "C";
