-- How-to notes of the desk; those that are offered are tips for people while they write. topics is a JSON list of words.
CREATE TABLE how_tos (
    id         TEXT PRIMARY KEY,
    title      TEXT NOT NULL,
    body       TEXT NOT NULL,
    topics     TEXT NOT NULL,
    offered    INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT NOT NULL
) STRICT;

-- Whom a tip helped, and when they said so last.
CREATE TABLE tip_helped (
    tip_id    TEXT NOT NULL REFERENCES how_tos (id) ON DELETE CASCADE,
    person_id TEXT NOT NULL REFERENCES people (id),
    at        INTEGER NOT NULL,
    PRIMARY KEY (tip_id, person_id)
) STRICT, WITHOUT ROWID;
