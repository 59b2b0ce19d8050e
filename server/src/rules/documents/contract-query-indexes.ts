import { defineRule } from '../define-rule';
import { demandsOf } from '../lib/demand';
import { listed } from '../lib/names';
import { bestServer, serversOf, serviceOf } from '../lib/serving';
import { misnamed } from '../lib/similar';
import { describe, isOwnTable } from '../lib/tables';

const SCHEMA =
  'CREATE TABLE users (id uuid PRIMARY KEY, email text, team_id uuid, created_at timestamptz);\n' +
  'CREATE INDEX idx_users_email ON users (email);\nCREATE INDEX idx_users_team ON users (team_id, created_at);\n';
const contract = (sql: string, ...used: string[]) => ({
  name: 'database-contracts.yaml',
  text: `tables:\n  users:\n    columns:\n      id:\n        type: uuid\nqueries:\n  get_user:\n    sql: ${sql}\n    indexes_used:\n${used.map((each) => `      - "${each}"\n`).join('')}`,
});

export default defineRule({
  id: 'contract-query-indexes',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'document',
  covers: ['CON-query-indexes-used'],
  docs: {
    summary: 'The indexes that a query of a contract says it uses are there, and can serve it.',
    why: '`indexes_used` is a promise of speed. An index that isn’t there can’t keep it, and neither can one whose first column the query doesn’t compare, or one of other rows.',
    whenOff: 'While a contract is written ahead of its schema.',
    references: [
      {
        title: 'PostgreSQL: Multicolumn Indexes',
        url: 'https://www.postgresql.org/docs/current/indexes-multicolumn.html',
      },
    ],
  },
  examples: [
    {
      title: 'one that isn’t there, and one that can’t help',
      sql: SCHEMA,
      document: contract(
        'SELECT id FROM users WHERE email = ?',
        'users.idx_users_mail (email)',
        'users.idx_users_team (team_id)',
      ),
      reports: ['idx_users_mail', 'users.idx_users_team (team_id)'],
      says: 'Did you mean `idx_users_email`?',
    },
    {
      title: 'a slip is put right',
      sql: SCHEMA,
      document: contract('SELECT id FROM users WHERE email = :email', 'users.idx_users_emial (email)'),
      reports: ['idx_users_emial'],
      fixed: contract('SELECT id FROM users WHERE email = :email', 'users.idx_users_email (email)').text,
    },
    {
      title: 'by name, by table, and the primary key',
      sql: SCHEMA,
      document: contract(
        'SELECT id FROM users WHERE team_id = $1 ORDER BY created_at',
        'users.idx_users_team (team_id, created_at)',
        'idx_users_team',
      ),
      reports: [],
    },
    {
      title: 'the primary key',
      sql: SCHEMA,
      document: contract('SELECT email FROM users WHERE id = $1', 'users.primary_key (id)', 'users_pkey'),
      reports: [],
    },
    {
      title: 'a query that isn’t understood',
      sql: SCHEMA,
      document: contract('SELECT id FROM users WHERE email = ? OR team_id = ?', 'users.idx_users_email'),
      reports: [],
    },
  ],
  document({ contract: facts }, context) {
    for (const { name, sql, indexesUsed } of facts?.queries ?? []) {
      const read = sql && indexesUsed.length > 0 ? context.query(context.written(sql), sql.start) : undefined;
      const demands = read?.ok && read.query ? demandsOf(read.query, context.schema) : [];
      for (const used of indexesUsed) {
        const { table: of, index } = /^(?:(?<table>[\w$]+)\.)?(?<index>[\w$]+)/.exec(used.text)?.groups ?? {};
        if (index === undefined) continue;
        const named = of === undefined ? undefined : context.tables.find({ name: of });
        if (of !== undefined && !named) continue;
        const tables = (named ? [named] : context.tables.all).filter(isOwnTable);
        const isKey = /^(?:primary_?key|pk)$/i.test(index);
        const found = tables.flatMap((table) =>
          serversOf(table)
            .filter((server) =>
              isKey ? 'kind' in server.object && server.object.kind === 'primary key' : server.name === index,
            )
            .map((server) => ({ table, server })),
        )[0];
        if (!found) {
          if (isKey || tables.length === 0) continue;
          const start = used.span.start + (of === undefined ? 0 : of.length + 1);
          const message = `${named ? `${describe(named)} has` : 'There is'} no index \`${index}\`, which \`${name}\` relies on. Make it, or correct the name.`;
          const known = tables.flatMap((table) => serversOf(table).map((server) => server.name));
          context.report(misnamed({ start, end: start + index.length }, message, index, known));
          continue;
        }
        const demand = demands.find(({ table }) => table === found.table);
        const asks =
          demand &&
          !demand.unclear &&
          demand.equal.length +
            demand.ranges.length +
            demand.inside.length +
            demand.expressions.length +
            demand.order.length >
            0;
        if (!asks || serviceOf(found.server, demand) !== 'none') continue;
        const better = bestServer(demand)?.server.name;
        const list = found.server.keys.map(({ text }) => text);
        context.report({
          at: used.span,
          message: `\`${found.server.name}\` on ${listed(list)} can’t serve \`${name}\`: the query doesn’t compare its first column, or wants other rows. ${better === undefined ? 'Make one that can' : `\`${better}\` can`}.`,
          ...(better !== undefined && {
            fixes: [
              {
                title: `Write \`${better}\``,
                kind: 'suggestion',
                edits: [{ at: used.span, newText: of === undefined ? better : `${of}.${better}` }],
              },
            ],
          }),
        });
      }
    }
  },
});
