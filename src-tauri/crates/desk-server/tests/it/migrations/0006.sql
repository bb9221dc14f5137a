INSERT INTO school_codes VALUES (x'08', 1000, 9000);
