import { changeRewrites } from '../../model/effects/types';
import { column as columnOf } from '../../model/schema';
import { defineRule } from '../define-rule';
import { at, shown, type SeenEffect, type StatementBefore } from '../lib/migration';
import { listed } from '../lib/names';

export default defineRule({
  id: 'rewriting-type',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  oneDecision: true,
  needs: 'migration',
  forms: ['set type that is rewritten', 'set type with an index made anew'],
  recipe: true,
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
      sql: 'ALTER TABLE orders ALTER COLUMN id TYPE bigint;\nALTER TABLE orders ALTER COLUMN note TYPE varchar(20);\n',
      reports: ['ALTER COLUMN id TYPE bigint', 'ALTER COLUMN note TYPE varchar(20)'],
      says: 'from `integer` to `bigint`',
    },
    {
      title: 'several columns of one statement, for which the table is written once',
      before: 'CREATE TABLE readings (id int PRIMARY KEY, sensor_id int, place varchar(50));',
      sql: 'ALTER TABLE readings\n  ALTER COLUMN id TYPE bigint,\n  ALTER COLUMN sensor_id TYPE bigint,\n  ALTER COLUMN place TYPE text;\n',
      reports: ['ALTER COLUMN id TYPE bigint'],
      says: 'the types of `id` and `sensor_id`',
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
    const changes = statement.effects.flatMap((effect) => changeOf(effect, statement) ?? []);
    if (changes.length === 0) return;
    for (const anew of [true, false]) {
      // However many columns: the table is written once.
      const together = changes.filter((change) => change.anew === anew);
      const [first, ...rest] = together;
      if (!first) continue;
      const table = shown(first.effect.on);
      const columns = listed(together.map(({ column }) => column));
      const types =
        rest.length > 0 ? `the types of ${columns}` : `${columns} from \`${first.from}\` to \`${first.to}\``;
      const what = anew
        ? `Changing ${types} writes all rows of ${table} anew`
        : `Another collation of ${columns} builds ${rest.length > 0 ? 'their' : 'its'} indexes on ${table} anew`;
      const way =
        rest.length > 0
          ? 'Add new columns, fill them in batches, and let them take the places of the old ones'
          : 'Add a new column, fill it in batches, and let it take the place of the old one';
      context.report({
        at: at(statement, first.effect.span),
        message: `${what}, and nobody can use it meanwhile. ${way}.`,
        related: rest.map(({ effect, column }) => ({ at: at(statement, effect.span), message: `Also \`${column}\`.` })),
      });
    }
  },
});

interface Change {
  readonly effect: SeenEffect;
  /** Whether the rows are written, or only indexes are. */
  readonly anew: boolean;
  readonly column: string;
  readonly from: string;
  readonly to: string;
}

/** What an effect does to the type of a column in use; undefined where it does nothing that takes time. */
function changeOf(effect: SeenEffect, { before }: StatementBefore): Change | undefined {
  const anew = effect.form === 'set type that is rewritten';
  if ((!anew && effect.form !== 'set type with an index made anew') || effect.isNew || effect.act.act !== 'op')
    return undefined;
  const { op } = effect.act;
  if (op.op !== 'alter column' || op.change.set !== 'type') return undefined;
  const old = effect.table && columnOf(effect.table, op.column);
  if (!old || (!effect.act.converts && anew && changeRewrites(old, op.change.type, before) === undefined))
    return undefined;
  return { effect, anew, column: op.column, from: old.type.display, to: op.change.type.display };
}
