INSERT INTO mails VALUES ('l1', 2, 't1', 'maria@example.org', 'The printer again', '', NULL, 2000, NULL, 1, 2100, NULL);
