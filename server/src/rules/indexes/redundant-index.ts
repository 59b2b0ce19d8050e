import { defineRule } from '../define-rule';
import { removeStatement } from '../lib/edits';
import { indexesOf, type IndexLike } from '../lib/indexes';
import { isOwnTable } from '../lib/tables';

export default defineRule({
  id: 'redundant-index',
  category: 'indexes',
  since: '0.1.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'table',
  looksAt: 'all relations',
  covers: ['IDX-redundant', 'IDX-duplicate-unique', 'EVT-dup-index', 'P17', 'P108'],
  gate: 'index strategy',
  docs: {
    summary: 'No index repeats another one or only begins as another one does.',
    why:
      'Primary keys and UNIQUE constraints bring an index of their own, and an index on `(a, b)` also finds rows by `a`. A second index for the same ' +
      'look-up takes space and time at each write and speeds up nothing. One that a longer index begins with is smaller, which may be worth it, so ' +
      'that is told as information. A unique index counts as redundant only beside another unique one on the same columns, because it enforces something.',
    whenOff: 'Where short indexes beside long ones were measured to pay.',
    references: [
      { title: 'PostgreSQL: Unique Indexes', url: 'https://www.postgresql.org/docs/current/indexes-unique.html' },
      {
        title: 'PostgreSQL: Multicolumn Indexes',
        url: 'https://www.postgresql.org/docs/current/indexes-multicolumn.html',
      },
    ],
  },
  examples: [
    {
      title: 'the column is unique already',
      sql: 'CREATE TABLE users (\n  email text CONSTRAINT uq_users_email UNIQUE\n);\n\nCREATE INDEX idx_users_email ON users (email);\nCREATE INDEX idx_users_lower ON users (lower(email));',
      reports: ['idx_users_email'],
      says: '`uq_users_email`',
      fixed:
        'CREATE TABLE users (\n  email text CONSTRAINT uq_users_email UNIQUE\n);\n\nCREATE INDEX idx_users_lower ON users (lower(email));',
    },
    {
      title: 'the first column of a wider index',
      sql: 'CREATE TABLE orders (a int, b int);\nCREATE INDEX one ON orders (a);\nCREATE INDEX two ON orders (a, b);',
      reports: ['one'],
      says: '`two` begins with the same columns',
      fixed: 'CREATE TABLE orders (a int, b int);\nCREATE INDEX two ON orders (a, b);',
    },
    {
      title: 'twice the same',
      sql: "CREATE TABLE jobs (at date, state text);\nCREATE INDEX first_one ON jobs (at DESC) WHERE state = 'open';\nCREATE INDEX second_one ON jobs (at desc NULLS FIRST) WHERE (state='open');",
      reports: ['second_one'],
      fixed:
        "CREATE TABLE jobs (at date, state text);\nCREATE INDEX first_one ON jobs (at DESC) WHERE state = 'open';\n",
    },
    {
      title: 'a unique index beside the primary key',
      sql: 'CREATE TABLE users (id int PRIMARY KEY);\nCREATE UNIQUE INDEX users_id ON users (id);',
      reports: ['users_id'],
    },
    {
      title: 'a constraint beside the primary key',
      sql: 'CREATE TABLE users (id int PRIMARY KEY);\nALTER TABLE users ADD UNIQUE (id);',
      reports: ['UNIQUE (id)'],
    },
    {
      title: 'equal keys of one CREATE TABLE, which PostgreSQL makes one index for',
      sql: 'CREATE TABLE users (id int PRIMARY KEY, UNIQUE (id));',
      reports: [],
    },
    {
      title: 'unique over fewer columns than another index',
      sql: 'CREATE TABLE users (id int PRIMARY KEY, team_id int, UNIQUE (team_id, id));\nCREATE UNIQUE INDEX ON users (team_id);',
      reports: [],
    },
    {
      title: 'another order, operator class, collation or method',
      sql: 'CREATE TABLE t (a text, b int);\nCREATE INDEX ON t (a);\nCREATE INDEX ON t (a text_pattern_ops);\nCREATE INDEX ON t (a COLLATE "C");\nCREATE INDEX ON t (b DESC, a);\nCREATE INDEX ON t (b, a);\nCREATE INDEX ON t USING hash (a);',
      reports: [],
    },
    {
      title: 'over part of the rows',
      sql: 'CREATE TABLE t (a int, done_at date);\nCREATE INDEX ON t (a);\nCREATE INDEX ON t (a, done_at) WHERE done_at IS NULL;',
      reports: [],
    },
    {
      title: 'the longer one was dropped',
      sql: 'CREATE TABLE t (a int, b int);\nCREATE INDEX one ON t (a);\nCREATE INDEX two ON t (a, b);\nDROP INDEX two;',
      reports: [],
    },
    {
      title: 'it carries a column that the other one lacks',
      sql: 'CREATE TABLE t (a int, b int, c int);\nCREATE INDEX ON t (a) INCLUDE (c);\nCREATE INDEX ON t (a, b);',
      reports: [],
    },
    {
      title: 'lists of columns whose order means nothing are no prefixes',
      sql: 'CREATE TABLE t (a text[], b text[]);\nCREATE INDEX ON t USING gin (a);\nCREATE INDEX ON t USING gin (a, b);',
      reports: [],
    },
  ],
  table(table, context) {
    if (!isOwnTable(table) && table.kind !== 'matview') return;
    const indexes = indexesOf(table);
    for (const [i, index] of indexes.entries()) {
      const better = indexes.find((other, j) => replaces(other, index) && (j < i || !replaces(index, other)));
      if (!better) continue;
      const same = better.keys.length === index.keys.length;
      const { object, origin } = index;
      const isIndex = 'nameOrigin' in object;
      context.report({
        at: isIndex ? object.nameOrigin : origin,
        message:
          `\`${better.name}\` ${same ? 'indexes' : 'begins with'} the same columns, ` +
          `so \`${index.name}\` costs time at each write and speeds up ${same ? 'nothing' : 'hardly anything'}. Drop it.`,
        ...(!same && { atMost: 'info' }),
        related: [{ at: better.origin, message: `\`${better.name}\` serves the same look-ups.` }],
        fixes: isIndex
          ? [
              {
                title: `Remove \`${index.name}\``,
                kind: 'suggestion',
                edits: [removeStatement(origin.source, context)],
              },
            ]
          : [],
      });
    }
  },
});

/** Whether all that `index` does is done by `other`. */
function replaces(other: IndexLike, index: IndexLike): boolean {
  if (other === index || other.method !== index.method || other.predicate !== index.predicate) return false;
  if (other.keys.length < index.keys.length || index.keys.some(({ sort }, i) => sort !== other.keys[i]!.sort))
    return false;
  const same = other.keys.length === index.keys.length;
  if (!same && index.method !== 'btree') return false;
  if (index.unique && !(same && other.unique && enforcesAlike(other, index))) return false;
  const held = new Set([...other.keys.map(({ column }) => column), ...other.include]);
  return index.include.every((column) => held.has(column));
}

/** A constraint can't be replaced by an index, and one that is checked late or takes nulls as equal enforces something else. */
function enforcesAlike({ object: other }: IndexLike, { object: index }: IndexLike): boolean {
  if (!('kind' in other)) return !('kind' in index);
  if (other.deferrable || other.nullsNotDistinct) return false;
  if (!('kind' in index)) return true;
  // Of equal keys in one CREATE TABLE PostgreSQL keeps one.
  const merged = other.origin.source === index.origin.source;
  return index.kind !== 'primary key' && !merged && !index.deferrable && !index.nullsNotDistinct;
}
