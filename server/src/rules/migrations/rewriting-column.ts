import type { ColumnFact } from '../../model/facts';
import { quoteIdent } from '../../model/names';
import { defineRule, type Fix } from '../define-rule';
import { insertAfter, replace } from '../lib/edits';
import { at, shown, type StatementBefore } from '../lib/migration';
import { listed } from '../lib/names';
import { findWords, keywordCase, type Texts } from '../lib/syntax';

const MAX_NAMES = 5;

export default defineRule({
  id: 'rewriting-column',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'migration',
  forms: ['add column that is rewritten', 'add column with a default before 11'],
  recipe: true,
  covers: ['MIG-add-default-volatile', 'MIG-add-default-constant', 'P18', 'P19'],
  docs: {
    summary: 'A new column of a table in use doesn’t write all rows anew.',
    why:
      'A constant default, or one such as `now()`, is kept beside the table and costs nothing since PostgreSQL 11. A default that is ' +
      'another one for each row (`gen_random_uuid()`, `clock_timestamp()`, a sequence), a stored generated column and a domain with ' +
      'constraints make PostgreSQL write the whole table and all its indexes anew, and nobody can use it meanwhile.',
    whenOff: 'For tables that are always small.',
    references: [
      { title: 'PostgreSQL: ALTER TABLE, Notes', url: 'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES' },
    ], // prettier-ignore
  },
  examples: [
    {
      title: 'a default that is volatile',
      tool: 'goose',
      before: 'CREATE TABLE users (id int);',
      sql: '-- +goose Up\nALTER TABLE users ADD COLUMN token uuid DEFAULT gen_random_uuid();\n',
      reports: ['ADD COLUMN token uuid DEFAULT gen_random_uuid()'],
      says: '`gen_random_uuid()` is another value for each row',
      fixed:
        '-- +goose Up\nALTER TABLE users ADD COLUMN token uuid, ALTER COLUMN token SET DEFAULT gen_random_uuid();\n',
    },
    {
      title: 'an identity, a serial and a stored column',
      before: 'CREATE TABLE users (id int);',
      sql: 'ALTER TABLE users ADD COLUMN n int GENERATED ALWAYS AS IDENTITY;\nALTER TABLE users ADD COLUMN m bigserial;\nALTER TABLE users ADD COLUMN twice int GENERATED ALWAYS AS (id * 2) STORED;\n',
      reports: [
        'ADD COLUMN n int GENERATED ALWAYS AS IDENTITY',
        'ADD COLUMN m bigserial',
        'ADD COLUMN twice int GENERATED ALWAYS AS (id * 2) STORED',
      ],
    },
    {
      title: 'several columns of one statement, for which the table is written once',
      before: 'CREATE TABLE runs (id int, attributes jsonb);',
      sql: "ALTER TABLE runs\n  ADD COLUMN label text GENERATED ALWAYS AS (attributes ->> 'label') STORED,\n  ADD COLUMN note text,\n  ADD COLUMN size bigint GENERATED ALWAYS AS ((attributes -> 'size')::bigint) STORED;\n",
      reports: ["ADD COLUMN label text GENERATED ALWAYS AS (attributes ->> 'label') STORED"],
      says: 'The same goes for `size`.',
    },
    {
      title: 'a constant before PostgreSQL 11',
      postgresVersion: 10,
      before: 'CREATE TABLE users (id int);',
      sql: "ALTER TABLE users ADD COLUMN state text DEFAULT 'new';\n",
      reports: ["ADD COLUMN state text DEFAULT 'new'"],
      says: 'Before PostgreSQL 11',
    },
    {
      title: 'a constant, a time of the transaction, and a virtual column',
      before: 'CREATE TABLE users (id int);',
      sql: "ALTER TABLE users ADD COLUMN state text NOT NULL DEFAULT 'new', ADD COLUMN made_at timestamptz NOT NULL DEFAULT now();\nALTER TABLE users ADD COLUMN twice int GENERATED ALWAYS AS (id * 2) VIRTUAL;\n",
      reports: [],
    },
    {
      title: 'a table of the same migration, and a function that nobody knows',
      before: 'CREATE TABLE users (id int);',
      sql: 'CREATE TABLE orders (id int);\nALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();\nALTER TABLE users ADD COLUMN code text DEFAULT made_elsewhere();\n',
      reports: [],
    },
  ],
  statement(statement, context) {
    const added = statement.effects.flatMap((effect) => {
      if (effect.isNew || effect.act.act !== 'op' || effect.act.op.op !== 'add column') return [];
      const old = effect.form === 'add column with a default before 11';
      return old || effect.form === 'add column that is rewritten'
        ? [{ effect, old, column: effect.act.op.column }]
        : [];
    });
    // However many columns: the table is written once.
    const [first, ...rest] = added;
    if (!first) return;
    const { effect, old, column } = first;
    const others = rest.map((each) => each.column.name);
    const too = others.length === 0 ? '' : ` The same goes for ${listed(others.slice(0, MAX_NAMES))}${others.length > MAX_NAMES ? ' and others' : ''}.`; // prettier-ignore
    context.report({
      at: at(statement, effect.span),
      message: `${old ? 'Before PostgreSQL 11 a default is written into each row' : cause(column)}, so ${shown(effect.on)} is written anew as a whole, and nobody can use it meanwhile. ${advice(column)}.${too}`,
      fixes: column.default && !column.notNull && rest.length === 0 ? fix(statement, column, context) : [],
      related: rest.map((each) => ({ at: at(statement, each.effect.span), message: `Also \`${each.column.name}\`.` })),
    });
  },
});

function cause({ default: value, type, identity, generated }: ColumnFact): string {
  if (generated) return 'A stored generated column is worked out for each row';
  if (identity ?? type.serial)
    return `${identity ? 'An identity' : `\`${type.serial}\``} numbers the rows that are there`;
  if (value) return `\`${value.text}\` is another value for each row`;
  return `\`${type.display}\` is a domain whose constraints are checked for each row`;
}

function advice({ default: value, type, identity, generated }: ColumnFact): string {
  if (value) return 'Add the column without default, set the default, and fill old rows in batches';
  if (generated) return 'Add a plain column with a trigger, or a virtual one, or do it while nobody works';
  if (identity ?? type.serial) return 'Add a plain column, fill it in batches, and make it an identity then';
  return 'Add the column with the plain type, and a CHECK that is NOT VALID';
}

/** New rows get the default; old ones are left to be filled. */
function fix(statement: StatementBefore, column: ColumnFact, context: Texts): readonly Fix[] {
  const { source } = statement;
  const place = at(statement, column.span);
  const word = findWords(context, place, 'default');
  const value = column.default!;
  if (!word) return [];
  const text = context.text(place);
  const before = text.slice(0, word.span.start - place.span.start);
  const start = word.span.start - (before.length - before.trimEnd().length);
  const kw = keywordCase(source, context);
  const part = statement.acts.find(({ span }) => span.start <= column.span.start && column.span.end <= span.end);
  if (!part) return [];
  return [
    {
      title: 'Add it without default, and set the default for new rows',
      kind: 'suggestion',
      edits: [
        replace({ source, span: { start, end: value.span.end } }, ''),
        insertAfter(
          at(statement, part.span),
          `, ${kw('ALTER COLUMN')} ${quoteIdent(column.name)} ${kw('SET DEFAULT')} ${value.text}`,
        ),
      ],
    },
  ];
}
