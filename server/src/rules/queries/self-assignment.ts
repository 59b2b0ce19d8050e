import type { Node } from '@pgsql/types';
import { defineRule, type Fix } from '../define-rule';
import { replace } from '../lib/edits';
import { fieldsOf, visit, type QueryTree } from '../lib/query';

export default defineRule({
  id: 'self-assignment',
  category: 'queries',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'query',
  covers: ['P130', 'P175'],
  docs: {
    summary: 'UPDATE sets no column to itself.',
    why: '`SET a = a` writes each row and changes nothing. Mostly another column, `excluded.a` or a parameter was meant.',
    whenOff: 'Where rows are written on purpose, to run their triggers.',
    references: [{ title: 'PostgreSQL: UPDATE', url: 'https://www.postgresql.org/docs/current/sql-update.html' }],
  },
  examples: [
    {
      title: 'the same column',
      sql: 'CREATE TABLE users (id int, name text);\nUPDATE users SET name = name WHERE id = 1;',
      reports: ['name'],
      says: 'to itself',
    },
    {
      title: 'by the name of the table, beside another one',
      sql: 'CREATE TABLE users (id int, name text, age int);\nUPDATE users u SET age = 5, name = u.name WHERE id = 1;',
      reports: ['name'],
      fixed: 'CREATE TABLE users (id int, name text, age int);\nUPDATE users u SET age = 5 WHERE id = 1;',
    },
    {
      title: 'of another table, and of the row that was refused',
      sql: 'CREATE TABLE a (id int PRIMARY KEY, name text);\nCREATE TABLE b (id int, name text);\nUPDATE a SET name = b.name FROM b WHERE a.id = b.id;\nINSERT INTO a (id, name) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET name = excluded.name;',
      reports: [],
    },
    {
      title: 'a parameter of the same name, and the usual way to get the row back',
      sql: 'CREATE TABLE a (id int PRIMARY KEY, name text);\nCREATE FUNCTION f(name text) RETURNS void LANGUAGE sql AS $$ UPDATE a SET name = name $$;\nINSERT INTO a (id, name) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET name = a.name RETURNING id;',
      reports: [],
    },
  ],
  query(query, context) {
    if (query.routine) return;
    for (const tree of query.trees) {
      visit(tree.node, {
        UpdateStmt({ relation, targetList }) {
          const own = relation?.alias?.aliasname ?? relation?.relname;
          for (const target of targetList ?? []) {
            if (!('ResTarget' in target)) continue;
            const { name, val, location, indirection } = target.ResTarget;
            if (!val || !('ColumnRef' in val) || indirection) continue;
            const fields = fieldsOf(val.ColumnRef);
            if (fields.at(-1) !== name || fields.length > 2 || (fields.length === 2 && fields[0] !== own)) continue;
            context.report({
              at: tree.origin(tree.text.span(tree.text.index(location))),
              fixes: leaveOut(target, targetList ?? [], tree),
              message: `This sets \`${name}\` to itself, so rows are written and nothing changes. Set it to what was meant, or leave it out.`,
            });
          }
        },
      });
    }
  },
});

/** Where something else is set too, the assignment can go with its comma. */
function leaveOut(target: Node, all: readonly Node[], { text, origin }: QueryTree): readonly Fix[] {
  const at = all.indexOf(target);
  const start = (each: Node | undefined) =>
    each && 'ResTarget' in each ? text.index(each.ResTarget.location) : undefined;
  const [own, next, before] = [start(target), start(all[at + 1]), start(all[at - 1])];
  if (own === undefined || (next === undefined && before === undefined)) return [];
  const value =
    'ResTarget' in target && target.ResTarget.val && 'ColumnRef' in target.ResTarget.val
      ? target.ResTarget.val.ColumnRef
      : undefined;
  const last = text.parts(text.index(value?.location), value?.fields?.length ?? 1).at(-1)!;
  const span =
    next === undefined
      ? { start: text.span(own - 1).start, end: last.end }
      : { start: text.span(own).start, end: text.span(next).start };
  return [{ title: 'Leave it out', kind: 'suggestion', edits: [replace(origin(span), '')] }];
}
