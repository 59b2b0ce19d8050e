import type { Node, SelectStmt } from '@pgsql/types';
import { outputName } from '../../model/expr/output-name';
import { strings } from '../../model/query/text';
import type { Table } from '../../model/schema';
import { defineRule } from '../define-rule';
import { isStar, placeOfTable, tableOf, type Query, type QueryTree } from '../lib/query';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'repeated-view-column',
  category: 'queries',
  since: '0.2.0',
  severity: { recommended: 'error', strict: 'error' },
  needs: 'query',
  covers: [],
  docs: {
    summary: 'No column comes twice into a view by `*`.',
    why:
      'The columns of a view have different names. Where `*` brings one from each of two tables, PostgreSQL refuses the view: ' +
      '`column "id" specified more than once` (42701).',
    whenOff: 'Never.',
    references: [
      { title: 'PostgreSQL: CREATE VIEW', url: 'https://www.postgresql.org/docs/current/sql-createview.html' },
    ],
  },
  examples: [
    {
      title: 'two tables with a key of one name',
      sql: 'CREATE TABLE users (id int, name text);\nCREATE TABLE orders (id int, user_id int);\nCREATE VIEW user_orders AS SELECT * FROM users u JOIN orders o ON o.user_id = u.id;\nCREATE VIEW theirs AS SELECT * FROM user_orders;',
      reports: ['user_orders'],
      says: '`id` twice, from `users` and from `orders`',
    },
    {
      title: 'a column that the `*` has brought already',
      sql: 'CREATE TABLE users (id int, name text);\nCREATE TABLE teams (id int, name text);\nCREATE MATERIALIZED VIEW members AS SELECT users.*, teams.name FROM users, teams;',
      reports: ['members'],
      says: '`name` twice',
    },
    {
      title: 'joined by the column, or given another name',
      sql: 'CREATE TABLE users (id int, name text);\nCREATE TABLE photos (id int, file text);\nCREATE VIEW one AS SELECT * FROM users JOIN photos USING (id);\nCREATE VIEW two AS SELECT * FROM users NATURAL JOIN photos;\nCREATE VIEW three AS SELECT users.*, photos.id AS photo_id, file FROM users, photos;\nCREATE VIEW four (a, b, c, d) AS SELECT * FROM users, photos;\nCREATE VIEW five AS SELECT * FROM users, photos AS p (photo_id, file);',
      reports: [],
    },
    {
      title: 'a column that the table got when the view was there',
      sql: 'CREATE TABLE users (id int, name text);\nCREATE TABLE orders (number int, user_id int);\nCREATE VIEW user_orders AS SELECT * FROM users, orders WHERE user_id = id;\nALTER TABLE orders ADD COLUMN name text;',
      reports: [],
    },
    {
      title: 'a query of its own, whose rows nobody keeps',
      sql: 'CREATE TABLE users (id int, name text);\nSELECT * FROM users a, users b;\nCREATE VIEW pairs AS SELECT a.id FROM (SELECT * FROM users) a;\nCREATE VIEW own AS WITH users AS (SELECT 1 AS one), b AS (SELECT 2 AS two) SELECT * FROM users, b;',
      reports: [],
    },
  ],
  query(query, context) {
    if (query.routine) return;
    for (const tree of query.trees) {
      const view = viewOf(tree.node);
      const select = view && firstSelect(view.query);
      if (!select) continue;
      const find = (range: Parameters<typeof tableOf>[2]) => tableOf(query, tree, range, context.schema);
      const first = new Map<string, Table | undefined>();
      for (const { name, table } of outputsOf(select, query, find) ?? []) {
        if (first.has(name)) {
          const from = [first.get(name), table].map((each) => (each ? describe(each) : 'a column of the query'));
          context.report({
            at: placeOfTable(tree, view.relation),
            message: `\`${view.relation.relname}\` would have \`${name}\` twice, from ${from.join(' and from ')}, so PostgreSQL refuses it. List the columns, and call one of them something else.`,
          });
          break;
        }
        first.set(name, table);
      }
    }
  },
});

type Find = (range: Parameters<typeof tableOf>[2]) => Table | undefined;

interface Output {
  readonly name: string;
  /** The table that it comes from by `*`. */
  readonly table?: Table;
}

/** A view whose columns have the names that its query gives them. */
function viewOf(node: QueryTree['node']) {
  if ('ViewStmt' in node) {
    const { view, query, aliases } = node.ViewStmt;
    return view && query && !aliases ? { relation: view, query } : undefined;
  }
  if (!('CreateTableAsStmt' in node)) return undefined;
  const { into, query, objtype } = node.CreateTableAsStmt;
  return into?.rel && query && objtype === 'OBJECT_MATVIEW' && !into.colNames
    ? { relation: into.rel, query }
    : undefined;
}

/** The first SELECT of a query without WITH: it names the columns. */
function firstSelect(query: Node): SelectStmt | undefined {
  let select = 'SelectStmt' in query ? query.SelectStmt : undefined;
  while (select?.larg && !select.withClause) select = select.larg;
  return select?.withClause ? undefined : select;
}

/** All columns in their order; undefined where nothing comes by `*`, or it isn't sure what. */
function outputsOf(select: SelectStmt, query: Query, find: Find): readonly Output[] | undefined {
  const from = tablesOf(select, query, find);
  const outputs: Output[] = [];
  let stars = 0;
  for (const node of select.targetList ?? []) {
    const { name, val } = 'ResTarget' in node ? node.ResTarget : {};
    if (val && 'A_Indirection' in val) return undefined;
    if (val && 'ColumnRef' in val && isStar(val.ColumnRef)) {
      const [qualifier, ...more] = strings(val.ColumnRef.fields?.slice(0, -1));
      const meant = qualifier === undefined ? from : from.filter(({ as }) => as === qualifier);
      if (more.length > 0 || meant.length === 0) return undefined;
      for (const { table } of meant) {
        if (!table) return undefined;
        outputs.push(...table.columns.map((column) => ({ name: column.name, table })));
      }
      stars++;
    } else outputs.push({ name: name ?? (val ? outputName(val) : '') });
  }
  return stars > 0 ? outputs : undefined;
}

/** What stands in FROM, as it was when the view was made; without a table where it isn't known which columns it gives. */
function tablesOf(
  select: SelectStmt,
  query: Query,
  find: Find,
): readonly { readonly as: string; readonly table?: Table }[] {
  const visit = (node: Node | undefined): { as: string; table?: Table }[] => {
    if (node && 'RangeVar' in node) {
      const { relname = '', alias } = node.RangeVar;
      const now = alias?.colnames ? undefined : find(node.RangeVar);
      const table = now && query.before(now);
      return [{ as: alias?.aliasname ?? relname, ...(table && isSure(table) && { table }) }];
    }
    if (!node || !('JoinExpr' in node)) return [{ as: '' }];
    const { larg, rarg, isNatural, usingClause, alias } = node.JoinExpr;
    const merged = isNatural === true || usingClause !== undefined || alias !== undefined;
    return [...visit(larg), ...visit(rarg), ...(merged ? [{ as: '' }] : [])];
  };
  return (select.fromClause ?? []).flatMap(visit);
}

/** A view that PostgreSQL refuses has no columns either. */
function isSure({ open, columns }: Table): boolean {
  return !open && new Set(columns.map(({ name }) => name)).size === columns.length;
}
