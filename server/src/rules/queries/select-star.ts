import type { ColumnRef, Node, SelectStmt } from '@pgsql/types';
import { quoteIdent } from '../../model/names';
import type { Table } from '../../model/schema';
import { defineRule } from '../define-rule';
import { replace } from '../lib/edits';
import { isStar, tableOf, visit, type Query, type QueryTree } from '../lib/query';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'select-star',
  category: 'queries',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'info' },
  oneDecision: true,
  presets: { contracts: ['warning', { everywhere: true }] },
  gate: 'query patterns',
  needs: 'query',
  covers: ['QRY-select-star', 'CON-query-select-star', 'P166'],
  options: {
    everywhere: {
      type: 'boolean',
      default: false,
      description: 'Also in queries that are no view, as far as they read a table directly.',
    },
  },
  docs: {
    summary: 'A view lists its columns instead of `SELECT *`.',
    why:
      'PostgreSQL expands `*` when the view is made. A column that the table gets later is not in the view, and after a new table from the same ' +
      'files it is: two databases then differ. Who reads a query with `*` gets columns that nobody needs, and breaks when their order changes.',
    whenOff: 'Where views are made anew whenever a table changes.',
    references: [
      { title: 'PostgreSQL: CREATE VIEW', url: 'https://www.postgresql.org/docs/current/sql-createview.html' },
      { title: 'PostgreSQL: Select Lists', url: 'https://www.postgresql.org/docs/current/queries-select-lists.html' },
    ],
  },
  examples: [
    {
      title: 'a view of one table',
      sql: 'CREATE TABLE users (id int, "fullName" text, active boolean);\nCREATE VIEW active_users AS SELECT * FROM users WHERE active;',
      reports: ['*'],
      says: '`users`',
      fixed:
        'CREATE TABLE users (id int, "fullName" text, active boolean);\nCREATE VIEW active_users AS SELECT id, "fullName", active FROM users WHERE active;',
    },
    {
      title: 'by its alias, in a materialized view',
      sql: 'CREATE TABLE users (id int, name text);\nCREATE TABLE orders (user_id int);\nCREATE MATERIALIZED VIEW v AS SELECT u.*, count(*) AS orders FROM users AS u JOIN orders o ON o.user_id = u.id GROUP BY u.id, u.name;',
      reports: ['*'],
      fixed:
        'CREATE TABLE users (id int, name text);\nCREATE TABLE orders (user_id int);\nCREATE MATERIALIZED VIEW v AS SELECT u.id, u.name, count(*) AS orders FROM users AS u JOIN orders o ON o.user_id = u.id GROUP BY u.id, u.name;',
    },
    {
      title: 'in any query',
      sql: 'CREATE TABLE users (id int, name text);\nSELECT * FROM users WHERE id = 1;',
      options: { everywhere: true },
      reports: ['*'],
    },
    {
      title: 'of what the view itself lists',
      sql: 'CREATE TABLE users (id int, name text);\nCREATE VIEW v AS WITH u AS (SELECT id, name FROM users) SELECT * FROM u;',
      reports: [],
    },
    {
      title: 'rows are counted, or only asked for',
      sql: 'CREATE TABLE users (id int, name text);\nCREATE VIEW v AS SELECT count(*) AS n FROM users WHERE EXISTS (SELECT * FROM users);\nSELECT * FROM users;',
      reports: [],
    },
  ],
  query(query, context) {
    // A table that is made of another one wants its columns as they are.
    const made = 'CreateTableAsStmt' in query.node ? query.node.CreateTableAsStmt : undefined;
    if (made && made.objtype !== 'OBJECT_MATVIEW') return;
    const isView = 'ViewStmt' in query.node || made !== undefined;
    if (!isView && !context.option('everywhere')) return;
    for (const tree of query.trees) {
      visit(tree.node, {
        SelectStmt(select, parents) {
          if (parents.some(({ kind }) => kind === 'SubLink') || !select.targetList?.some(showsAll)) return;
          const tables = tablesOf(select, query, tree, (range) => tableOf(query, tree, range, context.schema));
          for (const target of select.targetList ?? []) {
            const value = 'ResTarget' in target ? target.ResTarget.val : undefined;
            if (!value || !('ColumnRef' in value) || !isStar(value.ColumnRef)) continue;
            const { qualifier, star, whole } = placesOf(value.ColumnRef, tree);
            const shown = tables.filter(({ name }) => qualifier === undefined || name === qualifier.name);
            const table = shown[0]?.table;
            if (!table) continue;
            const sure =
              shown.length === 1 && (qualifier !== undefined || select.fromClause?.length === 1) && !table.open;
            const alone = qualifier !== undefined || (sure && 'RangeVar' in select.fromClause![0]!);
            const prefix = qualifier === undefined ? '' : `${qualifier.text}.`;
            const columns = table.columns.map(({ name }) => prefix + quoteIdent(name)).join(', ');
            context.report({
              at: tree.origin(star),
              message: isView
                ? `\`*\` takes the columns that ${describe(table)} has when the view is made; those that come later are left out. List the columns.`
                : `\`*\` reads all columns of ${describe(table)}, also those that nobody needs or that come later. List the columns.`,
              fixes:
                sure && alone
                  ? [{ title: 'List the columns', kind: 'suggestion', edits: [replace(tree.origin(whole), columns)] }]
                  : [],
            });
          }
        },
      });
    }
  },
});

function showsAll(target: Node): boolean {
  const value = 'ResTarget' in target ? target.ResTarget.val : undefined;
  return value !== undefined && 'ColumnRef' in value && isStar(value.ColumnRef);
}

/** The tables that a query reads directly, by the names under which it knows them. */
function tablesOf(
  select: SelectStmt,
  query: Query,
  tree: QueryTree,
  find: (range: NonNullable<Parameters<typeof tableOf>[2]>) => Table | undefined,
): readonly { readonly name: string; readonly table: Table }[] {
  const found: { name: string; table: Table }[] = [];
  for (const from of select.fromClause ?? []) {
    visit(from, {
      RangeVar(range, parents) {
        if (parents.some(({ kind }) => kind === 'SelectStmt')) return;
        const table = find(range);
        if (table) found.push({ name: range.alias?.aliasname ?? range.relname ?? '', table });
      },
    });
  }
  return found;
}

function placesOf(ref: ColumnRef, { text }: QueryTree) {
  const count = ref.fields?.length ?? 1;
  const parts = text.parts(text.index(ref.location), count);
  const star = parts.at(-1)!;
  const whole = { start: parts[0]!.start, end: star.end };
  const last = ref.fields?.at(-2);
  const name = last && 'String' in last ? last.String.sval : undefined;
  const qualifier = name === undefined ? undefined : { name, text: text.sql.slice(whole.start, parts.at(-2)!.end) };
  return { qualifier, star, whole };
}
