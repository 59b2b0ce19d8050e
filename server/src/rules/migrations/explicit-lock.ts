import { defineRule } from '../define-rule';
import { harm, shown, whole } from '../lib/migration';
export default defineRule({
  id: 'explicit-lock',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'migration',
  forms: ['lock table'],
  covers: ['P52'],
  docs: {
    summary: 'A migration takes no lock for longer than its statements need.',
    why: 'LOCK TABLE keeps others out until the transaction ends, whatever comes next. Statements take the locks that they need.',
    whenOff: 'Where rows are copied that nobody may change meanwhile.',
    references: [{ title: 'PostgreSQL: LOCK', url: 'https://www.postgresql.org/docs/current/sql-lock.html' }],
  },
  examples: [
    {
      title: 'without a mode',
      before: 'CREATE TABLE orders (id int);',
      sql: 'BEGIN;\nLOCK TABLE orders;\nALTER TABLE orders ADD COLUMN note text;\nCOMMIT;\n',
      reports: ['LOCK TABLE orders'],
      says: 'read or write',
    },
    {
      title: 'with one',
      before: 'CREATE TABLE orders (id int);',
      sql: 'BEGIN;\nlock table orders in share mode;\nCOMMIT;\n',
      reports: ['lock table orders in share mode'],
      says: 'write to',
    },
    {
      title: 'a lock that stops nobody',
      before: 'CREATE TABLE orders (id int);',
      sql: 'BEGIN;\nLOCK TABLE orders IN ROW EXCLUSIVE MODE;\nCOMMIT;\n',
      reports: [],
    },
    {
      title: 'a table of the migration',
      before: 'SELECT 1;',
      sql: 'BEGIN;\nCREATE TABLE orders (id int);\nLOCK TABLE orders;\nCOMMIT;\n',
      reports: [],
    },
  ],
  statement(statement, context) {
    for (const effect of statement.effects) {
      const stops = effect.form === 'lock table' ? harm(effect) : 'nothing';
      if (stops !== 'nothing')
        context.report({
          at: whole(statement, context),
          message: `Nobody can ${stops === 'writes' ? 'write to' : 'read or write'} ${shown(effect.on)} until the transaction ends. Leave the lock to the statements that need it.`,
        });
    }
  },
});
