import { defineRule } from '../define-rule';
import { shown, whole } from '../lib/migration';
export default defineRule({
  id: 'index-with-table',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'off' },
  presets: { contracts: ['info'] },
  needs: 'migration',
  covers: ['MIG-index-separate'],
  docs: {
    summary: 'Indexes are made in migrations of their own.',
    why: 'An index of a table in use is built CONCURRENTLY, outside of a transaction, and may have to be built again: other changes don’t belong beside it. Some teams keep all indexes apart so that they can be added and dropped by what queries need.',
    whenOff: 'Where new tables come with their indexes.',
    references: [
      {
        title: 'PostgreSQL: Building Indexes Concurrently',
        url: 'https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY',
      },
    ],
  },
  examples: [
    {
      title: 'beside the table',
      before: 'SELECT 1;',
      sql: 'CREATE TABLE a (id int);\nCREATE INDEX i ON a (id);\n',
      reports: ['CREATE INDEX i ON a (id)'],
      says: '`a`',
    },
    {
      title: 'beside a column',
      before: 'CREATE TABLE a (id int);',
      sql: 'ALTER TABLE a ADD COLUMN x int;\nCREATE INDEX i ON a (x);\n',
      reports: ['CREATE INDEX i ON a (x)'],
    },
    {
      title: 'alone',
      before: 'CREATE TABLE a (id int);',
      sql: 'CREATE INDEX i ON a (id);\nCREATE INDEX k ON a (id DESC);\n',
      reports: [],
    },
    { title: 'without index', before: 'SELECT 1;', sql: 'CREATE TABLE a (id int);\n', reports: [] },
  ],
  migration({ statements }, context) {
    const others = statements.some(({ acts }) =>
      acts.some(
        (act) =>
          act.act === 'op' &&
          act.op.op !== 'create index' &&
          act.op.op !== 'drop' &&
          act.op.op !== 'comment' &&
          act.op.op !== 'search path',
      ),
    );
    if (!others) return;
    for (const statement of statements) {
      const [act] = statement.acts;
      if (act?.act === 'op' && act.op.op === 'create index')
        context.report({
          at: whole(statement, context),
          message: `This index of ${shown(act.op.table)} stands beside other changes. Make it in a migration of its own.`,
        });
    }
  },
});
