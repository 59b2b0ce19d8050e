import type { ExpressionFact } from '../../model/facts';
import type { Constraint, Origin, Table } from '../../model/schema';
import { defineRule } from '../define-rule';
import { placeOfExpression } from '../lib/places';
import { removeConstraint } from '../lib/remove-constraint';
import type { Texts } from '../lib/syntax';
import { describe } from '../lib/tables';
import { visitTree } from '../lib/walk';

export default defineRule({
  id: 'subquery-in-definition',
  category: 'constraints',
  since: '0.2.0',
  severity: { recommended: 'error', strict: 'error' },
  needs: 'table',
  covers: ['CHK-subquery'],
  docs: {
    summary: 'Checks, defaults, generated columns and indexes hold no query.',
    why:
      'PostgreSQL refuses a query in a `CHECK`, a default, a generated column or an index (0A000), because nothing would look at it again ' +
      'when the other table changes. What depends on other rows is a foreign key, an exclusion constraint or a trigger.',
    whenOff: 'Never: the statement cannot be applied.',
    references: [
      {
        title: 'PostgreSQL: Check Constraints',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-CHECK-CONSTRAINTS',
      },
    ],
  },
  examples: [
    {
      title: 'a check that looks into another table',
      sql: 'CREATE TABLE orders (\n  total numeric,\n  plan_id int,\n  CONSTRAINT chk_plan CHECK (plan_id IN (SELECT id FROM plans))\n);',
      reports: ['CONSTRAINT chk_plan CHECK (plan_id IN (SELECT id FROM plans))'],
      says: 'trigger',
      fixed: 'CREATE TABLE orders (\n  total numeric,\n  plan_id int\n);',
    },
    {
      title: 'a default and an index',
      sql: 'create table t (n int default (select 1), k int);\ncreate index on t (k) where k > (select avg(n) from t);',
      reports: ['(select 1)', 'k > (select avg(n) from t)'],
    },
    {
      title: 'inline',
      sql: 'CREATE TABLE slots (\n  n int NOT NULL CHECK (EXISTS (SELECT 1 FROM limits WHERE n < top)),\n  k int\n);',
      reports: ['CHECK (EXISTS (SELECT 1 FROM limits WHERE n < top))'],
      fixed: 'CREATE TABLE slots (\n  n int NOT NULL,\n  k int\n);',
    },
    {
      title: 'a function may query',
      sql: 'CREATE TABLE orders (plan_id int CHECK (is_plan(plan_id)), n int DEFAULT next_number());',
      reports: [],
    },
    {
      title: 'lists of values',
      sql: "CREATE TABLE orders (state text CHECK (state IN ('open', 'paid')), tags text[] CHECK (tags <@ ARRAY['a', 'b']));\nCREATE INDEX ON orders (state) WHERE state = ANY (ARRAY['open', 'paid']);",
      reports: [],
    },
  ],
  table(table, context) {
    for (const { what, at, constraint } of queriesOf(table, context)) {
      const edit = constraint && removeConstraint(constraint, table, context);
      context.report({
        at,
        message: `PostgreSQL refuses a query in ${what} of ${describe(table)}. Use a foreign key or a trigger for what depends on other rows.`,
        fixes: edit ? [{ title: 'Remove the check', kind: 'suggestion', edits: [edit] }] : [],
      });
    }
  },
});

interface Placed {
  readonly what: string;
  readonly at: Origin;
  readonly constraint?: Constraint;
}

function* queriesOf(table: Table, context: Texts): Iterable<Placed> {
  for (const constraint of table.constraints) {
    const { kind, expression, origin: at, inherited } = constraint;
    if (!inherited && hasQuery(expression)) yield { what: 'a constraint', at, ...(kind === 'check' && { constraint }) };
  }
  for (const { default: value, generated, origin, nameOrigin, inherited } of table.columns) {
    if (inherited) continue;
    const place = (fact: ExpressionFact) => placeOfExpression(fact, origin, nameOrigin, context);
    if (hasQuery(value)) yield { what: 'a default', at: place(value) };
    if (hasQuery(generated)) yield { what: 'a generated column', at: place(generated) };
  }
  for (const { keys, predicate, origin, inherited } of table.indexes) {
    if (inherited) continue;
    if (hasQuery(predicate)) yield { what: 'an index', at: { source: origin.source, span: predicate.span } };
    for (const key of keys) if (hasQuery(key.expression)) yield { what: 'an index', at: key.origin };
  }
}

/** Each query has one of these words; most expressions have none. */
const QUERY = /\b(?:select|values|table)\b/i;

function hasQuery(fact: ExpressionFact | undefined): fact is ExpressionFact {
  if (!fact || !QUERY.test(fact.text)) return false;
  let found = false;
  visitTree({ tree: fact.tree }, (key) => {
    if (key === 'SubLink') found = true;
  });
  return found;
}
