INSERT INTO enrolment_keys VALUES (x'01', 1000);
INSERT INTO devices VALUES ('d1', 'i1', 'pc-1', 'S1', 'A1', 'Middle School', 'Building B', 'B204', 1000, 2000);
INSERT INTO people VALUES ('p1', x'02', 'maria', 'María López', 'maria@example.org', 1000);
INSERT INTO enrolments VALUES ('e1', 'p1', 'd1', 'Middle School', 'Building B', 'B204', 1000, NULL, 1, x'03');
INSERT INTO refresh_tokens VALUES (x'03', 'e1', 1, 1000);
INSERT INTO access_tokens VALUES (x'04', 'e1', 5000);
INSERT INTO used_keys VALUES ('t1', 'p1', 'open ticket', x'05', 1000);
INSERT INTO technicians VALUES ('devon', 'Devon Park', '$argon2id$', 1);
INSERT INTO sign_in_links VALUES (x'06', 'devon', 5000);
INSERT INTO staff_sessions VALUES (x'07', 'devon', 5000);
INSERT INTO notices VALUES ('n1', 'Wi-Fi is down', 'major', '["Building B"]', 'Use the cable', 'Priya Nair', 1000, 3000, NULL, NULL, 1000, 1000);
INSERT INTO notice_updates VALUES (1, 'n1', 1500, 'Devon Park', 'A part is on its way');
INSERT INTO notice_affected VALUES ('n1', 'p1', 1600);
INSERT INTO tickets VALUES ('t1', 4101, 'p1', 'd1', 'n1', 'The printer again', 'B204, Building B', 'B204', NULL, 'es', 1, 'closed', 4000, NULL,
    'devon', NULL, NULL, 'positive', 'Quick!', '[]', 900, 1000, 4000, 2000);
INSERT INTO tickets VALUES ('t2', 4102, 'p1', 'd1', NULL, 'No sound', NULL, NULL, 'the projector', NULL, 0, 'new', 5000, 9000,
    NULL, NULL, NULL, NULL, NULL, '[]', 4900, 5000, 5000, NULL);
INSERT INTO reports VALUES ('t1', '{"facts":[]}');
INSERT INTO history VALUES (1, 't1', 1000, 0, 'María López', 'requester', 't1', 'The printer again', NULL);
INSERT INTO history VALUES (2, 't1', 2000, 1, 'Devon Park', 'staff', 'm2', 'Toner, I think', NULL);
INSERT INTO history VALUES (3, 't1', 2000, 0, 'Devon Park', 'system', NULL, NULL, '{"kind":"taken"}');
INSERT INTO history VALUES (4, 't2', 5000, 0, 'María López', 'requester', 't2', 'No sound', NULL);
INSERT INTO attachments VALUES ('a1', 't1', 't1', 0, 'screen.png', 'image/png', 4, 'ab', 'stored');
INSERT INTO attachment_contents VALUES ('a1', x'89504e47');
INSERT INTO events VALUES (1, 1000, 'person', 'p1', 't1', NULL);
