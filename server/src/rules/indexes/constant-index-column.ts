import type { Node } from '@pgsql/types';
import { defineRule, type Fix } from '../define-rule';
import { removeStatement } from '../lib/edits';
import { keyByPrimaryKey, removeKey } from '../lib/index-edits';

export default defineRule({
  id: 'constant-index-column',
  category: 'indexes',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'table',
  covers: ['IDX-constant-column'],
  gate: 'index strategy',
  docs: {
    summary: 'A partial index does not index the column whose value its own condition fixes.',
    why:
      'In an index on `(deleted_at) WHERE deleted_at IS NULL` all keys are equal, so it finds and sorts nothing; only its condition is of ' +
      'use. A column by which the remaining rows are looked up or sorted makes it worth its writes.',
    whenOff: 'Where such an index only has to find or count a small part of the rows.',
    references: [
      { title: 'PostgreSQL: Partial Indexes', url: 'https://www.postgresql.org/docs/current/indexes-partial.html' },
    ],
  },
  examples: [
    {
      title: 'rows that are not deleted',
      sql: 'CREATE TABLE users (id bigint PRIMARY KEY, deleted_at timestamptz);\nCREATE INDEX idx_users_deleted_at ON users (deleted_at) WHERE deleted_at IS NULL;',
      reports: ['deleted_at'],
      says: 'IS NULL',
      fixed:
        'CREATE TABLE users (id bigint PRIMARY KEY, deleted_at timestamptz);\nCREATE INDEX idx_users_deleted_at ON users (id) WHERE deleted_at IS NULL;',
    },
    {
      title: 'beside another column',
      sql: "create table sources (owner_id int, status text, hidden boolean);\ncreate index on sources (owner_id, status) where status = 'active' and not hidden;\ncreate index on sources (hidden, owner_id) where hidden;",
      reports: ['status', 'hidden'],
      fixed:
        "create table sources (owner_id int, status text, hidden boolean);\ncreate index on sources (owner_id) where status = 'active' and not hidden;\ncreate index on sources (owner_id) where hidden;",
    },
    {
      title: 'another column, or a condition that leaves several values',
      sql: "CREATE TABLE jobs (owner_id int, state text, run_at timestamptz);\nCREATE INDEX ON jobs (run_at) WHERE state = 'open';\nCREATE INDEX ON jobs (state) WHERE state IN ('open', 'failed');\nCREATE INDEX ON jobs (run_at) WHERE run_at IS NOT NULL;\nCREATE INDEX ON jobs (state) WHERE state = 'open' OR owner_id IS NULL;",
      reports: [],
    },
    {
      title: 'at most one row of a kind',
      sql: 'CREATE TABLE addresses (user_id int, is_main boolean);\nCREATE UNIQUE INDEX ON addresses (user_id, is_main) WHERE is_main;\nCREATE UNIQUE INDEX ON addresses (is_main) WHERE is_main = true;',
      reports: [],
    },
  ],
  table(table, context) {
    for (const index of table.indexes) {
      const { keys, predicate, unique, inherited, origin } = index;
      if (unique || inherited || !predicate?.tree) continue;
      const fixed = fixedColumns(predicate.tree);
      const at = keys.findIndex((key) => key.column !== undefined && fixed.has(key.column));
      if (at < 0) continue;
      const name = keys[at]!.column!;
      const edit = keys.length > 1 ? removeKey(index, at) : keyByPrimaryKey(index, table);
      const fixes: Fix[] = edit
        ? [
            {
              title: keys.length > 1 ? `Take \`${name}\` out` : 'Index the primary key',
              kind: 'suggestion',
              edits: [edit],
            },
          ]
        : [{ title: `Remove \`${index.name}\``, kind: 'suggestion', edits: [removeStatement(origin.source, context)] }];
      context.report({
        at: keys[at]!.origin,
        message:
          `\`${name}\` has one value in all rows of \`${index.name}\`, because its condition is ${shown(context.text({ source: origin.source, span: predicate.span }))}, so it neither finds nor sorts any. ` +
          'Index what these rows are looked up or sorted by.',
        fixes,
      });
    }
  },
});

function shown(condition: string): string {
  const line = condition.replace(/\s+/g, ' ');
  return `\`${line.length > 60 ? `${line.slice(0, 60)}…` : line}\``;
}

/** Columns that have one value where the condition holds. */
function fixedColumns(tree: Node): ReadonlySet<string> {
  const all = 'BoolExpr' in tree && tree.BoolExpr.boolop === 'AND_EXPR' ? (tree.BoolExpr.args ?? []) : [tree];
  return new Set(all.flatMap((each) => fixedColumn(each) ?? []));
}

function fixedColumn(tree: Node): string | undefined {
  if ('ColumnRef' in tree) return columnOf(tree);
  if ('NullTest' in tree) return tree.NullTest.nulltesttype === 'IS_NULL' ? columnOf(tree.NullTest.arg) : undefined;
  if ('BooleanTest' in tree) return ['IS_TRUE', 'IS_FALSE'].includes(tree.BooleanTest.booltesttype ?? '') ? columnOf(tree.BooleanTest.arg) : undefined; // prettier-ignore
  if ('BoolExpr' in tree) return tree.BoolExpr.boolop === 'NOT_EXPR' ? columnOf(tree.BoolExpr.args?.[0]) : undefined;
  if (!('A_Expr' in tree) || tree.A_Expr.kind !== 'AEXPR_OP') return undefined;
  const { name, lexpr, rexpr } = tree.A_Expr;
  const operator = name?.at(-1);
  if (!operator || !('String' in operator) || operator.String.sval !== '=') return undefined;
  return isConstant(rexpr) ? columnOf(lexpr) : isConstant(lexpr) ? columnOf(rexpr) : undefined;
}

function columnOf(tree: Node | undefined): string | undefined {
  if (!tree) return undefined;
  // A dump writes `(state)::text = 'open'::text`.
  if ('TypeCast' in tree) return columnOf(tree.TypeCast.arg);
  const fields = 'ColumnRef' in tree ? (tree.ColumnRef.fields ?? []) : [];
  const [field] = fields;
  return fields.length === 1 && field && 'String' in field ? field.String.sval : undefined;
}

function isConstant(tree: Node | undefined): boolean {
  if (!tree) return false;
  return 'A_Const' in tree || ('TypeCast' in tree && isConstant(tree.TypeCast.arg));
}
