import { changeRewrites } from '../../model/effects/types';
import { column as columnOf } from '../../model/schema';
import { defineRule } from '../define-rule';
import { at, shown } from '../lib/migration';

export default defineRule({
  id: 'rewriting-type',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'migration',
  covers: ['MIG-change-type', 'P23', 'P25'],
  docs: {
    summary: 'A column of a table in use isn’t given a type for which all rows are written anew.',
    why:
      'Some changes of a type only change the catalogue: `varchar(50)` to `varchar(100)` or `text`, `numeric(10,2)` to `numeric(12,2)`. ' +
      'Others (`int` to `bigint`, a smaller length, a conversion by USING) write the table and its indexes anew under ACCESS EXCLUSIVE; another ' +
      'collation builds the indexes anew. The way without waiting is a new column that is filled in batches and takes the old one’s place.',
    whenOff: 'For tables that are always small, or where migrations run while nobody works.',
    references: [{ title: 'PostgreSQL: ALTER TABLE, Notes', url: 'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES' }], // prettier-ignore
  },
  examples: [
    {
      title: 'a wider integer and a shorter text',
      before: 'CREATE TABLE orders (id int PRIMARY KEY, note varchar(50));',
      sql: 'ALTER TABLE orders ALTER COLUMN id TYPE bigint, ALTER COLUMN note TYPE varchar(20);\n',
      reports: ['ALTER COLUMN id TYPE bigint', 'ALTER COLUMN note TYPE varchar(20)'],
      says: 'from `integer` to `bigint`',
    },
    {
      title: 'a conversion, and a collation under an index',
      before: 'CREATE TABLE orders (total text, code text UNIQUE);',
      sql: 'ALTER TABLE orders ALTER COLUMN total TYPE numeric USING total::numeric;\nALTER TABLE orders ALTER COLUMN code TYPE text COLLATE "C";\n',
      reports: ['ALTER COLUMN total TYPE numeric USING total::numeric', 'ALTER COLUMN code TYPE text COLLATE "C"'],
    },
    {
      title: 'what only widens',
      before: 'CREATE TABLE orders (note varchar(50), total numeric(10,2), code varchar(9) UNIQUE);',
      sql: 'ALTER TABLE orders ALTER COLUMN note TYPE varchar(100), ALTER COLUMN total TYPE numeric(12,2), ALTER COLUMN code TYPE text;\n',
      reports: [],
    },
    {
      title: 'moments where the session is in UTC',
      before: 'CREATE TABLE orders (made_at timestamp);',
      sql: "SET timezone = 'UTC';\nALTER TABLE orders ALTER COLUMN made_at TYPE timestamptz;\n",
      reports: [],
    },
    {
      title: 'a table of the same migration, and one that nobody knows',
      before: 'SELECT 1;',
      sql: 'CREATE TABLE orders (id int);\nALTER TABLE orders ALTER COLUMN id TYPE bigint;\nALTER TABLE elsewhere ALTER COLUMN id TYPE bigint;\n',
      reports: [],
    },
  ],
  statement(statement, context) {
    for (const effect of statement.effects) {
      const anew = effect.form === 'set type that is rewritten';
      if ((!anew && effect.form !== 'set type with an index made anew') || effect.isNew || effect.act.act !== 'op')
        continue;
      const { op } = effect.act;
      if (op.op !== 'alter column' || op.change.set !== 'type') continue;
      const old = effect.table && columnOf(effect.table, op.column);
      if (!old || (!effect.act.converts && anew && changeRewrites(old, op.change.type, statement.before) === undefined))
        continue;
      const what = anew
        ? `Changing \`${op.column}\` from \`${old.type.display}\` to \`${op.change.type.display}\` writes all rows of ${shown(effect.on)} anew`
        : `Another collation of \`${op.column}\` builds its indexes on ${shown(effect.on)} anew`;
      context.report({
        at: at(statement, effect.span),
        message: `${what}, and nobody can use it meanwhile. Add a new column, fill it in batches, and let it take the place of the old one.`,
      });
    }
  },
});
