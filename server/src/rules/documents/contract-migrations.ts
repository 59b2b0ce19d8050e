import { defineRule, type Problem } from '../define-rule';
import { misnamedMigration } from '../lib/similar';

const contract = (...lines: string[]) => ({
  name: 'database-contracts.yaml',
  text: `tables:\n  users:\n    columns:\n      id:\n        type: uuid\nmigrations:\n${lines.map((line) => `  ${line}\n`).join('')}`,
});

export default defineRule({
  id: 'contract-migrations',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'document',
  covers: ['CON-migrations-list'],
  docs: {
    summary: 'The migrations that a contract lists are there, in their order, and each says whether it has run.',
    why: 'The list is where people look for what is still to be run. A file that isn’t there, one listed out of order, or one without a status makes them run the wrong thing.',
    whenOff: 'Where the migration tool’s own list is enough.',
    references: [{ title: 'Evolutionary Database Design', url: 'https://martinfowler.com/articles/evodb.html' }],
  },
  examples: [
    {
      title: 'without a status, and out of order',
      sql: '',
      document: contract(
        '- { timestamp: 20260102000000, file: b.sql, status: completed }',
        '- timestamp: 20260101000000',
        '  file: a.sql',
      ),
      reports: ['20260101000000', 'a.sql'],
      says: 'before',
    },
    {
      title: 'completed behind one that is pending',
      sql: '',
      document: contract('- { timestamp: 1, status: pending }', '- { timestamp: 2, status: completed }'),
      reports: ['completed'],
    },
    {
      title: 'a file that isn’t there',
      sql: '',
      migrations: ['migrations/001_users.sql', 'migrations/002_orders.sql'],
      document: contract(
        '- { timestamp: 1, file: migrations/001_users.sql, status: completed }',
        '- { timestamp: 2, file: migrations/002_order.sql, status: pending }',
      ),
      reports: ['002_order.sql'],
      says: '`002_orders.sql`',
      fixed: contract(
        '- { timestamp: 1, file: migrations/001_users.sql, status: completed }',
        '- { timestamp: 2, file: migrations/002_orders.sql, status: pending }',
      ).text,
    },
    {
      title: 'in order',
      sql: '',
      document: contract(
        '- { timestamp: 1, file: a.sql, status: completed }',
        '- { timestamp: 2, file: b.sql, status: pending }',
      ),
      reports: [],
    },
    { title: 'no migrations', sql: '', document: contract(), reports: [] },
  ],
  document({ contract: facts }, context) {
    const migrations = facts?.migrations ?? [];
    // The files of a history, where the schema is one.
    const names = context.migrations?.map((path) => path.slice(path.lastIndexOf('/') + 1)) ?? [];
    let before = '';
    let pending = false;
    const report = (problem: Problem) => context.report(problem);
    for (const { timestamp, file, status, span } of migrations) {
      const at = (file ?? timestamp)?.span ?? span;
      const version = timestamp?.text ?? '';
      if (timestamp && before !== '' && compare(version, before) < 0)
        report({
          at: timestamp.span,
          message: `\`${version}\` comes before \`${before}\`, which is listed above it. Put them in the order in which they run.`,
        });
      if (timestamp) before = version;
      if (!status)
        report({ at, message: `This migration has no \`status\`. Say whether it is \`pending\` or \`completed\`.` });
      else if (/^completed$/i.test(status.text) && pending)
        report({
          at: status.span,
          message:
            'This migration is completed, and one above it is still pending. One of them is wrong, or they ran out of order.',
        });
      if (status && /^pending$/i.test(status.text)) pending = true;
      const own = file?.text.slice(file.text.lastIndexOf('/') + 1);
      if (
        file &&
        own !== undefined &&
        /\.sql$/i.test(own) &&
        names.length > 0 &&
        !names.includes(own) &&
        !context.hasFile(own)
      ) {
        const start = file.span.end - own.length;
        report(
          misnamedMigration(
            { start, end: file.span.end },
            `There is no migration \`${own}\`. Correct the name, or write it.`,
            own,
            names,
          ),
        );
      }
    }
  },
});

function compare(a: string, b: string): number {
  return a.length === b.length || !/^\d+$/.test(a + b) ? (a < b ? -1 : a > b ? 1 : 0) : a.length - b.length;
}
