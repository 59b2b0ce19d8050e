import type { Node } from '@pgsql/types';
import { defineRule } from '../define-rule';
import { replace } from '../lib/edits';
import { placeOfExpression } from '../lib/places';

export default defineRule({
  id: 'null-as-text',
  category: 'constraints',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'table',
  covers: ['P122'],
  docs: {
    summary: "A default is NULL, not the text `'NULL'`.",
    why: "`DEFAULT 'NULL'` stores four letters, which `IS NULL` does not find and a report prints. Mostly a tool has put quotes around it.",
    whenOff: 'Where the four letters are meant.',
    references: [
      { title: 'PostgreSQL: Default Values', url: 'https://www.postgresql.org/docs/current/ddl-default.html' },
    ],
  },
  examples: [
    {
      title: 'four letters',
      sql: "CREATE TABLE people (\n  nickname text DEFAULT 'NULL',\n  title varchar(20) DEFAULT 'null'::character varying\n);",
      reports: ["'NULL'", "'null'::character varying"],
      says: '`nickname`',
      fixed: 'CREATE TABLE people (\n  nickname text DEFAULT NULL,\n  title varchar(20) DEFAULT NULL\n);',
    },
    {
      title: 'given later',
      sql: "create table people (nickname text);\nalter table people alter nickname set default 'NULL';",
      reports: ['nickname'],
    },
    { title: 'null', sql: 'CREATE TABLE people (nickname text DEFAULT NULL, n int DEFAULT 0);', reports: [] },
    {
      title: 'other texts',
      sql: "CREATE TABLE types (name text DEFAULT 'nullable', kind text DEFAULT '', state text DEFAULT 'none');",
      reports: [],
    },
  ],
  table(table, context) {
    for (const { name, default: value, origin, nameOrigin, inherited } of table.columns) {
      if (inherited || !value?.tree || textOf(value.tree)?.toLowerCase() !== 'null') continue;
      const at = placeOfExpression(value, origin, nameOrigin, context);
      context.report({
        at,
        message: `The default of \`${name}\` is the text 'NULL', which is four letters and not null. Leave out the quotes.`,
        fixes: at === nameOrigin ? [] : [{ title: 'Write NULL', kind: 'suggestion', edits: [replace(at, 'NULL')] }],
      });
    }
  },
});

function textOf(tree: Node): string | undefined {
  if ('TypeCast' in tree) return tree.TypeCast.arg && textOf(tree.TypeCast.arg);
  return 'A_Const' in tree ? tree.A_Const.sval?.sval : undefined;
}
