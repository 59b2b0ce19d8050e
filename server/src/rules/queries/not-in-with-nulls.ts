import type { ColumnRef, SelectStmt, SubLink } from '@pgsql/types';
import { defineRule } from '../define-rule';
import { insertBefore } from '../lib/edits';
import { columnOf, fieldsOf, isStar, visit, type QueryTree } from '../lib/query';
import { keywordCase } from '../lib/syntax';

export default defineRule({
  id: 'not-in-with-nulls',
  category: 'queries',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  gate: 'query patterns',
  needs: 'query',
  covers: ['P167'],
  docs: {
    summary: '`NOT IN (SELECT …)` reads a column that is never null.',
    why:
      'If one row of the subquery has null, `x NOT IN (…)` is never true, and the query yields nothing without an error. ' +
      'It is slow too, because PostgreSQL cannot make an anti-join of it. `NOT EXISTS` has neither problem.',
    whenOff: 'Where it is known that the column holds no null although it may.',
    references: [
      {
        title: 'PostgreSQL wiki: Don’t use NOT IN',
        url: 'https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_NOT_IN',
      },
      {
        title: 'PostgreSQL: NOT IN',
        url: 'https://www.postgresql.org/docs/current/functions-subquery.html#FUNCTIONS-SUBQUERY-NOTIN',
      },
    ],
  },
  examples: [
    {
      title: 'a column that may be null',
      sql: 'CREATE TABLE users (id int PRIMARY KEY);\nCREATE TABLE orders (user_id int);\nSELECT id FROM users WHERE id NOT IN (SELECT user_id FROM orders);',
      reports: ['NOT IN'],
      says: '`orders.user_id`',
      fixed:
        'CREATE TABLE users (id int PRIMARY KEY);\nCREATE TABLE orders (user_id int);\nSELECT id FROM users WHERE id NOT IN (SELECT user_id FROM orders WHERE user_id IS NOT NULL);',
    },
    {
      title: 'behind a condition, in a function',
      sql: 'create table users (id int primary key);\ncreate table orders (user_id int, paid boolean);\ncreate function f() returns void language sql as $$\n  delete from users where id > 5 and not (id in (select o.user_id from orders o where paid));\n$$;',
      reports: ['in'],
      fixed:
        'create table users (id int primary key);\ncreate table orders (user_id int, paid boolean);\ncreate function f() returns void language sql as $$\n  delete from users where id > 5 and not (id in (select o.user_id from orders o where paid and o.user_id is not null));\n$$;',
    },
    {
      title: 'a column that is never null',
      sql: 'CREATE TABLE users (id int PRIMARY KEY);\nCREATE TABLE orders (user_id int NOT NULL);\nSELECT id FROM users WHERE id NOT IN (SELECT user_id FROM orders);',
      reports: [],
    },
    {
      title: 'nulls are left out',
      sql: 'CREATE TABLE users (id int);\nCREATE TABLE orders (user_id int, paid boolean);\nSELECT id FROM users WHERE id NOT IN (SELECT user_id FROM orders WHERE paid AND user_id IS NOT NULL);',
      reports: [],
    },
    {
      title: 'a list, NOT EXISTS, and an unknown table',
      sql: 'CREATE TABLE users (id int);\nCREATE TABLE orders (user_id int);\nSELECT id FROM users u WHERE id NOT IN (1, 2) AND NOT EXISTS (SELECT FROM orders o WHERE o.user_id = u.id) AND id NOT IN (SELECT x FROM elsewhere);',
      reports: [],
    },
  ],
  query(query, context) {
    for (const tree of query.trees) {
      visit(tree.node, {
        SubLink(link, parents) {
          const around = parents.at(-1)?.node as { readonly boolop?: string } | undefined;
          if (link.subLinkType !== 'ANY_SUBLINK' || around?.boolop !== 'NOT_EXPR' || (link.operName?.length ?? 0) > 0)
            return;
          const select = link.subselect && 'SelectStmt' in link.subselect ? link.subselect.SelectStmt : undefined;
          const ref = select && onlyColumn(select);
          const found = ref && columnOf(query, tree, ref, context.schema);
          if (!select || !found || found.column.notNull || !/^(?:table|partition)/.test(found.table.kind)) return;
          if (leavesNullsOut(select, found.column.name)) return;
          const spelled = keywordCase(query.source, context);
          const written = fieldTexts(tree, ref);
          const keyword = operatorOf(tree, link);
          const closing = closingOf(tree, link);
          const canAdd = closing && !hasMore(select) && !isOr(select);
          const clause = ` ${spelled(select.whereClause ? 'AND' : 'WHERE')} ${written} ${spelled('IS NOT NULL')}`;
          context.report({
            at: keyword,
            message:
              `\`${found.table.name}.${found.column.name}\` may be null, and with one null in it this NOT IN is never true. ` +
              'Leave nulls out, or write NOT EXISTS.',
            fixes: canAdd
              ? [{ title: 'Leave nulls out', kind: 'suggestion', edits: [insertBefore(closing, clause)] }]
              : [],
            related: [{ at: found.column.origin, message: 'It has no NOT NULL here.' }],
          });
        },
      });
    }
  },
});

function onlyColumn(select: SelectStmt): ColumnRef | undefined {
  const [target, another] = select.targetList ?? [];
  const value = target && !another && 'ResTarget' in target ? target.ResTarget.val : undefined;
  return value && 'ColumnRef' in value && !isStar(value.ColumnRef) ? value.ColumnRef : undefined;
}

/** `c IS NOT NULL`, or a comparison that no null passes, is among the conditions. */
function leavesNullsOut({ whereClause }: SelectStmt, name: string): boolean {
  if (!whereClause) return false;
  let strict = false;
  const isIt = (node: unknown) =>
    typeof node === 'object' &&
    node !== null &&
    'ColumnRef' in node &&
    fieldsOf(node.ColumnRef as ColumnRef).at(-1) === name;
  visit(whereClause, {
    NullTest(test) {
      if (test.nulltesttype === 'IS_NOT_NULL' && isIt(test.arg)) strict = true;
    },
    A_Expr(expr) {
      if (isIt(expr.lexpr) || isIt(expr.rexpr)) strict = true;
    },
  });
  return strict;
}

/** `NOT IN`, or `IN` behind a NOT. */
function operatorOf(tree: QueryTree, link: SubLink) {
  const { text } = tree;
  const at = text.index(link.location);
  const last = text.word(at) === 'not' ? at + 1 : at;
  return tree.origin({ start: text.span(at).start, end: text.span(last).end });
}

function closingOf(tree: QueryTree, link: SubLink) {
  const { text } = tree;
  const at = text.index(link.location);
  const open = text.next(at, '(', at + 3);
  const close = open === undefined ? undefined : text.partner(open);
  return close === undefined ? undefined : tree.origin(text.span(close));
}

function fieldTexts({ text }: QueryTree, ref: ColumnRef): string {
  const parts = text.parts(text.index(ref.location), ref.fields?.length ?? 1);
  return parts.map(({ start, end }) => text.sql.slice(start, end)).join('.');
}

/** Whether something stands behind WHERE. */
function hasMore(select: SelectStmt): boolean {
  const { groupClause, havingClause, windowClause, sortClause, limitCount, limitOffset, lockingClause, op } = select;
  const rest = [groupClause, havingClause, windowClause, sortClause, limitCount, limitOffset, lockingClause];
  return op !== 'SETOP_NONE' || rest.some((clause) => clause !== undefined);
}

function isOr({ whereClause }: SelectStmt): boolean {
  return whereClause !== undefined && 'BoolExpr' in whereClause && whereClause.BoolExpr.boolop === 'OR_EXPR';
}
