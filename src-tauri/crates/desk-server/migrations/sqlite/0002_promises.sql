-- When the present promise was made, whether the desk has heard that it presses, and how often in a row it was moved because
-- nobody had answered.
ALTER TABLE tickets ADD COLUMN promised_at INTEGER;
ALTER TABLE tickets ADD COLUMN promise_risen INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tickets ADD COLUMN delays INTEGER NOT NULL DEFAULT 0;
UPDATE tickets SET promised_at = CASE WHEN first_answered_at IS NULL THEN created_at ELSE status_since END;
CREATE INDEX tickets_promised ON tickets (next_update_by) WHERE next_update_by IS NOT NULL;
