import { quoteIdent } from '../../model/names';
import type { Table } from '../../model/schema';
import { defineRule, type Fix, type OptionSpecs, type RuleContext } from '../define-rule';
import { addStatement } from '../lib/edits';
import { fillName, nameIn } from '../lib/names';
import { columnOf, visit } from '../lib/query';
import { keywordCase } from '../lib/syntax';

export default defineRule({
  id: 'leading-wildcard',
  category: 'queries',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'hint' },
  gate: 'query patterns',
  needs: 'query',
  covers: ['P172', 'IDX-trgm-ilike'],
  docs: {
    summary: 'A search for text inside a column has an index that can do it.',
    why: "An ordinary index finds the beginning of a text. For `LIKE '%word%'` PostgreSQL reads all rows, unless a GIN or GiST index with the operator class of `pg_trgm` is there.",
    whenOff: 'For small tables.',
    references: [{ title: 'PostgreSQL: pg_trgm', url: 'https://www.postgresql.org/docs/current/pgtrgm.html' }],
  },
  examples: [
    {
      title: 'anywhere in a name',
      sql: "CREATE TABLE users (id int, name text);\nSELECT id FROM users WHERE name LIKE '%smith%';",
      reports: ['LIKE'],
      says: '`users.name`',
      fixed:
        "CREATE TABLE users (id int, name text);\nCREATE EXTENSION IF NOT EXISTS pg_trgm;\nCREATE INDEX idx_users_name ON users USING gin (name gin_trgm_ops);\nSELECT id FROM users WHERE name LIKE '%smith%';",
    },
    {
      title: 'the end of it, in any case',
      sql: "create table users (id int, email text unique);\nselect id from users u where u.email ilike '%@example.com';",
      reports: ['ilike'],
    },
    {
      title: 'the beginning, and a parameter',
      sql: "CREATE TABLE users (id int, name text);\nSELECT id FROM users WHERE name LIKE 'smith%' OR name LIKE $1;",
      reports: [],
    },
    {
      title: 'an index that can',
      sql: "CREATE EXTENSION pg_trgm;\nCREATE TABLE users (id int, name text);\nCREATE INDEX ON users USING gin (name gin_trgm_ops);\nSELECT id FROM users WHERE name ILIKE '%smith%';",
      reports: [],
    },
  ],
  query(query, context) {
    for (const tree of query.trees) {
      visit(tree.node, {
        A_Expr({ kind, name, lexpr, rexpr, location }) {
          const isLike = kind === 'AEXPR_LIKE' || kind === 'AEXPR_ILIKE';
          const [operator] = name ?? [];
          const negated = operator && 'String' in operator && operator.String.sval?.startsWith('!');
          if (!isLike || negated || !lexpr || !('ColumnRef' in lexpr) || !rexpr || !('A_Const' in rexpr)) return;
          if (!/^[%_]/.test(rexpr.A_Const.sval?.sval ?? '')) return;
          const found = columnOf(query, tree, lexpr.ColumnRef, context.schema);
          if (!found || found.table.kind === 'view' || found.table.temporary) return;
          const helps = found.table.indexes.some(
            ({ method, keys }) => method !== 'btree' && keys.some(({ column }) => column === found.column.name),
          );
          if (helps) return;
          const fix = addIndex(found.table, found.column.name, context);
          context.report({
            at: tree.origin(tree.text.span(tree.text.index(location))),
            message: `A pattern that begins with a wildcard reads all rows, because no index of \`${found.table.name}.${found.column.name}\` finds text inside. Add one with pg_trgm.`,
            related: [{ at: found.column.nameOrigin, message: 'The column.' }],
            fixes: [fix],
          });
        },
      });
    }
  },
});

function addIndex(
  table: Table,
  column: string,
  context: Pick<RuleContext<OptionSpecs>, 'text' | 'conventions' | 'isKnown'>,
): Fix {
  const { source } = table.changed ?? table.origin;
  const spelled = keywordCase(source, context);
  const taken = new Set([...table.indexes, ...table.constraints].map(({ name }) => name));
  const name = fillName(context.conventions.index?.value ?? 'idx_{table}_{columns}', table.name, [column], taken);
  const index = `${spelled('CREATE INDEX')} ${quoteIdent(name)} ${spelled('ON')} ${nameIn(source, table)} ${spelled('USING')} gin (${quoteIdent(column)} gin_trgm_ops)`;
  const extension = context.isKnown('pg_trgm') ? '' : `${spelled('CREATE EXTENSION IF NOT EXISTS')} pg_trgm;\n`;
  return {
    title: `Create index \`${name}\``,
    kind: 'suggestion',
    edits: [addStatement(source, extension + index, context)],
  };
}
