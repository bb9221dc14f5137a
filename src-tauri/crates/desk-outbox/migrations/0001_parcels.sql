-- One row for each write that the help desk has not taken yet. `seq` is the order in which people made them.
CREATE TABLE parcels (
    seq            INTEGER PRIMARY KEY AUTOINCREMENT,
    key            TEXT    NOT NULL UNIQUE,           -- kind:uuid
    kind           TEXT    NOT NULL,                  -- ticket, attachment, message, confirmation, rating, affected
    ticket         TEXT,                              -- the ticket it belongs to; its own id for a ticket
    body           BLOB,                              -- the exact bytes of the request, where it has a body
    name           TEXT,                              -- of an attachment
    sha256         TEXT,                              -- of an attachment
    size_bytes     INTEGER,                           -- of an attachment
    accepted_at_ms INTEGER NOT NULL,
    began          INTEGER NOT NULL DEFAULT 0,        -- 1 once an attempt to send it began
    tries          INTEGER NOT NULL DEFAULT 0,        -- attempts that came to nothing
    next_try_at_ms INTEGER NOT NULL DEFAULT 0,        -- 0: at once
    why            TEXT,                              -- why the last attempt came to nothing, for a technician
    parked         TEXT                               -- why it is not tried any more, as JSON
) STRICT;

CREATE INDEX parcels_by_ticket ON parcels (ticket, seq);

-- Small values that outlive the program: the draft, what was seen last, lists as they were last read.
CREATE TABLE notes (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
