import type { A_Expr, FuncCall, Node, SQLValueFunction } from '@pgsql/types';
import type { Constraint, SchemaView } from '../../model/schema';
import { defineRule } from '../define-rule';
import { removeConstraint } from '../lib/remove-constraint';
import { describe } from '../lib/tables';
import { visitTree } from '../lib/walk';

export default defineRule({
  id: 'check-depends-on-moment',
  category: 'constraints',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'schema',
  covers: ['CHK-volatile', 'P126'],
  gate: 'validation',
  docs: {
    summary: 'A check says something that stays true for a row that is not changed.',
    why:
      'PostgreSQL looks at a `CHECK` when a row is written and never again. With `CHECK (expires_at > now())` the table soon holds rows ' +
      'that break it: they cannot be updated any more, and a dump of them cannot be restored.\n\n' +
      'Conditions that only become truer, such as `born_on <= current_date`, do no such harm and are reported with `stayingTrue` only.',
    whenOff: 'Where rows are never updated and dumps are never restored.',
    references: [
      {
        title: 'PostgreSQL: Check Constraints',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-CHECK-CONSTRAINTS',
      },
    ],
  },
  options: {
    stayingTrue: {
      type: 'boolean',
      default: false,
      description: 'Also report conditions that stay true once they are, such as `born_on <= current_date`.',
    },
  },
  examples: [
    {
      title: 'in the future when it is written',
      sql: 'CREATE TABLE invites (\n  token text,\n  expires_at timestamptz NOT NULL CHECK (expires_at > now())\n);',
      reports: ['CHECK (expires_at > now())'],
      says: '`now()`',
      fixed: 'CREATE TABLE invites (\n  token text,\n  expires_at timestamptz NOT NULL\n);',
    },
    {
      title: 'between two moments',
      sql: 'create table trips (\n  day date,\n  constraint chk_day check (day between current_date and current_date + 365)\n);',
      reports: ['constraint chk_day check (day between current_date and current_date + 365)'],
      fixed: 'create table trips (\n  day date\n);',
    },
    {
      title: 'what stays true, where that is asked for',
      sql: 'CREATE TABLE people (born_on date CHECK (born_on <= CURRENT_DATE));',
      reports: ['CHECK (born_on <= CURRENT_DATE)'],
      options: { stayingTrue: true },
    },
    {
      title: 'what stays true',
      sql: "CREATE TABLE people (born_on date CHECK (born_on > '1900-01-01' AND born_on <= CURRENT_DATE), year int CHECK (year BETWEEN 1900 AND date_part('year', now())), seen_at timestamptz CHECK (now() >= seen_at));",
      reports: [],
    },
    {
      title: 'moments of the row itself',
      sql: 'CREATE TABLE trips (from_at timestamptz DEFAULT now(), to_at timestamptz, CHECK (to_at > from_at));',
      reports: [],
    },
    {
      title: "a function of the schema's own",
      sql: "CREATE FUNCTION app.random() RETURNS int LANGUAGE sql AS 'SELECT 1';\nCREATE TABLE t (a int CHECK (a > app.random()));",
      reports: [],
    },
  ],
  table(table, context) {
    for (const constraint of table.constraints) {
      const { kind, expression, inherited, origin } = constraint;
      if (kind !== 'check' || inherited || !expression?.tree) continue;
      const found = momentIn(expression.tree, constraint, context.schema);
      if (found === undefined || (!context.option('stayingTrue') && staysTrue(expression.tree))) continue;
      const edit = removeConstraint(constraint, table, context);
      context.report({
        at: origin,
        message:
          `This check of ${describe(table)} depends on \`${found}\` and is only looked at when a row is written: later the row may break it, ` +
          'and then it cannot be updated or restored from a dump. Check that in a trigger or in the application.',
        fixes: edit ? [{ title: 'Remove the check', kind: 'suggestion', edits: [edit] }] : [],
      });
    }
  },
});

const FUNCTIONS = new Set(
  'now clock_timestamp statement_timestamp transaction_timestamp timeofday random random_normal gen_random_uuid'.split(
    ' ',
  ),
);
const MOMENTS = /^SVFOP_(CURRENT_(?:DATE|TIME|TIMESTAMP)|LOCALTIME|LOCALTIMESTAMP)/;

/** What in an expression gives something else at each call. */
function momentIn(tree: Node, of: Constraint, schema: SchemaView): string | undefined {
  let found: string | undefined;
  visitTree({ tree }, (key, value) => {
    if (key === 'SQLValueFunction') found ??= MOMENTS.exec((value as SQLValueFunction).op ?? '')?.[1]?.toLowerCase();
    if (key !== 'FuncCall') return;
    const names = ((value as FuncCall).funcname ?? []).map((node) =>
      'String' in node ? (node.String.sval ?? '') : '',
    );
    const name = names.at(-1)!;
    const isOwn = names.length > 1 ? names[0] !== 'pg_catalog' : schema.functionsNamed({ name }, of.origin.source.path).length > 0; // prettier-ignore
    if (FUNCTIONS.has(name) && !isOwn) found ??= `${name}()`;
  });
  return found;
}

/** Whether the moment is only ever on the greater side: time makes that truer. */
function staysTrue(tree: Node): boolean {
  if ('BoolExpr' in tree) return tree.BoolExpr.boolop !== 'NOT_EXPR' && (tree.BoolExpr.args ?? []).every(staysTrue);
  if (!hasMoment(tree)) return true;
  if (!('A_Expr' in tree)) return false;
  const { kind, lexpr, rexpr } = tree.A_Expr;
  if (kind === 'AEXPR_BETWEEN' && rexpr && 'List' in rexpr)
    return !hasMoment(lexpr) && !hasMoment(rexpr.List.items?.[0]);
  const lesser = operatorOf(tree.A_Expr).startsWith('<')
    ? lexpr
    : operatorOf(tree.A_Expr).startsWith('>')
      ? rexpr
      : tree;
  return operatorOf(tree.A_Expr) !== '<>' && !hasMoment(lesser);
}

function operatorOf({ name }: A_Expr): string {
  const last = name?.at(-1);
  return last && 'String' in last ? (last.String.sval ?? '') : '';
}

function hasMoment(tree: Node | undefined): boolean {
  let found = false;
  visitTree({ tree }, (key, value) => {
    const last = key === 'FuncCall' ? (value as FuncCall).funcname?.at(-1) : undefined;
    if (key === 'SQLValueFunction' || (last && 'String' in last && FUNCTIONS.has(last.String.sval ?? ''))) found = true;
  });
  return found;
}
