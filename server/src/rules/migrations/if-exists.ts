import { defineRule } from '../define-rule';
import type { Act } from '../../model/effects/acts';
import { insertAfter } from '../lib/edits';
import { at } from '../lib/migration';
import { findWords, keywordCase } from '../lib/syntax';
export default defineRule({
  id: 'if-exists',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'off' },
  presets: { contracts: ['info'] },
  needs: 'migration',
  covers: ['MIG-idempotent', 'P69'],
  docs: {
    summary: 'Migrations say IF EXISTS and IF NOT EXISTS, so that they can run twice.',
    why: 'Where nothing notes which migrations have run, or a migration stopped halfway, it is run again: with IF NOT EXISTS it passes over what is there. Tools that keep a list don’t need that, and there it hides that the table is another one than the migration wants.',
    whenOff: 'Where the tool notes what has run.',
    references: [
      { title: 'PostgreSQL: CREATE TABLE', url: 'https://www.postgresql.org/docs/current/sql-createtable.html' },
    ],
  },
  examples: [
    {
      title: 'a table, a column and an index',
      before: 'CREATE TABLE b (id int);',
      sql: 'CREATE TABLE a (id int);\nALTER TABLE b ADD COLUMN n int;\ncreate index i on a (id);\n',
      reports: ['CREATE TABLE', 'ADD COLUMN', 'index'],
      says: 'IF NOT EXISTS',
      fixed:
        'CREATE TABLE IF NOT EXISTS a (id int);\nALTER TABLE b ADD COLUMN IF NOT EXISTS n int;\ncreate index if not exists i on a (id);\n',
    },
    {
      title: 'what is dropped',
      before: 'CREATE TABLE b (id int);\nCREATE TABLE c (id int, n int, CONSTRAINT k CHECK (id > 0));',
      sql: 'DROP TABLE b;\nALTER TABLE c DROP COLUMN n;\nALTER TABLE c DROP CONSTRAINT k;\n',
      reports: ['DROP TABLE', 'DROP COLUMN', 'DROP CONSTRAINT'],
      fixed:
        'DROP TABLE IF EXISTS b;\nALTER TABLE c DROP COLUMN IF EXISTS n;\nALTER TABLE c DROP CONSTRAINT IF EXISTS k;\n',
    },
    {
      title: 'with it',
      before: 'SELECT 1;',
      sql: 'CREATE TABLE IF NOT EXISTS a (id int);\nDROP INDEX IF EXISTS i;\n',
      reports: [],
    },
    {
      title: 'what has no such form',
      before: 'CREATE TABLE b (id int);',
      sql: 'ALTER TABLE b ADD CONSTRAINT k CHECK (id > 0);\nCREATE INDEX ON b (id);\n',
      reports: [],
    },
  ],
  statement(statement, context) {
    const kw = keywordCase(statement.source, context);
    for (const act of statement.acts) {
      if (act.act !== 'op') continue;
      const [words, clause] = guardOf(act) ?? [];
      if (!words || clause === undefined) continue;
      const place = findWords(context, at(statement, act.span), ...words);
      if (!place) continue;
      context.report({
        at: place,
        message: `This stops when the migration runs again. Say ${clause}.`,
        fixes: [{ title: `Add ${clause}`, kind: 'suggestion', edits: [insertAfter(place, ` ${kw(clause)}`)] }],
      });
    }
  },
});
const CREATED: Readonly<Record<string, readonly string[]>> = {
  'create table': ['table'],
  'create schema': ['schema'],
  'create extension': ['extension'],
  'create sequence': ['sequence'],
  'add column': ['add', 'column'],
};

/** The words that the clause stands behind, and the clause. */
function guardOf({ op, concurrently }: Extract<Act, { act: 'op' }>): readonly [readonly string[], string] | undefined {
  if (op.op === 'create index' && !op.ifNotExists && op.index.name !== undefined)
    return [concurrently ? ['concurrently'] : ['index'], 'IF NOT EXISTS'];
  if (op.op === 'create view')
    return op.kind === 'matview' && !op.ifNotExists ? [['view'], 'IF NOT EXISTS'] : undefined;
  if ('ifNotExists' in op && !op.ifNotExists && CREATED[op.op])
    return [
      op.op === 'create table' ||
      op.op === 'create sequence' ||
      op.op === 'create schema' ||
      op.op === 'create extension'
        ? ['create', ...CREATED[op.op]!]
        : CREATED[op.op]!,
      'IF NOT EXISTS',
    ];
  if (!('ifExists' in op) || op.ifExists) return undefined;
  if (op.op === 'drop column' || op.op === 'drop constraint')
    return [['drop', op.op === 'drop column' ? 'column' : 'constraint'], 'IF EXISTS'];
  if (op.op !== 'drop') return undefined;
  const word =
    op.kind === 'relation'
      ? op.called === 'matview'
        ? 'view'
        : op.called === 'foreign'
          ? 'table'
          : op.called
      : op.kind;
  if (word === undefined) return undefined;
  return [
    concurrently ? ['concurrently'] : word === 'view' && op.called === 'matview' ? ['view'] : ['drop', word],
    'IF EXISTS',
  ];
}
