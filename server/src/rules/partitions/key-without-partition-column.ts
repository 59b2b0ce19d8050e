import { defineRule } from '../define-rule';
import { quoteIdent } from '../../model/names';
import { column } from '../../model/schema';
import { insertAfter } from '../lib/edits';
import { describe } from '../lib/tables';
export default defineRule({
  id: 'key-without-partition-column',
  category: 'partitions',
  since: '0.2.0',
  severity: { recommended: 'error', strict: 'error' },
  needs: 'table',
  covers: ['P55'],
  docs: {
    summary: 'Each key of a partitioned table has the columns that it is partitioned by.',
    why: 'PostgreSQL keeps a key within each partition, and can’t tell that two partitions don’t hold the same value: it refuses a primary key or UNIQUE that lacks a partition column (0A000).',
    whenOff: 'Never needed.',
    references: [
      {
        title: 'PostgreSQL: Table Partitioning, Limitations',
        url: 'https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-LIMITATIONS',
      },
    ],
  },
  examples: [
    {
      title: 'a primary key',
      sql: 'CREATE TABLE events (id int, at date, PRIMARY KEY (id)) PARTITION BY RANGE (at);',
      reports: ['PRIMARY KEY (id)'],
      says: '`at`',
      fixed: 'CREATE TABLE events (id int, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);',
    },
    {
      title: 'a unique key that is added',
      sql: 'CREATE TABLE orders (id int, country text) PARTITION BY LIST (country);\nALTER TABLE orders ADD CONSTRAINT k UNIQUE (id);',
      reports: ['CONSTRAINT k UNIQUE (id)'],
      fixed:
        'CREATE TABLE orders (id int, country text) PARTITION BY LIST (country);\nALTER TABLE orders ADD CONSTRAINT k UNIQUE (id, country);',
    },
    {
      title: 'with the column',
      sql: 'CREATE TABLE events (id int, at date, PRIMARY KEY (at, id)) PARTITION BY RANGE (at);',
      reports: [],
    },
    {
      title: 'a table without partitions, and one that is partitioned by an expression',
      sql: 'CREATE TABLE a (id int PRIMARY KEY, at date);\nCREATE TABLE b (id int, at date) PARTITION BY RANGE (lower(id::text));',
      reports: [],
    },
  ],
  table(table, context) {
    const keys = table.kind === 'partitioned' ? (table.partitionKey ?? []) : [];
    if (!keys.every((key) => column(table, key))) return;
    for (const constraint of table.constraints) {
      if ((constraint.kind !== 'primary key' && constraint.kind !== 'unique') || constraint.inherited) continue;
      const missing = keys.filter((key) => !constraint.columns.includes(key));
      if (missing.length === 0) continue;
      const last = constraint.inline ? undefined : constraint.columnOrigins.at(-1);
      context.report({
        at: constraint.origin,
        message: `PostgreSQL refuses a key of ${describe(table)} without \`${missing.join('`, `')}\`, by which the table is partitioned. Add it to the key.`,
        fixes: last
          ? [
              {
                title: `Add ${missing.join(', ')} to the key`,
                kind: 'suggestion',
                edits: [insertAfter(last, missing.map((name) => `, ${quoteIdent(name)}`).join(''))],
              },
            ]
          : [],
      });
    }
  },
});
