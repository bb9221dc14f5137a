-- What is to be mailed, and what was. A row is the very mail: every try sends the same bytes under the same Message-ID.
-- due_at is empty once it is sent or was refused; the words are let go with it.
CREATE TABLE mails (
    id          TEXT PRIMARY KEY,
    history_seq INTEGER NOT NULL REFERENCES history (seq),
    ticket_id   TEXT NOT NULL REFERENCES tickets (id),
    to_address  TEXT NOT NULL,
    subject     TEXT NOT NULL,
    body        TEXT NOT NULL,
    follows     TEXT REFERENCES mails (id),
    made_at     INTEGER NOT NULL,
    due_at      INTEGER,
    tries       INTEGER NOT NULL DEFAULT 0,
    sent_at     INTEGER,
    refused_at  INTEGER,
    UNIQUE (history_seq, to_address)
) STRICT;
CREATE INDEX mails_due ON mails (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX mails_by_thread ON mails (ticket_id, to_address, made_at);

-- Up to where the history was looked at for mails. What happened before mail was there is not mailed.
CREATE TABLE mail_cursor (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    seq INTEGER NOT NULL
) STRICT;
INSERT INTO mail_cursor (one, seq) SELECT 1, COALESCE(max(seq), 0) FROM history;
