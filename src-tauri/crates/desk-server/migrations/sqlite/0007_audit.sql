-- Who of the desk read or changed what, what an operator did by a command, and what the server let go by itself. Ids and counts, and
-- no words anybody wrote: a row outlives the ticket and the person it is about.
CREATE TABLE audit (
    seq       INTEGER PRIMARY KEY AUTOINCREMENT,
    at        INTEGER NOT NULL,
    by_kind   TEXT NOT NULL CHECK (by_kind IN ('technician', 'operator', 'server')),
    by_name   TEXT NOT NULL,
    action    TEXT NOT NULL,
    ticket_id TEXT,
    number    INTEGER,
    person_id TEXT,
    thing_id  TEXT,
    detail    TEXT,
    count     INTEGER
) STRICT;
CREATE INDEX audit_by_ticket ON audit (ticket_id, seq) WHERE ticket_id IS NOT NULL;
CREATE INDEX audit_by_person ON audit (person_id, seq) WHERE person_id IS NOT NULL;
CREATE INDEX audit_by_time ON audit (at);
CREATE INDEX audit_by_number ON audit (number);

CREATE TRIGGER audit_is_never_rewritten BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit log is only ever added to');
END;

-- Retention lets go of old rows; nothing younger than 30 days can be deleted by anybody who goes through this database.
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit WHEN OLD.at > (unixepoch() - 30 * 86400) * 1000
BEGIN
    SELECT RAISE(ABORT, 'the audit log is kept for 30 days at least');
END;

-- What retention looks for.
CREATE INDEX tickets_finished ON tickets (status_since) WHERE status IN ('resolved', 'closed', 'cancelled');
