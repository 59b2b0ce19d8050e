import type { ExpressionFact } from '../../model/facts';
import { walk } from '../../model/read/expressions';
import type { Origin, Table } from '../../model/schema';
import { defineRule } from '../define-rule';
import { pluralOf } from '../lib/inflection';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'reference-in-json',
  category: 'types',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'info' },
  needs: 'schema',
  covers: ['TYP-jsonb-not-relational'],
  docs: {
    summary: 'What points to a row of another table is a column, not a value inside JSON.',
    why:
      'A value inside a document cannot be a foreign key, so it keeps pointing to rows that were deleted, and the planner knows nothing about it. ' +
      'Reported is a key of a document that an index, a CHECK or a generated column looks into, where a table of that name exists.',
    whenOff: 'Where documents are stored as they came from elsewhere.',
    references: [
      { title: 'PostgreSQL: JSON Types', url: 'https://www.postgresql.org/docs/current/datatype-json.html' },
    ],
  },
  examples: [
    {
      title: 'an index on a key of a document',
      sql: "CREATE TABLE users (id bigint PRIMARY KEY);\nCREATE TABLE events (id bigint, metadata jsonb);\nCREATE INDEX events_user ON events ((metadata ->> 'user_id'));",
      reports: ["(metadata ->> 'user_id')"],
      says: '`users`',
    },
    {
      title: 'a CHECK',
      sql: "CREATE TABLE companies (id bigint PRIMARY KEY);\nCREATE TABLE events (data jsonb, CONSTRAINT c CHECK ((data->>'company_id') IS NOT NULL));",
      reports: ["CONSTRAINT c CHECK ((data->>'company_id') IS NOT NULL)"],
    },
    {
      title: 'a generated column is a foreign key itself',
      sql: "CREATE TABLE users (id bigint PRIMARY KEY);\nCREATE TABLE events (data jsonb, user_id bigint GENERATED ALWAYS AS ((data->>'user_id')::bigint) STORED REFERENCES users);",
      reports: [],
    },
    {
      title: 'keys of another system, as real tables have them',
      sql: "CREATE TABLE hooks (payload jsonb);\nCREATE INDEX ON hooks ((payload ->> 'delivery_id'));\nCREATE INDEX ON hooks ((payload ->> 'kind'));",
      reports: [],
    },
  ],
  table(table, context) {
    const seen = new Set<string>();
    for (const { keys, inherited } of table.indexes)
      if (!inherited) for (const key of keys) look(key.expression, key.origin);
    for (const { kind, expression, origin, inherited } of table.constraints)
      if (kind === 'check' && !inherited) look(expression, origin);

    function look(expression: ExpressionFact | undefined, at: Origin): void {
      for (const key of keysRead(expression)) {
        const target = targetOf(key, at);
        if (!target || target.key === table.key || seen.has(key)) continue;
        seen.add(key);
        context.report({
          at,
          message: `\`${key}\` inside the documents of ${describe(table)} points to \`${target.name}\`, and no foreign key can check it there. Give it a column of its own.`,
          related: [{ at: target.nameOrigin, message: `The rows of \`${target.name}\`.` }],
        });
      }
    }

    function targetOf(key: string, { source: { path } }: Origin): Table | undefined {
      const name = key.slice(0, -'_id'.length);
      const found = [pluralOf(name), name].map((each) => context.schema.resolve({ name: each }, path)).find(Boolean);
      return found?.kind === 'table' || found?.kind === 'partitioned' ? found : undefined;
    }
  },
});

/** The keys that end in `_id` and that `->>` takes out of a document. */
function keysRead(expression: ExpressionFact | undefined): readonly string[] {
  const found: string[] = [];
  walk({ tree: expression?.tree }, (kind, value) => {
    if (kind !== 'A_Expr') return;
    const { name, rexpr } = value as {
      name?: { String?: { sval?: string } }[];
      rexpr?: { A_Const?: { sval?: { sval?: string } } };
    };
    const key = rexpr?.A_Const?.sval?.sval ?? '';
    if (name?.at(-1)?.String?.sval === '->>' && /^[a-z]\w*_id$/.test(key)) found.push(key);
  });
  return found;
}
