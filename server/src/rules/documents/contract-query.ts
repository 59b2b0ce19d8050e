import { defineRule } from '../define-rule';
import { misnamed } from '../lib/similar';

const SCHEMA =
  'CREATE TABLE users (id uuid PRIMARY KEY, email text, team_id uuid);\nCREATE TABLE posts (id uuid PRIMARY KEY, user_id uuid, title text);\n';
const contract = (sql: string) => ({
  name: 'database-contracts.yaml',
  text: `tables:\n  users:\n    columns:\n      id:\n        type: uuid\nqueries:\n  get_user:\n    sql: ${sql}\n    performance:\n      expected_time: <5ms\n`,
});

export default defineRule({
  id: 'contract-query',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'error' },
  needs: 'document',
  covers: ['CON-query-parse', 'CON-query-columns'],
  docs: {
    summary: 'The queries of a contract are SQL, and their tables and columns are there.',
    why:
      'The code copies these queries, or is checked against them. `?` and `:name` stand for values. The rules for queries (`select-star` and the others) look at ' +
      'them too.',
    whenOff: 'While a contract is written ahead of its schema.',
    references: [{ title: 'PostgreSQL: SELECT', url: 'https://www.postgresql.org/docs/current/sql-select.html' }],
  },
  examples: [
    {
      title: 'a column with a slip, over several lines',
      sql: SCHEMA,
      document: contract(
        '|\n      SELECT u.id, p.titel\n      FROM users u\n      JOIN posts p ON p.user_id = u.id\n      WHERE u.email = :email',
      ),
      reports: ['titel'],
      says: 'Did you mean `title`?',
      fixed: contract(
        '|\n      SELECT u.id, p.title\n      FROM users u\n      JOIN posts p ON p.user_id = u.id\n      WHERE u.email = :email',
      ).text,
    },
    {
      title: 'what is no SQL',
      sql: SCHEMA,
      document: contract('SELECT id FORM users WHERE id = ?'),
      reports: ['users'],
      says: 'get_user',
    },
    {
      title: 'a table that isn’t there',
      sql: SCHEMA,
      document: contract('"SELECT id FROM members"'),
      reports: ['members'],
    },
    {
      title: 'parameters in all forms',
      sql: SCHEMA,
      document: contract(
        '>\n      SELECT id, email FROM users\n      WHERE id = $1 AND team_id = :teamId::uuid AND email LIKE ?;',
      ),
      reports: [],
    },
    {
      title: 'what is not filled in yet',
      sql: SCHEMA,
      document: contract('"SELECT {{columns}} FROM <table>"'),
      reports: [],
    },
    { title: 'no schema to compare with', sql: '', document: contract('SELECT id FROM users'), reports: [] },
  ],
  document({ contract: facts }, context) {
    for (const { name, sql } of facts?.queries ?? []) {
      if (!sql) continue;
      const read = context.query(context.written(sql), sql.start);
      if (!read.ok) {
        context.report({
          at: read.at,
          message: `PostgreSQL can’t read the query \`${name}\`: ${read.message}. Correct it before somebody copies it.`,
        });
        continue;
      }
      // Without a schema, nothing can be said of names.
      if (!read.query || context.tables.all.length === 0) continue;
      for (const { kind, name: unknown, span, table, candidates } of read.query.reading.problems) {
        const at = { start: sql.start + span.start, end: sql.start + span.end };
        const where =
          table === undefined
            ? `There is no ${kind === 'unknown column' ? 'column' : kind === 'unknown alias' ? 'alias' : 'table'}`
            : `\`${table.replace(/^public\./, '')}\` has no column`;
        const message = kind === 'ambiguous column' ? `\`${unknown}\` is a column of more than one of these tables. Say which one is meant.` : `${where} \`${unknown}\`, so the query \`${name}\` fails. Add it, or correct the name.`; // prettier-ignore
        const known =
          kind === 'unknown table' ? [...candidates, ...context.tables.all.map((each) => each.name)] : candidates;
        context.report(misnamed(at, message, unknown, known));
      }
    }
  },
});
