import { defineRule } from '../define-rule';
import { insertAfter } from '../lib/edits';
import { listed, wordsOfName } from '../lib/names';
import { plainType } from '../lib/retype';
import { keywordCase } from '../lib/syntax';
import { describe, ownColumns } from '../lib/tables';

export default defineRule({
  id: 'column-without-default',
  category: 'nullability',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'off' },
  presets: { contracts: ['info'] },
  needs: 'table',
  covers: ['NUL-default-required'],
  docs: {
    summary: 'Flags and states that must be there have a default.',
    why:
      'A flag or a status that is NOT NULL without a default has to be named in each INSERT, also by programs that were written before the column was. ' +
      'Mostly a new row has one obvious value.',
    whenOff: 'Where each program shall decide by itself.',
    references: [
      { title: 'PostgreSQL: Default Values', url: 'https://www.postgresql.org/docs/current/ddl-default.html' },
    ],
  },
  examples: [
    {
      title: 'a flag',
      sql: 'CREATE TABLE users (\n  is_admin boolean NOT NULL,\n  is_active boolean NOT NULL\n);',
      reports: ['is_admin'],
      says: '`is_admin` and `is_active`',
      fixed:
        'CREATE TABLE users (\n  is_admin boolean NOT NULL DEFAULT false,\n  is_active boolean NOT NULL DEFAULT false\n);',
    },
    {
      title: 'a status',
      sql: "CREATE TABLE orders (status text NOT NULL CHECK (status IN ('open', 'done')));",
      reports: ['status'],
    },
    {
      title: 'with a default',
      sql: "CREATE TABLE orders (open boolean NOT NULL DEFAULT true, status text NOT NULL DEFAULT 'open');",
      reports: [],
    },
    {
      title: 'points to a status, or may be missing',
      sql: 'CREATE TABLE orders (status text NOT NULL REFERENCES statuses (code), paid boolean, http_status int);',
      reports: [],
    },
  ],
  table(table, context) {
    const foreign = new Set(table.constraints.flatMap(({ kind, columns }) => (kind === 'foreign key' ? columns : [])));
    const found = ownColumns(table, context).filter((column) => {
      const { name, notNull, default: value, generated, inherited } = column;
      if (!notNull || value || generated || inherited || foreign.has(name)) return false;
      const isText = plainType(column) === 'text' || plainType(column) === 'varchar' || !column.type.builtIn;
      return plainType(column) === 'bool' || (isText && wordsOfName(name).at(-1) === 'status');
    });
    const [first] = found;
    if (!first) return;
    const names = listed(found.map(({ name }) => name));
    const isSure = found.every((column) => plainType(column) === 'bool');
    const edits = found.map(({ origin }) =>
      insertAfter(origin, keywordCase(origin.source, context)(' DEFAULT') + ' false'),
    );
    context.report({
      at: first.nameOrigin,
      message: `Each INSERT into ${describe(table)} has to name ${names}. Give ${found.length > 1 ? 'them the values' : 'it the value'} of a new row as default.`,
      fixes: isSure ? [{ title: 'Add `DEFAULT false`', kind: 'suggestion', edits }] : [],
    });
  },
});
