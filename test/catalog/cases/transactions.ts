/** BEGIN, COMMIT and ROLLBACK, and what lasts no longer than they do. */
export const transactions: Readonly<Record<string, string>> = {
  'what is rolled back': `CREATE TABLE a (x int); CREATE TABLE d (x int PRIMARY KEY); BEGIN; CREATE TABLE b (x int); ALTER TABLE a ADD y int; DROP TABLE a; ROLLBACK; ALTER TABLE a ADD z int; START TRANSACTION; CREATE TABLE c (x int REFERENCES d); ROLLBACK; CREATE TABLE c (); BEGIN; CREATE TABLE e (); COMMIT; ROLLBACK;`,
  'what is committed': `BEGIN; CREATE TABLE a (x int); COMMIT; BEGIN; BEGIN; ALTER TABLE a ADD y int; END; BEGIN WORK; DROP TABLE a; ABORT;`,
  savepoints: `BEGIN; CREATE TABLE a (x int); SAVEPOINT one; CREATE TABLE b (); SAVEPOINT two; CREATE TABLE c (); ROLLBACK TO two; CREATE TABLE d (); ROLLBACK TO SAVEPOINT one; CREATE TABLE e (); SAVEPOINT three; CREATE TABLE f (); RELEASE three; SAVEPOINT one; CREATE TABLE g (); ROLLBACK TO one; COMMIT;`,
  'a savepoint in what is rolled back': `CREATE TABLE a (); BEGIN; CREATE TABLE b (); SAVEPOINT one; CREATE TABLE c (); ROLLBACK TO one; CREATE TABLE d (); ROLLBACK; CREATE TABLE b ();`,
  'ROLLBACK AND CHAIN': `BEGIN; CREATE TABLE a (); COMMIT AND CHAIN; CREATE TABLE b (); ROLLBACK AND CHAIN; CREATE TABLE c (); COMMIT; CREATE TABLE d ();`,
  'a search path of a transaction': `CREATE SCHEMA app; BEGIN; SET LOCAL search_path = app; CREATE TABLE a (); COMMIT; CREATE TABLE b (); BEGIN; SET search_path = app; CREATE TABLE c (); ROLLBACK; CREATE TABLE d (); BEGIN; SET search_path TO app; COMMIT; CREATE TABLE e (); SET LOCAL search_path = public; CREATE TABLE f ();`,
  'a search path of a savepoint': `CREATE SCHEMA app; BEGIN; SAVEPOINT s; SELECT set_config('search_path', 'app', true); CREATE TABLE a (); ROLLBACK TO s; CREATE TABLE b (); SELECT set_config('search_path', 'app', true); RELEASE s; CREATE TABLE c (); COMMIT; CREATE TABLE d ();`,
};
