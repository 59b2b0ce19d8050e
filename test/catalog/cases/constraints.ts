/** Constraints of all kinds, and the names that they get. */
export const constraints: Readonly<Record<string, string>> = {
  'in a column, in a table and by ALTER': `CREATE TABLE p (id int PRIMARY KEY, u int UNIQUE); CREATE TABLE a (x int UNIQUE CHECK (x > 0) REFERENCES p, y int CONSTRAINT y_u UNIQUE CONSTRAINT y_c CHECK (y > 0) CONSTRAINT y_f REFERENCES p (u),
      z int, UNIQUE (x, y), CHECK (x > y), FOREIGN KEY (z) REFERENCES p ON DELETE CASCADE, PRIMARY KEY (x, z));
    ALTER TABLE a ADD UNIQUE (z), ADD CHECK (z > 0), ADD CHECK (x > z), ADD FOREIGN KEY (z) REFERENCES p (u) ON UPDATE RESTRICT ON DELETE SET DEFAULT, ADD w int UNIQUE REFERENCES p ON DELETE NO ACTION;`,
  'NOT VALID and VALIDATE': `CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE a (x int, CONSTRAINT c CHECK (x > 0) NOT VALID);
    ALTER TABLE a ADD CONSTRAINT d CHECK (x > 1) NOT VALID, ADD CONSTRAINT f FOREIGN KEY (x) REFERENCES p NOT VALID, ADD CONSTRAINT g FOREIGN KEY (x) REFERENCES p NOT VALID;
    ALTER TABLE a VALIDATE CONSTRAINT d, VALIDATE CONSTRAINT f;`,
  DEFERRABLE: `CREATE TABLE p (id int PRIMARY KEY DEFERRABLE, u int UNIQUE DEFERRABLE INITIALLY DEFERRED, v int UNIQUE NOT DEFERRABLE);
    CREATE TABLE a (x int REFERENCES p (v) DEFERRABLE INITIALLY DEFERRED, y int CONSTRAINT f REFERENCES p (v) INITIALLY DEFERRED, z int);
    ALTER TABLE a ADD FOREIGN KEY (z) REFERENCES p (v) DEFERRABLE; ALTER TABLE a ALTER CONSTRAINT f NOT DEFERRABLE; ALTER TABLE a ALTER CONSTRAINT a_z_fkey DEFERRABLE INITIALLY DEFERRED;`,
  'NOT ENFORCED': `CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE a (x int CHECK (x > 0) NOT ENFORCED, y int REFERENCES p NOT ENFORCED, CONSTRAINT c CHECK (y > 0) ENFORCED);
    ALTER TABLE a ADD CONSTRAINT d CHECK (x > 5) NOT ENFORCED; ALTER TABLE a ALTER CONSTRAINT a_y_fkey ENFORCED; ALTER TABLE a ALTER CONSTRAINT a_y_fkey NOT ENFORCED;`,
  'NULLS NOT DISTINCT and INCLUDE': `CREATE TABLE a (x int UNIQUE NULLS NOT DISTINCT, y int, z int, UNIQUE (y) INCLUDE (z), PRIMARY KEY (x) INCLUDE (y, z), UNIQUE NULLS NOT DISTINCT (z, y));`,
  'USING INDEX': `CREATE TABLE a (x int NOT NULL, y int, z int); CREATE UNIQUE INDEX ai ON a (x); CREATE UNIQUE INDEX bi ON a (y, z); CREATE UNIQUE INDEX ci ON a (z) INCLUDE (x);
    ALTER TABLE a ADD CONSTRAINT named PRIMARY KEY USING INDEX ai; ALTER TABLE a ADD UNIQUE USING INDEX bi; ALTER TABLE a ADD CONSTRAINT c UNIQUE USING INDEX ci DEFERRABLE;`,
  EXCLUDE: `CREATE EXTENSION btree_gist; CREATE TABLE a (room int, during tstzrange, note text, EXCLUDE USING gist (room WITH =, during WITH &&), CONSTRAINT own EXCLUDE USING gist (during WITH -|-) WHERE (room > 0) DEFERRABLE,
      EXCLUDE USING gist (int4range(room, room + 1) WITH &&), EXCLUDE (lower(note) WITH =));
    ALTER TABLE a ADD EXCLUDE USING gist (during WITH &&) INCLUDE (room);`,
  'WITHOUT OVERLAPS and PERIOD': `CREATE EXTENSION btree_gist; CREATE TABLE p (id int, valid daterange, PRIMARY KEY (id, valid WITHOUT OVERLAPS), UNIQUE (id, valid WITHOUT OVERLAPS));
    CREATE TABLE a (id int, p_id int, during daterange, CONSTRAINT k UNIQUE (id, during WITHOUT OVERLAPS), FOREIGN KEY (p_id, PERIOD during) REFERENCES p (id, PERIOD valid));
    ALTER TABLE a ADD CONSTRAINT again FOREIGN KEY (p_id, PERIOD during) REFERENCES p;`,
  'MATCH FULL and SET NULL of some columns': `CREATE TABLE p (a int, b int, PRIMARY KEY (a, b)); CREATE TABLE c (x int, y int, FOREIGN KEY (x, y) REFERENCES p MATCH FULL ON DELETE SET NULL,
      CONSTRAINT s FOREIGN KEY (x, y) REFERENCES p ON DELETE SET NULL (y), CONSTRAINT d FOREIGN KEY (x, y) REFERENCES p (a, b) ON DELETE SET DEFAULT (x, y) ON UPDATE CASCADE);
    ALTER TABLE c RENAME y TO z;`,
  'references to itself': `CREATE TABLE a (id int PRIMARY KEY, up int REFERENCES a, other int REFERENCES a (id) ON DELETE CASCADE, x int, y int, UNIQUE (x, y), FOREIGN KEY (up, other) REFERENCES a (x, y));
    ALTER TABLE a RENAME TO b; ALTER TABLE b ADD COLUMN third int REFERENCES b;`,
  'names that are taken': `CREATE TABLE a (x int UNIQUE UNIQUE, y int CHECK (y > 0) CHECK (y < 9)); ALTER TABLE a ADD UNIQUE (x), ADD CHECK (y <> 5), ADD CHECK (x > y), ADD CHECK (y > x);
    ALTER TABLE a ADD UNIQUE (x); CREATE TABLE b (id int CONSTRAINT c_pkey PRIMARY KEY); CREATE TABLE c (id int PRIMARY KEY); CREATE INDEX c_id_key ON c (id); ALTER TABLE c ADD UNIQUE (id);`,
  'names that are cut': `CREATE TABLE a_rather_long_name_of_a_table_for_which_no_room_is_left (a_rather_long_name_of_a_column_for_which_no_room_is_left int PRIMARY KEY CHECK (a_rather_long_name_of_a_column_for_which_no_room_is_left > 0),
      b int UNIQUE, a_second_rather_long_name_of_a_column_in_the_table int, UNIQUE (a_rather_long_name_of_a_column_for_which_no_room_is_left, a_second_rather_long_name_of_a_column_in_the_table),
      s serial, FOREIGN KEY (a_second_rather_long_name_of_a_column_in_the_table) REFERENCES a_rather_long_name_of_a_table_for_which_no_room_is_left);
    CREATE INDEX ON a_rather_long_name_of_a_table_for_which_no_room_is_left (b, a_second_rather_long_name_of_a_column_in_the_table);`,
  'names of many bytes that are cut': `CREATE TABLE "längliche_tabellenbezeichnung_mit_vielen_ümläüten_öäü" ("größenänderungsfähigkeitsprüfungsverfahren_äöü" int UNIQUE CHECK ("größenänderungsfähigkeitsprüfungsverfahren_äöü" > 0), "日本語の長い列の名前はここにあります" int UNIQUE);
    CREATE TABLE "日本語の長い表の名前はここにありますよね本当に" ("日本語の長い列の名前はここにあります" serial UNIQUE);`,
  'a check of many columns, of none, and of one twice': `CREATE TABLE a (x int, y int, CHECK (x > y), CHECK (1 > 0), CHECK (x > 0 AND x < 5), CHECK (x IS NOT NULL OR y IS NOT NULL), CHECK ((x, y) > (1, 2)), CHECK (a.x > 7));`,
  'keys that say the same': `CREATE TABLE a (x int PRIMARY KEY, UNIQUE (x)); CREATE TABLE b (x int UNIQUE, CONSTRAINT n UNIQUE (x)); CREATE TABLE c (x int, y int, UNIQUE (x, y), UNIQUE (y, x), UNIQUE (x, y) DEFERRABLE);`,
  'foreign keys without columns follow the primary key': `CREATE TABLE p (a int, b int, PRIMARY KEY (b, a)); CREATE TABLE c (x int, y int, FOREIGN KEY (x, y) REFERENCES p); ALTER TABLE p RENAME a TO aa;`,
  'foreign keys to a unique index': `CREATE TABLE p (a int, b int); CREATE UNIQUE INDEX ON p (b, a); CREATE TABLE c (x int, y int, FOREIGN KEY (x, y) REFERENCES p (a, b));`,
  'renamed constraints and their indexes': `CREATE TABLE a (x int PRIMARY KEY, y int UNIQUE, z int CHECK (z > 0)); ALTER INDEX a_pkey RENAME TO k; ALTER TABLE a RENAME CONSTRAINT a_y_key TO u; ALTER TABLE a RENAME CONSTRAINT a_z_check TO c;
    CREATE TABLE b (x int REFERENCES a); ALTER TABLE b RENAME CONSTRAINT b_x_fkey TO f; ALTER TABLE a ADD UNIQUE (y); COMMENT ON CONSTRAINT k ON a IS 'key';`,
  'checks with all kinds of expressions': `CREATE TABLE a (x int, t text, d date, j jsonb, e text[], CHECK (x BETWEEN 1 AND 10), CHECK (x IN (1, 2, 3)), CHECK (t ~ '^[a-z]+$'), CHECK (t IN ('a', 'b')), CHECK (t LIKE 'a%'), CHECK (d > '2020-01-01'), CHECK (j ? 'k'),
      CHECK (length(t) <= 10 AND NOT (x = 5)), CHECK (CASE WHEN x > 0 THEN t IS NOT NULL ELSE true END), CHECK (e <@ ARRAY['a', 'b']), CHECK (x = ANY (ARRAY[1, 2])), CHECK (coalesce(t, '') <> ''), CHECK (t IS DISTINCT FROM 'x'), CHECK (x % 2 = 0));`,
};
