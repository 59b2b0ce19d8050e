import { quoteIdent } from '../../model/names';
import { defineRule } from '../define-rule';
import { pluralOf } from '../lib/inflection';
import { listed } from '../lib/names';
import { renameColumn, renameTable } from '../lib/rename';
import { describe, ownColumns } from '../lib/tables';

/** Names that say the same. */
const INSTEAD: Readonly<Record<string, string>> = {
  order: 'sort_order', user: 'username', group: 'group_name', end: 'ends_at', default: 'is_default', limit: 'max_count', offset: 'start_at', check: 'check_name',
  desc: 'description', table: 'table_name', column: 'column_name', references: 'reference_list', primary: 'is_primary', when: 'happens_at', from: 'sender', to: 'receiver',
  all: 'is_all', unique: 'is_unique', case: 'case_name', grant: 'grant_name', window: 'window_name', using: 'used', for: 'purpose',
}; // prettier-ignore

export default defineRule({
  id: 'reserved-name',
  category: 'naming',
  since: '0.2.0',
  severity: { recommended: 'hint', strict: 'info' },
  gate: 'naming',
  needs: 'table',
  covers: ['P138'],
  docs: {
    summary: 'No table or column is named with a word that SQL reserves.',
    why:
      'A reserved word needs quotes wherever it is a name. Forgotten once it is a syntax error, or worse: `SELECT user` gives the name of the session, not ' +
      'the column.',
    whenOff: 'Where a library quotes all names.',
    references: [
      { title: 'PostgreSQL: SQL Key Words', url: 'https://www.postgresql.org/docs/current/sql-keywords-appendix.html' },
    ],
  },
  examples: [
    {
      title: 'a table',
      sql: 'CREATE TABLE "user" (\n  id bigint PRIMARY KEY\n);',
      reports: ['"user"'],
      says: '`user`',
      fixed: 'CREATE TABLE users (\n  id bigint PRIMARY KEY\n);',
    },
    {
      title: 'columns',
      sql: 'CREATE TABLE items (id int, "order" int, "end" date, UNIQUE ("order"));',
      reports: ['"order"'],
      says: '`order` and `end`',
      fixed: 'CREATE TABLE items (id int, sort_order int, ends_at date, UNIQUE (sort_order));',
    },
    {
      title: 'words that need no quotes',
      sql: 'CREATE TABLE roles (name text, type text, value int, "key" text, date date);',
      reports: [],
    },
    {
      title: 'reserved only with an underscore less, as real tables have them',
      sql: 'CREATE TABLE public.orders (\n    user_id bigint,\n    group_name text,\n    end_at date\n);',
      reports: [],
    },
  ],
  table(table, context) {
    const columns = ownColumns(table, context).filter(({ name }) => isReserved(name));
    if (isReserved(table.name)) {
      const newName = pluralOf(table.name);
      context.report({
        at: table.nameOrigin,
        message: `\`${table.name}\` is a word of SQL, so each use of the table needs quotes. Give it another name.`,
        fixes: newName !== table.name && !isReserved(newName) ? renameTable(table, newName, context) : [],
      });
    }
    const [first] = columns;
    if (!first) return;
    const renamed = columns.map((column) => {
      const newName = INSTEAD[column.name];
      return newName === undefined ? undefined : renameColumn(table, column, newName, context)[0];
    });
    const edits = renamed.flatMap((fix) => fix?.edits ?? []);
    context.report({
      at: first.nameOrigin,
      message: `${listed(columns.map(({ name }) => name))} of ${describe(table)} ${columns.length > 1 ? 'are words' : 'is a word'} of SQL, so each use needs quotes. Give ${columns.length > 1 ? 'them other names' : 'it another name'}.`,
      fixes: renamed.every((fix) => fix !== undefined)
        ? [{ title: `Rename to ${listed(columns.map(({ name }) => INSTEAD[name]!))}`, kind: 'suggestion', edits }]
        : [],
    });
  },
});

function isReserved(name: string): boolean {
  return /^[a-z_]+$/.test(name) && quoteIdent(name) !== name;
}
