import type { Form } from '../../model/effects/forms';
import { defineRule } from '../define-rule';
import { at, shown, whole } from '../lib/migration';

/** What writes all rows, beside new types and columns, which have rules of their own. */
const FORMS: readonly Form[] = [
  'vacuum full',
  'cluster',
  'set logged',
  'set tablespace',
  'set access method',
  'set expression',
];

export default defineRule({
  id: 'table-rewrite',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'migration',
  forms: FORMS,
  covers: ['P27', 'P51'],
  docs: {
    summary: 'A table in use isn’t written anew as a whole.',
    why: 'VACUUM FULL, CLUSTER, SET LOGGED, SET UNLOGGED, another tablespace, access method or expression copy all rows and indexes under ACCESS EXCLUSIVE: nobody can read the table until that is done, and the disk holds it twice. Plain VACUUM makes room while others work; pg_repack and pg_squeeze pack a table that way.',
    whenOff: 'Where migrations run while nobody works.',
    references: [
      { title: 'PostgreSQL: VACUUM', url: 'https://www.postgresql.org/docs/current/sql-vacuum.html' },
      { title: 'PostgreSQL: ALTER TABLE', url: 'https://www.postgresql.org/docs/current/sql-altertable.html' },
    ],
  },
  examples: [
    {
      title: 'VACUUM FULL and CLUSTER',
      before: 'CREATE TABLE orders (id int);\nCREATE INDEX a ON orders (id);',
      sql: 'VACUUM FULL orders;\nCLUSTER orders USING a;\n',
      reports: ['VACUUM FULL orders', 'CLUSTER orders USING a'],
      says: '`orders`',
    },
    {
      title: 'logged, moved, and an expression',
      before: 'CREATE TABLE orders (id int, twice int GENERATED ALWAYS AS (id * 2) STORED);',
      sql: 'ALTER TABLE orders SET UNLOGGED;\nALTER TABLE orders SET TABLESPACE fast;\nALTER TABLE orders ALTER COLUMN twice SET EXPRESSION AS (id * 3);\n',
      reports: ['SET UNLOGGED', 'SET TABLESPACE fast', 'ALTER COLUMN twice SET EXPRESSION AS (id * 3)'],
    },
    {
      title: 'what leaves the rows where they are',
      before: 'CREATE TABLE orders (id int);\nCREATE INDEX a ON orders (id);',
      sql: 'VACUUM orders;\nANALYZE orders;\nALTER TABLE orders SET (fillfactor = 80), SET LOGGED, CLUSTER ON a;\n',
      reports: [],
    },
    {
      title: 'a table of the migration',
      before: 'SELECT 1;',
      sql: 'CREATE UNLOGGED TABLE orders (id int);\nALTER TABLE orders SET LOGGED;\n',
      reports: [],
    },
  ],
  statement(statement, context) {
    for (const effect of statement.effects) {
      if (effect.isNew || !FORMS.includes(effect.form)) continue;
      const part = statement.acts.some(({ act }) => act === 'op' || act === 'alter table');
      context.report({
        at: part ? at(statement, effect.span) : whole(statement, context),
        message: `This writes ${effect.on ? `all rows of ${shown(effect.on)}` : 'all tables'} anew, and nobody can use ${effect.on ? 'it' : 'them'} meanwhile. Do it while nobody works, or by a tool that copies the rows beside.`,
      });
    }
  },
});
