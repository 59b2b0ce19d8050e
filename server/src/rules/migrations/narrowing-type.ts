import { column as columnOf } from '../../model/schema';
import type { TypeFact } from '../../model/types';
import { defineRule } from '../define-rule';
import { at, shown } from '../lib/migration';

/** Numbers by how much they hold. */
const WIDTHS: readonly (readonly string[])[] = [
  ['int2', 'int4', 'int8', 'numeric'],
  ['float4', 'float8'],
  ['date', 'timestamp'],
  ['date', 'timestamptz'],
  ['time', 'timestamp'],
];
const TEXTS = new Set(['text', 'varchar', 'bpchar', 'citext']);

export default defineRule({
  id: 'narrowing-type',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'migration',
  forms: ['set type', 'set type that is checked', 'set type that is rewritten', 'set type with an index made anew'],
  recipe: true,
  covers: ['P24'],
  docs: {
    summary: 'A column isn’t given a type that holds less than the one before.',
    why:
      'Values that don’t fit stop the migration (`value too long`, `integer out of range`), or are cut without a word: `timestamp` to `date` ' +
      'loses the time of day, fewer digits behind the point are rounded. Down can’t bring them back.',
    whenOff: 'Where it is known that all values fit.',
    references: [
      {
        title: 'PostgreSQL: ALTER TABLE, SET DATA TYPE',
        url: 'https://www.postgresql.org/docs/current/sql-altertable.html',
      },
    ],
  },
  examples: [
    {
      title: 'a shorter text and a smaller number',
      before: 'CREATE TABLE orders (note varchar(50), code text, total numeric(12,4), n bigint);',
      sql: 'ALTER TABLE orders ALTER COLUMN note TYPE varchar(20), ALTER COLUMN code TYPE varchar(10), ALTER COLUMN total TYPE numeric(12,2), ALTER COLUMN n TYPE int;\n',
      reports: [
        'ALTER COLUMN note TYPE varchar(20)',
        'ALTER COLUMN code TYPE varchar(10)',
        'ALTER COLUMN total TYPE numeric(12,2)',
        'ALTER COLUMN n TYPE int',
      ],
      says: 'varying(50)',
    },
    {
      title: 'a moment that becomes a day',
      before: 'CREATE TABLE orders (made_at timestamptz);',
      sql: 'ALTER TABLE orders ALTER COLUMN made_at TYPE date;\n',
      reports: ['ALTER COLUMN made_at TYPE date'],
    },
    {
      title: 'what holds as much or more',
      before: 'CREATE TABLE orders (note varchar(50), total numeric(10,2), n int, day date);',
      sql: 'ALTER TABLE orders ALTER COLUMN note TYPE text, ALTER COLUMN total TYPE numeric(12,2), ALTER COLUMN n TYPE bigint, ALTER COLUMN day TYPE timestamptz;\n',
      reports: [],
    },
    {
      title: 'a conversion that says what is to become of the values',
      before: 'CREATE TABLE orders (note varchar(50));',
      sql: 'ALTER TABLE orders ALTER COLUMN note TYPE varchar(20) USING left(note, 20);\n',
      reports: [],
    },
  ],
  statement(statement, context) {
    for (const { form, isNew, act, table, on, span } of statement.effects) {
      if (!form.startsWith('set type') || isNew || act.act !== 'op' || act.converts) continue;
      const { op } = act;
      if (op.op !== 'alter column' || op.change.set !== 'type') continue;
      const old = table && columnOf(table, op.column);
      if (!old || !isNarrower(old.type, op.change.type)) continue;
      context.report({
        at: at(statement, span),
        message: `\`${op.change.type.display}\` holds less than the \`${old.type.display}\` that \`${op.column}\` of ${shown(on)} is: values that don't fit stop the migration or are cut. Look for such values first, or say by USING what becomes of them.`,
      });
    }
  },
});

function isNarrower(from: TypeFact, to: TypeFact): boolean {
  if (!from.builtIn || !to.builtIn || from.dimensions !== to.dimensions) return false;
  const [a, b] = [from.name.name, to.name.name];
  const [had, gets] = [from.modifiers.map(Number), to.modifiers.map(Number)];
  if (TEXTS.has(a) && TEXTS.has(b)) return gets[0] !== undefined && (had[0] === undefined || gets[0] < had[0]);
  if (a === 'numeric' && b === 'numeric') {
    if (gets[0] === undefined) return false;
    if (had[0] === undefined) return true;
    const [behind, left] = [gets[1] ?? 0, gets[0] - (gets[1] ?? 0)];
    return behind < (had[1] ?? 0) || left < had[0] - (had[1] ?? 0);
  }
  return WIDTHS.some((widths) => widths.includes(b) && widths.indexOf(a) > widths.indexOf(b) && a !== 'numeric') || (a === 'numeric' && /^int/.test(b)); // prettier-ignore
}
