import type { Node } from '@pgsql/types';
import { primaryKey } from '../../model/schema';
import { defineRule } from '../define-rule';
import { replace } from '../lib/edits';
import { columnOf, tableOf, visit } from '../lib/query';

export default defineRule({
  id: 'distinct-without-effect',
  category: 'queries',
  since: '0.2.0',
  severity: { recommended: 'hint', strict: 'info' },
  needs: 'query',
  covers: ['P174'],
  docs: {
    summary: 'DISTINCT stands only where rows can repeat.',
    why: 'PostgreSQL sorts or hashes all rows to find repeated ones, also where the primary key is among the columns of one table and none can repeat.',
    whenOff: 'As a matter of taste.',
    references: [
      {
        title: 'PostgreSQL: DISTINCT',
        url: 'https://www.postgresql.org/docs/current/queries-select-lists.html#QUERIES-DISTINCT',
      },
    ],
  },
  examples: [
    {
      title: 'the key is there',
      sql: 'CREATE TABLE users (id int PRIMARY KEY, name text);\nSELECT DISTINCT id, name FROM users;',
      reports: ['DISTINCT'],
      says: 'primary key',
      fixed: 'CREATE TABLE users (id int PRIMARY KEY, name text);\nSELECT id, name FROM users;',
    },
    {
      title: 'a key of two columns, in a view',
      sql: 'create table votes (a int, b int, c int, primary key (a, b));\ncreate view v as select distinct v.c, v.b, v.a from votes v where c > 5;',
      reports: ['distinct'],
      fixed:
        'create table votes (a int, b int, c int, primary key (a, b));\ncreate view v as select v.c, v.b, v.a from votes v where c > 5;',
    },
    {
      title: 'rows can repeat',
      sql: 'CREATE TABLE users (id int PRIMARY KEY, name text);\nSELECT DISTINCT name FROM users;\nSELECT DISTINCT u.id FROM users u JOIN users o ON o.name = u.name;',
      reports: [],
    },
    {
      title: 'the first of each',
      sql: 'CREATE TABLE users (id int PRIMARY KEY, name text);\nSELECT DISTINCT ON (name) id, name FROM users ORDER BY name, id;',
      reports: [],
    },
  ],
  query(query, context) {
    for (const tree of query.trees) {
      visit(tree.node, {
        SelectStmt({ distinctClause, fromClause, targetList, groupClause }) {
          const [from, more] = fromClause ?? [];
          const [on] = distinctClause ?? [];
          // DISTINCT alone is a list of one empty node.
          if (!on || Object.keys(on).length > 0 || groupClause || !from || more || !('RangeVar' in from)) return;
          const table = tableOf(query, tree, from.RangeVar, context.schema);
          const key = table && table.inherits.length === 0 ? primaryKey(table)?.columns : undefined;
          if (!key || key.length === 0) return;
          const shown = new Set((targetList ?? []).map((target) => shownColumn(target)));
          if (!key.every((name) => shown.has(name))) return;
          const first = (targetList ?? []).find((target) => shownColumn(target) !== undefined);
          const value = first && 'ResTarget' in first ? first.ResTarget.val : undefined;
          if (!value || !('ColumnRef' in value) || !columnOf(query, tree, value.ColumnRef, context.schema)) return;
          const { text } = tree;
          const target = targetList?.[0];
          let at = text.index(target && 'ResTarget' in target ? target.ResTarget.location : 0) - 1;
          if (text.word(at) !== 'distinct') return;
          const span = { start: text.span(at).start, end: text.span(++at).start };
          context.report({
            at: tree.origin(text.span(at - 1)),
            message:
              'The primary key is among these columns, so no row can repeat and DISTINCT is work for nothing. Leave it out.',
            fixes: [{ title: 'Leave DISTINCT out', kind: 'safe', edits: [replace(tree.origin(span), '')] }],
          });
        },
      });
    }
  },
});

function shownColumn(target: Node): string | undefined {
  const value = 'ResTarget' in target ? target.ResTarget.val : undefined;
  const last = value && 'ColumnRef' in value ? value.ColumnRef.fields?.at(-1) : undefined;
  return last && 'String' in last ? last.String.sval : undefined;
}
