import type { Op } from '../../model/facts';
import type { Name } from '../../model/names';
import { column as columnOf } from '../../model/schema';
import { defineRule } from '../define-rule';
import { at, listed, shown, usersBeside, whole, type SeenEffect } from '../lib/migration';

export default defineRule({
  id: 'renamed-in-use',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'migration',
  forms: ['rename column', 'rename enum value'],
  recipe: true,
  covers: ['MIG-rename-column', 'P30', 'P31', 'P32', 'P33'],
  docs: {
    summary: 'Tables, columns, schemas and enum values in use keep their names.',
    why:
      'From the moment of the rename on every program that knows the old name fails, and programs of the old and the new version run at the same ' +
      'time while a version is rolled out. Add the new column, write both, move the readers, and drop the old one; a renamed table can leave ' +
      'a view of the old name behind.',
    whenOff: 'Where programs stand still while migrations run.',
    references: [
      { title: 'PostgreSQL: ALTER TABLE, RENAME', url: 'https://www.postgresql.org/docs/current/sql-altertable.html' },
      { title: 'PostgreSQL: Updatable Views', url: 'https://www.postgresql.org/docs/current/sql-createview.html#SQL-CREATEVIEW-UPDATABLE-VIEWS' },
    ], // prettier-ignore
  },
  examples: [
    {
      title: 'a column and a table',
      before: 'CREATE TABLE orders (id int, note text);',
      sql: 'ALTER TABLE orders RENAME COLUMN note TO remark;\nALTER TABLE orders RENAME TO purchases;\n',
      reports: ['ALTER TABLE orders RENAME COLUMN note TO remark', 'ALTER TABLE orders RENAME TO purchases'],
      says: '`note` of `orders`',
    },
    {
      title: 'a column that a function reads',
      before:
        "CREATE TABLE orders (id int, note text);\nCREATE FUNCTION note_of(i int) RETURNS text LANGUAGE sql AS 'SELECT note FROM orders WHERE id = i';",
      sql: 'ALTER TABLE orders RENAME COLUMN note TO remark;\n',
      reports: ['ALTER TABLE orders RENAME COLUMN note TO remark'],
      says: 'as `note_of()` does',
    },
    {
      title: 'another schema, a schema, an enum value',
      before:
        "CREATE SCHEMA shop;\nCREATE TABLE orders (id int);\nCREATE TABLE shop.lines (id int);\nCREATE TYPE mood AS ENUM ('calm');\nCREATE TABLE people (mood mood);",
      sql: "ALTER TABLE orders SET SCHEMA shop;\nALTER SCHEMA shop RENAME TO store;\nALTER TYPE mood RENAME VALUE 'calm' TO 'quiet';\n",
      reports: [
        'SET SCHEMA shop',
        'ALTER SCHEMA shop RENAME TO store',
        "ALTER TYPE mood RENAME VALUE 'calm' TO 'quiet'",
      ],
    },
    {
      title: 'with a view that keeps the old name, and tables that change places',
      before: 'CREATE TABLE orders (id int);\nCREATE TABLE lines (id int);\nCREATE TABLE new_lines (id bigint);',
      sql: 'ALTER TABLE orders RENAME TO purchases;\nCREATE VIEW orders AS SELECT id FROM purchases;\nALTER TABLE lines RENAME TO old_lines;\nALTER TABLE new_lines RENAME TO lines;\n',
      reports: ['ALTER TABLE new_lines RENAME TO lines'],
    },
    {
      title: 'what the migration has made, and names that no query has',
      before: 'CREATE TABLE orders (id int CONSTRAINT positive CHECK (id > 0));\nCREATE INDEX a ON orders (id);',
      sql: 'ALTER TABLE orders ADD COLUMN a int;\nALTER TABLE orders RENAME COLUMN a TO b;\nCREATE TABLE lines (id int);\nALTER TABLE lines RENAME COLUMN id TO line_id;\nALTER TABLE lines RENAME TO order_lines;\nALTER INDEX a RENAME TO b;\nALTER TABLE orders RENAME CONSTRAINT positive TO above_zero;\n',
      reports: [],
    },
    {
      title: 'two tables that swap, the new one made here',
      before: 'CREATE TABLE lines (id int);',
      sql: 'CREATE TABLE new_lines (id bigint);\nALTER TABLE lines RENAME TO old_lines;\nALTER TABLE new_lines RENAME TO lines;\n',
      reports: [],
    },
    {
      title: 'a name that is put aside and given back',
      before: 'CREATE TABLE devices (id int);',
      sql: 'ALTER TABLE devices RENAME TO old_devices;\nALTER TABLE old_devices RENAME TO devices;\n',
      reports: [],
    },
  ],
  migration({ statements }, context) {
    statements.forEach((statement, i) => {
      for (const effect of statement.effects) {
        if (effect.isNew || effect.act.act !== 'op') continue;
        if (effect.form !== 'rename table' && effect.form !== 'set schema') continue;
        const name = effect.on!;
        // The name is only a step on the way.
        if (statements.slice(0, i).some(({ acts }) => acts.some((act) => act.act === 'op' && givesName(act.op, name))))
          continue;
        // A view, or another table, takes the name.
        if (context.schema.resolve(name, statement.source.path) || effect.table?.kind === 'matview') continue;
        if (statements.slice(i + 1).some(({ acts }) => acts.some((act) => act.act === 'op' && makesView(act.op, name))))
          continue;
        const place = whole(statement, context);
        context.report({
          at: effect.form === 'set schema' ? { source: place.source, span: { start: context.text(place).search(/\bset\s+schema\b/i), end: place.span.end } } : place, // prettier-ignore
          message: `${failing(effect, shown(effect.on))} from here on, and so do old versions that still run. Leave a view of the old name behind until nothing uses it.`,
          related: usersBeside(effect.users),
        });
      }
    });
  },
  statement(statement, context) {
    const { acts, effects, before } = statement;
    for (const effect of effects) {
      if (effect.isNew || effect.act.act !== 'op') continue;
      const { op } = effect.act;
      if (op.op === 'rename column') {
        const table = effect.table && context.schema.table(effect.table.key);
        const old = effect.table && columnOf(effect.table, op.column);
        if ((table && columnOf(table, op.column)) || old?.origin.source.file === statement.source.file) continue;
        // It takes the place of a column that has just gone: it was made for that.
        if (statement.earlier().some((act) => act.act === 'op' && leaves(act.op, op.to))) continue;
        context.report({
          at: effect.act.span.start === 0 ? whole(statement, context) : at(statement, effect.span),
          related: usersBeside(effect.users),
          message: `${failing(effect, `\`${op.column}\` of ${shown(effect.on)}`)} from here on, and so do old versions that still run. Add \`${op.to}\`, write both, move the readers, and drop \`${op.column}\` later.`,
        });
      }
    }
    for (const act of acts) {
      if (act.act !== 'op') continue;
      const { op } = act;
      const made = (file: string) => file === statement.source.file;
      if (op.op === 'rename' && op.kind === 'schema') {
        const tables = [...before.schema.tables()].filter(
          (table) => table.schema === op.name.name && !statement.isNew(table),
        );
        if (tables.length === 0) continue;
        context.report({ at: whole(statement, context), message: `Programs that use tables of schema \`${op.name.name}\` fail from here on, and so do old versions that still run. Move the tables one by one, with views behind.` }); // prettier-ignore
      } else if (op.op === 'rename enum value') {
        const type = before.schema.type(op.name, before.path);
        if (type && made(type.origin.source.file)) continue;
        context.report({ at: whole(statement, context), message: `Programs that write or compare \`'${op.value}'\` fail from here on, and so do old versions that still run. Add \`'${op.to}'\`, move the programs and the rows, and leave the old value.` }); // prettier-ignore
      }
    }
  },
});

function failing({ users }: SeenEffect, name: string): string {
  const who = listed(users);
  return who === undefined
    ? `Programs that use ${name} fail`
    : `What uses ${name}, as ${who} do${users.length === 1 ? 'es' : ''}, fails`;
}

/** Whether a column of this name goes, or gets another name. */
function leaves(op: Op, column: string): boolean {
  return (op.op === 'rename column' || op.op === 'drop column') && op.column === column;
}

function givesName(op: Op, { name }: Name): boolean {
  return op.op === 'rename' && op.to === name;
}

function makesView(op: Op, { name }: Name): boolean {
  return op.op === 'create view' && op.name.name === name;
}
