//! A durable, ordered, exactly-once-in-effect queue: SQLite rows and blob files.
