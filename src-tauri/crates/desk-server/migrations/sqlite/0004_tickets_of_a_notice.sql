CREATE INDEX tickets_by_notice ON tickets (notice_id) WHERE notice_id IS NOT NULL;
