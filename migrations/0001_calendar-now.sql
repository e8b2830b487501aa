-- The calendar clock of a bot that has no other: read here and nowhere else, so that a test can move it.
create function calendar_now() returns timestamptz language sql volatile as 'select clock_timestamp()';
