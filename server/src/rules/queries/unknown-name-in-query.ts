import { displayName, quoteIdent } from '../../model/names';
import type { NameProblem } from '../../model/query/reading';
import type { Table } from '../../model/schema';
import { defineRule, type OptionSpecs, type Problem, type RuleContext } from '../define-rule';
import { listed } from '../lib/names';
import type { Query } from '../lib/query';
import { misnamed } from '../lib/similar';
import { isToolTable } from '../lib/tables';

export default defineRule({
  id: 'unknown-name-in-query',
  category: 'queries',
  since: '0.2.0',
  severity: { recommended: 'error', strict: 'error' },
  needs: 'query',
  covers: ['P178', 'P179'],
  docs: {
    summary: 'Queries, views and functions name tables and columns that exist, and say which table a column is of.',
    why:
      'PostgreSQL refuses the query: `relation "…" does not exist` (42P01), `column "…" does not exist` (42703), `column reference "…" is ambiguous` ' +
      '(42702). In the body of a PL/pgSQL function it does so only when the function runs.',
    whenOff:
      'Where the tables are made outside of these files. A table that any file makes is never called unknown, nor is one in a schema ' +
      'of which no table is known, nor a name in a statement with placeholders of a template.',
    references: [
      {
        title: 'PostgreSQL: Column References',
        url: 'https://www.postgresql.org/docs/current/sql-expressions.html#SQL-EXPRESSIONS-COLUMN-REFS',
      },
      { title: 'PostgreSQL: Error Codes', url: 'https://www.postgresql.org/docs/current/errcodes-appendix.html' },
    ],
  },
  examples: [
    {
      title: 'a column that the table lacks',
      sql: 'CREATE TABLE users (id int, email text);\nSELECT id, emial FROM users;',
      reports: ['emial'],
      says: 'Did you mean `email`?',
      fixed: 'CREATE TABLE users (id int, email text);\nSELECT id, email FROM users;',
    },
    {
      title: 'an unknown table beside a known one',
      sql: 'CREATE TABLE orders (id int, customer_id int);\nCREATE VIEW paid AS SELECT o.id FROM orders o JOIN ordrs p ON p.id = o.id;',
      reports: ['ordrs'],
      fixed:
        'CREATE TABLE orders (id int, customer_id int);\nCREATE VIEW paid AS SELECT o.id FROM orders o JOIN orders p ON p.id = o.id;',
    },
    {
      title: 'an alias that was forgotten',
      sql: 'CREATE TABLE users (id int);\nSELECT u.id FROM users AS usr;',
      reports: ['u'],
      says: '`u`',
    },
    {
      title: 'a column that two tables have',
      sql: 'CREATE TABLE a (id int, x int);\nCREATE TABLE b (id int, y int);\nSELECT id FROM a JOIN b ON a.x = b.y;',
      reports: ['id'],
      says: '`a.id` or `b.id`',
      fixed:
        'CREATE TABLE a (id int, x int);\nCREATE TABLE b (id int, y int);\nSELECT a.id FROM a JOIN b ON a.x = b.y;',
    },
    {
      title: 'in the body of a function',
      sql: "CREATE TABLE users (id int, name text);\nCREATE FUNCTION f(p int) RETURNS void LANGUAGE plpgsql AS $$\nBEGIN\n  UPDATE users SET nmae = 'x' WHERE id = p;\nEND $$;",
      reports: ['nmae'],
      says: 'when the function runs',
      fixed:
        "CREATE TABLE users (id int, name text);\nCREATE FUNCTION f(p int) RETURNS void LANGUAGE plpgsql AS $$\nBEGIN\n  UPDATE users SET name = 'x' WHERE id = p;\nEND $$;",
    },
    {
      title: 'parameters by name, as sqlc and others write them',
      sql: 'CREATE TABLE places (id uuid, name text);\nINSERT INTO places (id, name) VALUES (@id, @name) ON CONFLICT DO NOTHING;\nSELECT id FROM places WHERE name = @wanted;',
      reports: [],
    },
    {
      title: 'a report with CTEs, LATERAL, a window and a correlated subquery',
      sql:
        'CREATE TABLE orders (id bigint, customer_id bigint, total numeric, placed_at timestamptz);\n' +
        'WITH recent AS (SELECT o.*, row_number() OVER (PARTITION BY customer_id ORDER BY placed_at DESC) AS rank FROM orders o)\n' +
        'SELECT r.customer_id, r.total, x.average FROM recent r\n' +
        'CROSS JOIN LATERAL (SELECT avg(total) AS average FROM orders i WHERE i.customer_id = r.customer_id) x\n' +
        'WHERE rank = 1 AND EXISTS (SELECT 1 FROM orders e WHERE e.customer_id = r.customer_id AND e.id <> r.id);',
      reports: [],
    },
    {
      title: 'variables and parameters of a function',
      sql: 'CREATE TABLE users (id int);\nCREATE FUNCTION f(user_id int) RETURNS int LANGUAGE plpgsql AS $$\nDECLARE found_id int;\nBEGIN\n  SELECT id INTO found_id FROM users WHERE id = user_id;\n  RETURN found_id;\nEND $$;',
      reports: [],
    },
    {
      title: 'tables that nobody here makes',
      sql: 'CREATE TABLE users (id int);\nSELECT * FROM invoices;\nSELECT relname FROM pg_class;\nSELECT u.id FROM auth.users u JOIN users ON users.id = u.id;',
      reports: [],
    },
    {
      title: 'as the column was called then',
      sql: 'CREATE TABLE users (id int, mail text);\nUPDATE users SET mail = lower(mail) WHERE id > 0;\nALTER TABLE users RENAME mail TO email;',
      reports: [],
    },
  ],
  query(query, context) {
    const { problems, uses } = query.reading;
    if (problems.length === 0) return;
    const known = new Set(uses.filter(({ kind }) => kind === 'table').map(({ table }) => table));
    const unknown = new Set(problems.filter(({ kind }) => kind === 'unknown table').map(({ name }) => name));
    for (const problem of problems) {
      const found = problem.kind === 'unknown table' ? unknownTable(problem, query, context) : other(problem, query);
      // Without a similar name it takes other tables that are known here to be sure that the query is about this schema.
      if (found && (problem.kind !== 'unknown table' || found.fixes || known.size > unknown.size))
        context.report(found);
    }
  },
});

function unknownTable(
  { name, span }: NameProblem,
  { source, routine }: Query,
  context: RuleContext<OptionSpecs>,
): Problem | undefined {
  const dot = name.indexOf('.');
  const schema = dot < 0 ? undefined : name.slice(0, dot);
  const tables: Table[] = [...context.schema.tables()].filter((table) =>
    schema === undefined ? source.path.includes(table.schema) : table.schema === schema,
  );
  if (isToolTable(name) || tables.length === 0) return undefined;
  const names = tables.map((table) => (schema === undefined ? table.name : displayName(table)));
  const message = `No statement makes a table \`${name}\`, so PostgreSQL refuses this query${late(routine)}.`;
  return misnamed({ source, span }, message, name, names, (each) => each.split('.').map(quoteIdent).join('.'));
}

function other({ kind, name, span, table, candidates }: NameProblem, { source, routine }: Query): Problem {
  const at = { source, span };
  const refused = `PostgreSQL refuses this query${late(routine)}.`;
  if (kind === 'ambiguous column') {
    const all = candidates.length > 1 ? ` Write ${listed(candidates, 'or')}.` : ' Say which one is meant.';
    const fixes = candidates.map((each) => {
      const newText = each.split('.').map(quoteIdent).join('.');
      return { title: `Change to \`${each}\``, kind: 'suggestion' as const, edits: [{ at, newText }] };
    });
    return { at, message: `More than one table here has a column \`${name}\`, so ${refused}${all}`, fixes };
  }
  if (kind === 'unknown alias') {
    return misnamed(at, `Nothing in FROM is called \`${name}\`, so ${refused}`, name, candidates, quoteIdent);
  }
  const owner = table === undefined ? 'No table of this query has' : `\`${table.replace(/^public\./, '')}\` has no`;
  const what = table === undefined ? `a column \`${name}\`` : `column \`${name}\``;
  return misnamed(at, `${owner} ${what}, so ${refused}`, name, candidates, quoteIdent);
}

function late(routine: boolean): string {
  return routine ? ' when the function runs' : '';
}
