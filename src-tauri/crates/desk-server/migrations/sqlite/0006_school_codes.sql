-- Codes a person types once to set a computer up; kept as SHA-256 of their eight letters and numbers, and good until they end.

CREATE TABLE school_codes (
    sha256  BLOB PRIMARY KEY,
    made_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL
) STRICT;
