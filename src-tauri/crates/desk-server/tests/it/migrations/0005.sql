INSERT INTO how_tos VALUES ('h1', 'Sound on the projector', 'Press Source twice.', '["sound"]', 1, 2000, 'Devon Park');
INSERT INTO tip_helped VALUES ('h1', 'p1', 2500);
