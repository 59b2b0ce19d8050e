import { defineRule } from '../define-rule';
import { factsOf } from '../../model/effects/effect';
import { removeStatement } from '../lib/edits';
import { whole, type MigrationStatement } from '../lib/migration';
export default defineRule({
  id: 'outside-with-others',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'migration',
  covers: ['MIG-notx-mixed'],
  docs: {
    summary: 'A migration without transaction holds one statement.',
    why: 'Outside of a transaction each statement stays as soon as it is done. If the second fails, the first is there, the tool notes that the migration has not run, and running it again stops at the first. Flyway refuses a script that mixes both kinds, unless it is told that this is meant.',
    whenOff: 'Where each statement can run twice.',
    references: [
      { title: 'PostgreSQL: Transactions', url: 'https://www.postgresql.org/docs/current/tutorial-transactions.html' },
    ],
  },
  examples: [
    {
      title: 'an index and a column',
      tool: 'goose',
      before: 'CREATE TABLE users (email text);',
      sql: '-- +goose NO TRANSACTION\n-- +goose Up\nCREATE INDEX CONCURRENTLY a ON users (email);\nALTER TABLE users ADD COLUMN name text;\n',
      reports: ['ALTER TABLE users ADD COLUMN name text'],
      says: 'stays done',
    },
    {
      title: 'two indexes',
      tool: 'sql-migrate',
      before: 'CREATE TABLE users (email text, name text);',
      sql: '-- +migrate Up notransaction\nCREATE INDEX CONCURRENTLY a ON users (email);\nCREATE INDEX CONCURRENTLY b ON users (name);\n-- +migrate Down\n',
      reports: ['CREATE INDEX CONCURRENTLY b ON users (name)'],
    },
    {
      title: 'one statement, with a timeout before it',
      tool: 'goose',
      before: 'CREATE TABLE users (email text);',
      sql: "-- +goose NO TRANSACTION\n-- +goose Up\nSET lock_timeout = '5s';\nCREATE INDEX CONCURRENTLY a ON users (email);\n",
      reports: [],
    },
    {
      title: 'what can run twice, and transactions of the file',
      tool: 'goose',
      before: 'CREATE TABLE users (email text);',
      sql: '-- +goose NO TRANSACTION\n-- +goose Up\nDROP INDEX CONCURRENTLY IF EXISTS a;\nCREATE INDEX CONCURRENTLY IF NOT EXISTS a ON users (email);\nBEGIN;\nCREATE TABLE b (id int);\nCREATE TABLE c (id int);\nCOMMIT;\nBEGIN;\nCREATE TABLE d (id int);\nCOMMIT;\n',
      reports: [],
    },
    {
      title: 'a tool that begins no transactions',
      tool: 'version-folders',
      file: 'v1.1/labels.sql',
      before: 'CREATE TABLE a (id int);',
      sql: 'ALTER TABLE a ADD COLUMN label text;\nALTER TABLE a ADD COLUMN note text;\n',
      reports: [],
    },
    {
      title: 'in a transaction',
      tool: 'goose',
      before: 'SELECT 1;',
      sql: '-- +goose Up\nCREATE TABLE b (id int);\nCREATE TABLE c (id int);\n',
      reports: [],
    },
  ],
  migration({ file, statements }, context) {
    // A tool that never begins a transaction leaves no choice.
    if (!file.tool?.outside || file.mode === 'unknown') return;
    const loose = statements.filter(
      ({ transaction, acts }) =>
        transaction === undefined &&
        acts.every(({ act }) => act !== 'transaction') &&
        acts.some(({ act }) => act !== 'set' && act !== 'read'),
    );
    const [first, ...others] = loose.filter((statement) => !isRepeatable(statement));
    const [second] = others;
    if (!first || !second) return;
    context.report({
      at: whole(second, context),
      message:
        'This migration runs outside of a transaction: if this statement fails, what stands above it stays done, and the migration can neither go on nor start anew. Put it into a migration of its own.',
      fixes: [
        {
          title: 'Move it to a migration of its own',
          kind: 'suggestion',
          edits: [removeStatement(second.source, context)],
          creates: file.next(
            'separate',
            `${context.text(whole(second, context))};`,
            second.effects.some((effect) => factsOf(effect).outside),
          ),
        },
      ],
    });
  },
});
/** IF EXISTS, IF NOT EXISTS, OR REPLACE, VALIDATE, rows: when it runs again it does no harm. */
function isRepeatable({ acts }: MigrationStatement): boolean {
  return acts.every((act) => {
    if (act.act !== 'op') return act.act !== 'alter table' && act.act !== 'rule' && act.act !== 'statistics';
    const { op } = act;
    if ('ifNotExists' in op || 'ifExists' in op)
      return ('ifNotExists' in op && op.ifNotExists) || ('ifExists' in op && op.ifExists);
    if ('orReplace' in op) return op.orReplace;
    return (
      op.op === 'validate constraint' ||
      op.op === 'alter column' ||
      op.op === 'comment' ||
      op.op === 'search path' ||
      op.op === 'grant'
    );
  });
}
