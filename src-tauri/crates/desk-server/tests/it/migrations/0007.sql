INSERT INTO audit VALUES (1, 2000, 'technician', 'devon', 'taken', 't1', 4101, 'p1', NULL, NULL, NULL);
