import type { LockMode } from './locks';

/** What one form of a statement does. */
export interface FormFacts {
  /** On the table that the statement is about. */
  readonly lock?: LockMode;
  /** On the other one: a referenced table, a parent, tables that a view reads. */
  readonly other?: LockMode;
  /** What is done while the lock is held: all rows written anew, all rows read, an index made of all rows. */
  readonly work?: 'rewrite' | 'scan' | 'build';
  /** PostgreSQL refuses it in a transaction. */
  readonly outside?: true;
  /** Where PostgreSQL's documentation says so, for what a test can't observe. All others are observed. */
  readonly source?: string;
}

const AX = 'ACCESS EXCLUSIVE';
const SRE = 'SHARE ROW EXCLUSIVE';
const SUE = 'SHARE UPDATE EXCLUSIVE';
const ALTER_TABLE = 'https://www.postgresql.org/docs/current/sql-altertable.html';
const page = (name: string) => `https://www.postgresql.org/docs/current/${name}.html`;

/** Each form of DDL that locks or works through a table. `test/unit/effects.test.ts` runs every row on PostgreSQL. */
const TABLE = {
  'add column': { lock: AX },
  'add column that is checked': { lock: AX, work: 'scan' },
  'add column that is rewritten': { lock: AX, work: 'rewrite' },
  'add column with a default before 11': {
    lock: AX,
    work: 'rewrite',
    source: 'https://www.postgresql.org/docs/11/release-11.html',
  },
  'add column with a reference': { lock: AX, other: SRE },
  'add column with a reference and a default': { lock: AX, other: SRE, work: 'scan' },
  'add column with a key': { lock: AX, work: 'build' },
  'drop column': { lock: AX },
  'rename column': { lock: AX },
  'set default': { lock: AX },
  'set not null': { lock: AX, work: 'scan' },
  'set not null that is proven': { lock: AX },
  'drop not null': { lock: AX },
  'set type': { lock: AX },
  'set type that is checked': { lock: AX, work: 'scan' },
  'set type with an index made anew': { lock: AX, work: 'build' },
  'set type that is rewritten': { lock: AX, work: 'rewrite' },
  'set identity': { lock: AX },
  'set expression': { lock: AX, work: 'rewrite' },
  'drop expression': { lock: AX },
  'set statistics': { lock: SUE },
  'set storage': { lock: AX },
  'add check': { lock: AX, work: 'scan' },
  'add check not valid': { lock: AX },
  'add foreign key': { lock: SRE, other: SRE, work: 'scan' },
  'add foreign key not valid': { lock: SRE, other: SRE },
  'add key': { lock: AX, work: 'build' },
  'add key using index': { lock: AX },
  'add key using index over nullable columns': { lock: AX, work: 'scan' },
  'validate constraint': { lock: SUE, work: 'scan' },
  'validate foreign key': { lock: SUE, other: 'ROW SHARE', work: 'scan' },
  'alter constraint': { lock: AX },
  'rename constraint': { lock: AX },
  'drop constraint': { lock: AX },
  'drop foreign key': { lock: AX, other: AX },
  'switch trigger': { lock: SRE },
  'switch rule': { lock: AX },
  'row security': { lock: AX },
  'cluster on': { lock: SUE },
  'set logged': { lock: AX, work: 'rewrite' },
  'set tablespace': { lock: AX, work: 'rewrite', source: ALTER_TABLE },
  'set access method': { lock: AX, work: 'rewrite', source: ALTER_TABLE },
  'set parameters': { lock: SUE },
  inherit: { lock: AX, other: SUE },
  'no inherit': { lock: AX },
  'of type': { lock: AX },
  owner: { lock: AX },
  'replica identity': { lock: AX },
  'attach partition': { lock: AX, other: SUE, work: 'scan' },
  'attach partition that is proven': { lock: AX, other: SUE },
  'detach partition': { lock: AX, other: AX },
  'detach partition concurrently': { lock: SUE, other: SUE, outside: true, source: ALTER_TABLE },
  'finish detaching': { lock: AX, other: SUE, source: ALTER_TABLE },
  'rename table': { lock: AX },
  'set schema': { lock: AX },
  'drop table': { lock: AX, other: AX },
  'create table': {},
  'create table with a reference': { other: SRE },
  'create partition': { other: AX },
  'create table that inherits': { other: SUE },
  'create table of a query': { other: 'ACCESS SHARE' },
  'create view': { other: 'ACCESS SHARE' },
  'replace view': { lock: AX, other: 'ACCESS SHARE' },
  'drop view': { lock: AX },
  'refresh materialized view': { lock: AX, other: 'ACCESS SHARE', work: 'rewrite' },
  'refresh materialized view concurrently': { lock: 'EXCLUSIVE', other: 'ACCESS SHARE', work: 'scan' },
  'create index': { lock: 'SHARE', work: 'build' },
  'create index on the parent alone': { lock: 'SHARE' },
  'create index concurrently': {
    lock: SUE,
    work: 'build',
    outside: true,
    source: `${page('sql-createindex')}#SQL-CREATEINDEX-CONCURRENTLY`,
  },
  'drop index': { lock: AX },
  'drop index concurrently': { lock: SUE, outside: true, source: page('sql-dropindex') },
  'rename index': {},
  reindex: { lock: 'SHARE', work: 'build' },
  'reindex concurrently': {
    lock: SUE,
    work: 'build',
    outside: true,
    source: `${page('sql-reindex')}#SQL-REINDEX-CONCURRENTLY`,
  },
  'reindex of many tables': { lock: 'SHARE', work: 'build', outside: true, source: page('sql-reindex') },
  'create trigger': { lock: SRE },
  'drop trigger': { lock: AX },
  policy: { lock: AX },
  rule: { lock: AX },
  'create statistics': { lock: SUE },
  comment: { lock: SUE },
  'add domain constraint': { lock: 'SHARE', work: 'scan' },
  'add domain constraint not valid': {},
  'add enum value': {},
  'add enum value before 12': { outside: true, source: 'https://www.postgresql.org/docs/11/sql-altertype.html' },
  'rename enum value': {},
  truncate: { lock: AX },
  cluster: { lock: AX, work: 'rewrite' },
  vacuum: { lock: SUE, work: 'scan', outside: true, source: page('sql-vacuum') },
  'vacuum full': { lock: AX, work: 'rewrite', outside: true, source: page('sql-vacuum') },
  analyze: { lock: SUE },
  'lock table': { lock: AX },
  write: { lock: 'ROW EXCLUSIVE' },
  'of the server': { outside: true, source: page('sql-alterdatabase') },
} as const satisfies Readonly<Record<string, FormFacts>>;

export type Form = keyof typeof TABLE;
export const FORMS: Readonly<Record<Form, FormFacts>> = TABLE;
