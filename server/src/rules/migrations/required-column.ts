import { defineRule } from '../define-rule';
import { replace } from '../lib/edits';
import { at, shown } from '../lib/migration';
import { findWords } from '../lib/syntax';

export default defineRule({
  id: 'required-column',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'migration',
  recipe: true,
  covers: ['MIG-add-not-null', 'P20'],
  docs: {
    summary: 'A new NOT NULL column of a table in use has a default.',
    why:
      'Rows that are there have no value for it: PostgreSQL stops with `column … contains null values` (23502) as soon as the table has one ' +
      'row. On an empty table of a developer it works, and fails where it counts. Programs that don’t know the column yet can’t insert either.',
    whenOff: 'Where such tables are known to be empty.',
    references: [
      {
        title: 'PostgreSQL: ALTER TABLE, ADD COLUMN',
        url: 'https://www.postgresql.org/docs/current/sql-altertable.html',
      },
    ],
  },
  examples: [
    {
      title: 'without default',
      before: 'CREATE TABLE users (id int);',
      sql: 'ALTER TABLE users ADD COLUMN email text NOT NULL;\n',
      reports: ['ADD COLUMN email text NOT NULL'],
      says: 'has a row',
      fixed: 'ALTER TABLE users ADD COLUMN email text;\n',
    },
    {
      title: 'with NULL as default, and with a reference',
      before: 'CREATE TABLE users (id int PRIMARY KEY);\nCREATE TABLE orders (id int);',
      sql: 'ALTER TABLE orders ADD COLUMN user_id int NOT NULL REFERENCES users (id), ADD COLUMN note text NOT NULL DEFAULT NULL;\n',
      reports: ['ADD COLUMN user_id int NOT NULL REFERENCES users (id)', 'ADD COLUMN note text NOT NULL DEFAULT NULL'],
    },
    {
      title: 'with a default, an identity, or what is generated',
      before: 'CREATE TABLE users (id int);',
      sql: "ALTER TABLE users ADD COLUMN email text NOT NULL DEFAULT '', ADD COLUMN n int NOT NULL GENERATED ALWAYS AS IDENTITY, ADD COLUMN twice int NOT NULL GENERATED ALWAYS AS (id * 2) STORED;\n",
      reports: [],
    },
    {
      title: 'of a table that the migration makes, or empties before',
      before: 'CREATE TABLE users (id int);',
      sql: 'CREATE TABLE orders (id int);\nALTER TABLE orders ADD COLUMN note text NOT NULL;\nTRUNCATE users;\nALTER TABLE users ADD COLUMN email text NOT NULL;\n',
      reports: [],
    },
  ],
  migration({ statements }, context) {
    const empty = new Set<string>();
    for (const statement of statements) {
      for (const act of statement.acts) {
        if (act.act === 'truncate') for (const { name } of act.tables) empty.add(name);
        if (act.act === 'write' && act.verb === 'DELETE' && !act.where && act.table) empty.add(act.table.name);
      }
      for (const effect of statement.effects) {
        if (effect.isNew || !effect.on || empty.has(effect.on.name)) continue;
        if (effect.act.act !== 'op' || effect.act.op.op !== 'add column' || !effect.form.startsWith('add column'))
          continue;
        const { column, constraints } = effect.act.op;
        if (!column.notNull || column.identity || column.generated || column.type.serial) continue;
        if (column.default && !/^null\b/i.test(column.default.text)) continue;
        // Once for a column with several effects.
        if (effect !== statement.effects.find((each) => each.act === effect.act)) continue;
        if (constraints.some(({ kind }) => kind === 'primary key')) continue;
        const words = findWords(context, at(statement, column.span), 'not', 'null');
        const text = words && context.text({ source: statement.source, span: { start: column.span.start, end: words.span.start } }); // prettier-ignore
        const fixes =
          words && text !== undefined
            ? [{ title: 'Let it be null for now', kind: 'suggestion' as const, edits: [replace({ source: statement.source, span: { start: column.span.start + text.trimEnd().length, end: words.span.end } }, '')] }]
            : []; // prettier-ignore
        context.report({
          at: at(statement, effect.span),
          message: `PostgreSQL refuses the NOT NULL column \`${column.name}\` without default as soon as ${shown(effect.on)} has a row. Give it a default, or add it without NOT NULL, fill it and require it then.`,
          fixes,
        });
      }
    }
  },
});
