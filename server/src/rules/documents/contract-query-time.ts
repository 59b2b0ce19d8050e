import { milliseconds } from '../../spec/access-patterns';
import { isPlaceholder } from '../../spec/text';
import { defineRule } from '../define-rule';

const contract = (time: string) => ({
  name: 'database-contracts.yaml',
  text: `tables:\n  users:\n    columns:\n      id:\n        type: uuid\nqueries:\n  get_user:\n    sql: SELECT id FROM users\n    performance:\n      expected_time: ${time}\n`,
});

export default defineRule({
  id: 'contract-query-time',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'document',
  covers: ['CON-query-expected-time'],
  docs: {
    summary: 'The expected time of a query in a contract can be measured, and is short.',
    why: 'A time without a unit, or in words, can’t be held against what is measured. A query that the code waits for should take some milliseconds; one that takes longer wants an index or a place outside of requests.',
    whenOff: 'Where times are kept elsewhere.',
    references: [
      { title: 'PostgreSQL: Using EXPLAIN', url: 'https://www.postgresql.org/docs/current/using-explain.html' },
    ],
  },
  options: {
    most: { type: 'number', default: 1000, description: 'Milliseconds that a query may take at most.' },
  },
  examples: [
    { title: 'in words', sql: '', document: contract('fast'), reports: ['fast'], says: '`<5ms`' },
    { title: 'too long', sql: '', document: contract('"< 50ms"'), reports: ['< 50ms'], options: { most: 10 } },
    { title: 'in milliseconds', sql: '', document: contract('<5ms'), reports: [] },
    { title: 'in seconds, and not filled in yet', sql: '', document: contract('0.5 s'), reports: [] },
    { title: 'not filled in yet', sql: '', document: contract('TBD'), reports: [] },
  ],
  document({ contract: facts }, context) {
    for (const { name, expectedTime } of facts?.queries ?? []) {
      if (!expectedTime || isPlaceholder(expectedTime.text)) continue;
      const time = milliseconds(expectedTime.text);
      const most = context.option('most');
      if (time === undefined)
        context.report({
          at: expectedTime.span,
          message: `The time “${expectedTime.text}” can’t be measured. Write it like \`<5ms\`.`,
        });
      else if (time > most)
        context.report({
          at: expectedTime.span,
          message: `\`${name}\` may take ${expectedTime.text.replace(/^[<≤\s]+/, '')}, and ${most} ms is the most that is wanted. Give it an index, or take it out of the requests.`,
        });
    }
  },
});
