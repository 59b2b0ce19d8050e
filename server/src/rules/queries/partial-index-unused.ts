import type { Node } from '@pgsql/types';
import { defineRule } from '../define-rule';
import { indexesOf } from '../lib/indexes';
import { columnOf, visit } from '../lib/query';
import { wordsOfExpression } from '../lib/syntax';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'partial-index-unused',
  category: 'queries',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'hint' },
  gate: 'index strategy',
  needs: 'query',
  covers: ['IDX-partial-implied'],
  docs: {
    summary: 'A query that looks for what a partial index holds asks for its condition.',
    why:
      'PostgreSQL takes a partial index only where the condition of the query says that no other rows are wanted. Without it all rows are read, although an ' +
      'index of the column is there.',
    whenOff: 'For small tables.',
    references: [
      { title: 'PostgreSQL: Partial Indexes', url: 'https://www.postgresql.org/docs/current/indexes-partial.html' },
    ],
  },
  examples: [
    {
      title: 'deleted rows are not left out',
      sql: 'CREATE TABLE users (id int PRIMARY KEY, email text, deleted_at timestamptz);\nCREATE INDEX users_by_email ON users (email) WHERE deleted_at IS NULL;\nSELECT id FROM users WHERE email = $1;',
      reports: ['='],
      says: '`users_by_email`',
    },
    {
      title: 'in a function',
      sql: "create table jobs (id int primary key, queue text, done boolean);\ncreate index on jobs (queue) where not done;\ncreate function waiting(q text) returns bigint language sql as 'select count(*) from jobs where queue = q';",
      reports: ['='],
    },
    {
      title: 'asked for, or another index is there',
      sql: 'CREATE TABLE users (id int PRIMARY KEY, email text, name text, deleted_at timestamptz);\nCREATE INDEX ON users (email) WHERE deleted_at IS NULL;\nCREATE INDEX ON users (name) WHERE deleted_at IS NULL;\nCREATE INDEX ON users (name);\nSELECT id FROM users WHERE email = $1 AND deleted_at IS NULL;\nSELECT id FROM users WHERE name = $1;',
      reports: [],
    },
    {
      title: 'a condition that the search itself meets',
      sql: 'CREATE TABLE users (id int PRIMARY KEY, phone text, email text);\nCREATE UNIQUE INDEX ON users (phone) WHERE phone IS NOT NULL;\nSELECT id FROM users WHERE phone = $1;\nSELECT id FROM users WHERE id = $1 AND email = $2;',
      reports: [],
    },
  ],
  query(query, context) {
    for (const tree of query.trees) {
      visit(tree.node, {
        A_Expr({ kind, name, lexpr, location }, parents) {
          const [first] = name ?? [];
          const isEqual = first && 'String' in first && first.String.sval === '=';
          if (kind !== 'AEXPR_OP' || !isEqual || !lexpr || !('ColumnRef' in lexpr)) return;
          const where = parents.find(({ field }) => field === 'whereClause');
          const condition = (where?.node as { readonly whereClause?: Node } | undefined)?.whereClause;
          const found = condition && columnOf(query, tree, lexpr.ColumnRef, context.schema);
          if (!found || found.table.kind === 'view') return;
          const named = columnsIn(condition);
          const indexes = indexesOf(found.table).filter(({ keys }) =>
            keys.some(({ column }) => named.has(column ?? '')),
          );
          const own = indexes.filter(({ keys }) => keys[0]?.column === found.column.name);
          const [partial] = own;
          if (!partial || indexes.some(({ predicate }) => predicate === undefined)) return;
          const asked = own.some(({ predicate }) =>
            found.table.columns.some((each) => wordsOfExpression(predicate!).has(each.name) && named.has(each.name)),
          );
          if (asked) return;
          context.report({
            at: tree.origin(tree.text.span(tree.text.index(location))),
            message: `\`${partial.name}\` of ${describe(found.table)} holds only rows with \`${partial.predicate}\`, and this query doesn't ask for that, so it reads all rows. Add the condition if those rows are meant.`,
            related: [{ at: partial.origin, message: 'The partial index.' }],
          });
        },
      });
    }
  },
});

/** The names of the columns in a condition, whichever table they are of. */
function columnsIn(condition: Node): ReadonlySet<string> {
  const found = new Set<string>();
  visit(condition, {
    ColumnRef({ fields }) {
      const last = fields?.at(-1);
      if (last && 'String' in last) found.add(last.String.sval ?? '');
    },
  });
  return found;
}
