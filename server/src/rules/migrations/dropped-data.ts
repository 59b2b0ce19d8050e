import type { Op } from '../../model/facts';
import type { Name } from '../../model/names';
import type { Column, Table } from '../../model/schema';
import { defineRule } from '../define-rule';
import { at, listed, shown, usersBeside, whole, type StatementBefore } from '../lib/migration';

export default defineRule({
  id: 'dropped-data',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'migration',
  forms: ['truncate', 'drop column', 'drop table'],
  recipe: true,
  covers: ['MIG-drop-column', 'MIG-drop-table', 'P28', 'P29', 'P41', 'P42', 'P45', 'P46'],
  docs: {
    summary: 'Columns and tables are dropped when nothing uses them any more.',
    why:
      'What is dropped is gone: Down can make the column or table again, but not its values. And while the new version is rolled out, programs of the ' +
      'old one still read and write the column. Stop using it, deploy that, and drop it in a later migration. Indexes and constraints of a ' +
      'dropped column go with it without a word.',
    whenOff: 'Where programs stand still while migrations run.',
    references: [
      { title: 'PostgreSQL: ALTER TABLE, DROP COLUMN', url: 'https://www.postgresql.org/docs/current/sql-altertable.html' },
      { title: 'PostgreSQL: DROP TABLE', url: 'https://www.postgresql.org/docs/current/sql-droptable.html' },
    ], // prettier-ignore
  },
  examples: [
    {
      title: 'a column with its index, and a table',
      before:
        'CREATE TABLE orders (id int, note text);\nCREATE INDEX idx_orders_note ON orders (note);\nCREATE TABLE old_orders (id int);',
      sql: 'ALTER TABLE orders DROP COLUMN note;\nDROP TABLE old_orders;\n',
      reports: ['DROP COLUMN note', 'DROP TABLE old_orders'],
      says: '`idx_orders_note`',
    },
    {
      title: 'what a function still uses, by name and through the row of its trigger',
      before:
        "CREATE TABLE orders (id int, note text, total int);\nCREATE FUNCTION note_of(i int) RETURNS text LANGUAGE sql AS 'SELECT note FROM orders WHERE id = i';\nCREATE FUNCTION check_total() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.total := abs(NEW.total); RETURN NEW; END $$;\nCREATE TRIGGER t BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION check_total();",
      sql: 'ALTER TABLE orders DROP COLUMN total;\nALTER TABLE orders DROP COLUMN note;\n',
      reports: ['DROP COLUMN total', 'DROP COLUMN note'],
      says: '`check_total()` fails',
    },
    {
      title: 'a table that is made anew, all rows, and a schema',
      before:
        'CREATE SCHEMA old;\nCREATE TABLE orders (id int);\nCREATE TABLE lines (id int);\nCREATE TABLE old.notes (id int);',
      sql: 'DROP TABLE IF EXISTS orders;\nCREATE TABLE orders (id uuid);\nTRUNCATE lines;\nDROP SCHEMA old CASCADE;\n',
      reports: ['DROP TABLE IF EXISTS orders', 'TRUNCATE lines', 'DROP SCHEMA old CASCADE'],
    },
    {
      title: 'with a Down that makes an empty column',
      tool: 'sql-migrate',
      before: 'CREATE TABLE orders (id int, note text, total int);',
      sql: '-- +migrate Up\nALTER TABLE orders DROP COLUMN note;\n\n-- +migrate Down\nALTER TABLE orders ADD COLUMN note text;\n',
      reports: ['DROP COLUMN note'],
      says: "Down can't bring them back",
    },
    {
      title: 'what the migration itself has made, and what is no data',
      before:
        'CREATE TABLE orders (id int, note text);\nCREATE VIEW notes AS SELECT note FROM orders;\nCREATE INDEX idx ON orders (note);',
      sql: 'CREATE TABLE tmp (id int, note text);\nALTER TABLE tmp DROP COLUMN note;\nTRUNCATE tmp;\nDROP TABLE tmp;\nDROP VIEW notes;\nDROP INDEX idx;\nALTER TABLE orders ALTER COLUMN note DROP DEFAULT;\n',
      reports: [],
    },
    {
      title: 'a table that is emptied with all that points to it: a rule of its own says so',
      before: 'CREATE TABLE lines (id int);',
      sql: 'TRUNCATE lines CASCADE;\n',
      reports: [],
    },
    {
      title: 'a column that another one takes the place of',
      before: 'CREATE TABLE orders (id int, note text, total int);',
      sql: 'ALTER TABLE orders ADD COLUMN new_id bigint, ADD COLUMN new_total bigint;\nUPDATE orders SET new_id = id, new_total = total;\nALTER TABLE orders DROP COLUMN id;\nALTER TABLE orders RENAME COLUMN new_id TO id;\nALTER TABLE orders RENAME COLUMN total TO old_total;\nALTER TABLE orders RENAME COLUMN new_total TO total;\nALTER TABLE orders DROP COLUMN old_total;\n',
      reports: [],
    },
    {
      title: 'a table whose rows move to another one',
      before: 'CREATE TABLE orders (id int, note text, total int);',
      sql: 'CREATE TABLE new_orders (id bigint, note text, total int);\nINSERT INTO new_orders SELECT * FROM orders;\nDROP TABLE orders;\nALTER TABLE new_orders RENAME TO orders;\n',
      reports: [],
    },
    {
      title: 'a table that is put aside, made anew and filled again',
      before: 'CREATE TABLE orders (id int, note text);',
      sql: 'ALTER TABLE orders RENAME TO orders_old;\nCREATE TABLE orders (id bigint, note text);\nINSERT INTO orders SELECT * FROM orders_old;\nDROP TABLE orders_old;\n',
      reports: [],
    },
    {
      title: 'a table that no migration has made, if it is there',
      before: 'SELECT 1;',
      sql: 'DROP TABLE IF EXISTS schema_info;\nALTER TABLE schema_info DROP COLUMN IF EXISTS note;\n',
      reports: [],
    },
  ],
  statement(statement, context) {
    const { undo } = statement.migration;
    for (const effect of statement.effects) {
      const isLost = undo?.state === 'written' && !undo.isWaived && effect.on && !undo.fills(effect.on.name);
      const down = isLost ? " (Down can't bring them back)" : '';
      const { form, act, table, isNew } = effect;
      if (isNew) continue;
      if (form === 'truncate') {
        // Of CASCADE more is said elsewhere.
        if (act.act === 'truncate' && act.cascade) continue;
        const all = whole(statement, context);
        context.report({ at: all, ...UNUSED, message: `All rows of ${shown(effect.on)} are gone after this${down}. Make sure that nobody needs them.` }); // prettier-ignore
      } else if (form === 'drop column' && act.act === 'op' && act.op.op === 'drop column') {
        if (
          act.op.ifExists &&
          !table?.columns.some(({ name }) => act.op.op === 'drop column' && name === act.op.column)
        )
          continue;
        const old = table?.columns.find(({ name }) => act.op.op === 'drop column' && name === act.op.column);
        if (old && isReplaced(old, table && context.schema.table(table.key), statement)) continue;
        const also = table ? along(table, act.op.column) : [];
        const more = also.length > 0 ? ` ${list(also)} ${also.length > 1 ? 'go' : 'goes'} with it.` : '';
        const { users } = effect;
        const who = listed(users) ?? 'programs that still use the column';
        context.report({
          at: at(statement, effect.span),
          message: `The values of \`${act.op.column}\` of ${shown(effect.on)} are gone after this${down}, and ${who} fail${users.length === 1 ? 's' : ''}.${more} Drop it when nothing uses it any more.`,
          ...(users.length === 0 && UNUSED),
          related: usersBeside(users),
        });
      } else if (form === 'drop table' && act.act === 'op' && act.op.op === 'drop') {
        if (table?.kind === 'matview' || (act.op.ifExists && !table)) continue;
        if (isMoved(act.op.name, statement)) continue;
        const { users } = effect;
        const who = listed(users) ?? 'programs that still use the table';
        context.report({
          at: whole(statement, context),
          message: `The rows of ${shown(effect.on)} are gone after this${down}, and ${who} fail${users.length === 1 ? 's' : ''}. Drop it when nothing uses it any more.`,
          ...(users.length === 0 && UNUSED),
          related: usersBeside(users),
        });
      }
    }
    dropsSchema(statement, (name, count) =>
      context.report({
        at: whole(statement, context),
        ...UNUSED,
        message: `${count > 1 ? `The rows of ${count} tables` : 'The rows of a table'} of schema \`${name}\` are gone after this, and programs that still use them fail. Drop it when nothing uses it any more.`,
      }),
    );
  },
});

/** Nothing in the workspace uses it: programs may. */
const UNUSED = { atMost: 'info' } as const;

/** The migration itself has made or renamed the column, or makes another one of the name. */
function isReplaced(old: Column, after: Table | undefined, { source, earlier }: StatementBefore): boolean {
  const made = [old.origin, after?.columns.find(({ name }) => name === old.name)?.origin];
  if (made.some((origin) => origin?.source.file === source.file)) return true;
  return earlier().some((act) => act.act === 'op' && act.op.op === 'rename column' && act.op.to === old.name);
}

/**
 * The rows are in another table: one that was made above and gets this name below, or the one whose name this one had before it
 * was put aside.
 */
function isMoved({ name }: Name, { earlier, later }: StatementBefore): boolean {
  const above = earlier();
  if (!above.some((act) => act.act === 'write' && act.verb === 'INSERT')) return false;
  const made = new Set(
    above.flatMap((act) => (act.act === 'op' && act.op.op === 'create table' ? act.op.name.name : [])),
  );
  const takes = later().some((act) => act.act === 'op' && isTableRename(act.op) && act.op.to === name && made.has(act.op.name.name)); // prettier-ignore
  return takes || above.some((act) => act.act === 'op' && isTableRename(act.op) && act.op.to === name && made.has(act.op.name.name)); // prettier-ignore
}

function isTableRename(op: Op): op is Extract<Op, { op: 'rename' }> {
  return op.op === 'rename' && op.kind === 'relation';
}

function dropsSchema({ acts, before, isNew }: StatementBefore, report: (name: string, count: number) => void): void {
  for (const act of acts) {
    if (act.act !== 'op' || act.op.op !== 'drop' || act.op.kind !== 'schema' || !act.op.cascade) continue;
    const { name } = act.op.name;
    const tables = [...before.schema.tables()].filter(
      (table) => table.schema === name && !table.query && !isNew(table),
    );
    if (tables.length > 0) report(name, tables.length);
  }
}

/** Indexes and constraints that a column takes with it. */
function along({ indexes, constraints }: Table, column: string): string[] {
  const keyed = indexes.filter(({ keys, include }) => include.includes(column) || keys.some((key) => key.column === column || key.expression?.columns.includes(column))); // prettier-ignore
  const held = constraints.filter(({ kind, columns }) => kind !== 'not null' && columns.includes(column));
  return [...keyed, ...held].map(({ name }) => name);
}

function list(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
