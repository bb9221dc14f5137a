-- Ids are UUIDs as text, times are milliseconds since 1970 in UTC, secrets are kept as SHA-256 only.

CREATE TABLE enrolment_keys (
    sha256     BLOB PRIMARY KEY,
    made_at    INTEGER NOT NULL
) STRICT;

-- An asset record: what a computer claims about itself. Never a person.
CREATE TABLE devices (
    id            TEXT PRIMARY KEY,
    install_id    TEXT NOT NULL,
    host_name     TEXT NOT NULL,
    serial        TEXT,
    asset_tag     TEXT,
    site          TEXT,
    building      TEXT,
    room          TEXT,
    first_seen_at INTEGER NOT NULL,
    last_seen_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX devices_by_serial ON devices (serial) WHERE serial IS NOT NULL;
CREATE INDEX devices_by_install ON devices (install_id);

-- Somebody who asks. Only the account secret makes a second enrolment the same person.
CREATE TABLE people (
    id                    TEXT PRIMARY KEY,
    account_secret_sha256 BLOB NOT NULL UNIQUE,
    user_name             TEXT NOT NULL,
    full_name             TEXT,
    email                 TEXT,
    made_at               INTEGER NOT NULL
) STRICT;

-- One enrolment is one family of refresh tokens. The place is the device's claim at that moment.
CREATE TABLE enrolments (
    id              TEXT PRIMARY KEY,
    person_id       TEXT NOT NULL REFERENCES people (id),
    device_id       TEXT NOT NULL REFERENCES devices (id),
    site            TEXT,
    building        TEXT,
    room            TEXT,
    made_at         INTEGER NOT NULL,
    revoked_at      INTEGER,
    used_generation INTEGER NOT NULL DEFAULT 0,
    used_sha256     BLOB
) STRICT;

CREATE TABLE refresh_tokens (
    sha256       BLOB PRIMARY KEY,
    enrolment_id TEXT NOT NULL REFERENCES enrolments (id),
    generation   INTEGER NOT NULL,
    made_at      INTEGER NOT NULL
) STRICT;
CREATE INDEX refresh_tokens_by_enrolment ON refresh_tokens (enrolment_id, generation);

CREATE TABLE access_tokens (
    sha256       BLOB PRIMARY KEY,
    enrolment_id TEXT NOT NULL REFERENCES enrolments (id),
    ends_at      INTEGER NOT NULL
) STRICT;
CREATE INDEX access_tokens_by_end ON access_tokens (ends_at);

-- Every key a write ever came with. Outlives what the write made.
CREATE TABLE used_keys (
    key         TEXT PRIMARY KEY,
    writer      TEXT NOT NULL,
    operation   TEXT NOT NULL,
    body_sha256 BLOB NOT NULL,
    used_at     INTEGER NOT NULL
) STRICT;

-- The people of the desk, as the configuration names them.
CREATE TABLE technicians (
    user_name     TEXT PRIMARY KEY,
    name          TEXT NOT NULL,
    password_hash TEXT,
    active        INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE sign_in_links (
    sha256    BLOB PRIMARY KEY,
    user_name TEXT NOT NULL REFERENCES technicians (user_name),
    ends_at   INTEGER NOT NULL
) STRICT;

CREATE TABLE staff_sessions (
    sha256    BLOB PRIMARY KEY,
    user_name TEXT NOT NULL REFERENCES technicians (user_name),
    ends_at   INTEGER NOT NULL
) STRICT;

CREATE TABLE notices (
    id             TEXT PRIMARY KEY,
    title          TEXT NOT NULL,
    kind           TEXT NOT NULL,
    places         TEXT NOT NULL,
    meanwhile      TEXT,
    owner          TEXT,
    starts_at      INTEGER NOT NULL,
    back_by        INTEGER,
    next_update_by INTEGER,
    resolved_at    INTEGER,
    made_at        INTEGER NOT NULL,
    updated_at     INTEGER NOT NULL
) STRICT;
CREATE INDEX notices_open ON notices (resolved_at);

CREATE TABLE notice_updates (
    seq       INTEGER PRIMARY KEY,
    notice_id TEXT NOT NULL REFERENCES notices (id),
    at        INTEGER NOT NULL,
    by_name   TEXT NOT NULL,
    body      TEXT NOT NULL
) STRICT;
CREATE INDEX notice_updates_by_notice ON notice_updates (notice_id, seq);

CREATE TABLE notice_affected (
    notice_id TEXT NOT NULL REFERENCES notices (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    at        INTEGER NOT NULL,
    PRIMARY KEY (notice_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE tickets (
    id                TEXT PRIMARY KEY,
    number            INTEGER NOT NULL UNIQUE,
    person_id         TEXT NOT NULL REFERENCES people (id),
    device_id         TEXT NOT NULL REFERENCES devices (id),
    notice_id         TEXT REFERENCES notices (id),
    subject           TEXT NOT NULL,
    place             TEXT,
    room              TEXT,
    about_device      TEXT,
    language          TEXT,
    class_waiting     INTEGER NOT NULL,
    status            TEXT NOT NULL,
    status_since      INTEGER NOT NULL,
    next_update_by    INTEGER,
    assignee          TEXT REFERENCES technicians (user_name),
    department        TEXT,
    due               INTEGER,
    rating            TEXT,
    rating_note       TEXT,
    findings          TEXT NOT NULL,
    written_at        INTEGER NOT NULL,
    created_at        INTEGER NOT NULL,
    updated_at        INTEGER NOT NULL,
    first_answered_at INTEGER
) STRICT;
CREATE INDEX tickets_by_person ON tickets (person_id, updated_at DESC);
CREATE INDEX tickets_by_device ON tickets (device_id, created_at DESC);
CREATE INDEX tickets_by_status ON tickets (status);
CREATE INDEX tickets_by_first_answer ON tickets (first_answered_at) WHERE first_answered_at IS NOT NULL;

CREATE TABLE reports (
    ticket_id TEXT PRIMARY KEY REFERENCES tickets (id),
    body      TEXT NOT NULL
) STRICT;

-- Everything said (message_id and body) and done (change) in a ticket, oldest first.
CREATE TABLE history (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket_id   TEXT NOT NULL REFERENCES tickets (id),
    at          INTEGER NOT NULL,
    internal    INTEGER NOT NULL DEFAULT 0,
    author_name TEXT,
    author_role TEXT NOT NULL,
    message_id  TEXT UNIQUE,
    body        TEXT,
    change      TEXT,
    CHECK ((message_id IS NULL) = (body IS NULL)),
    CHECK ((message_id IS NULL) <> (change IS NULL))
) STRICT;
CREATE INDEX history_by_ticket ON history (ticket_id, seq);

CREATE TABLE attachments (
    id         TEXT PRIMARY KEY,
    ticket_id  TEXT NOT NULL REFERENCES tickets (id),
    message_id TEXT NOT NULL,
    position   INTEGER NOT NULL,
    name       TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    sha256     TEXT NOT NULL,
    state      TEXT NOT NULL
) STRICT;
CREATE INDEX attachments_by_ticket ON attachments (ticket_id, position);

-- Apart from what describes them, so that reading a ticket never walks over a picture.
CREATE TABLE attachment_contents (
    attachment_id TEXT PRIMARY KEY REFERENCES attachments (id),
    bytes         BLOB NOT NULL
) STRICT;

-- What the live channels say. A person's row goes to them alone, a notice's to everybody; staff hear all of it.
CREATE TABLE events (
    seq       INTEGER PRIMARY KEY AUTOINCREMENT,
    at        INTEGER NOT NULL,
    audience  TEXT NOT NULL CHECK (audience IN ('person', 'everybody', 'staff')),
    person_id TEXT,
    ticket_id TEXT,
    notice_id TEXT
) STRICT;
CREATE INDEX events_by_person ON events (person_id, seq);
