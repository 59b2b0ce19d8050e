import { quoteIdent } from '../../model/names';
import { column, type Constraint, type Index, type Table } from '../../model/schema';
import { defineRule, type Fix } from '../define-rule';
import { insertAfter } from '../lib/edits';
import { listed } from '../lib/names';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'partition-key-outside-key',
  category: 'partitions',
  since: '0.2.0',
  severity: { recommended: 'error', strict: 'error' },
  needs: 'table',
  covers: ['PRT-pk-includes-key', 'P55'],
  docs: {
    summary: 'The keys of a partitioned table hold its partition key.',
    why:
      'Each partition has an index of its own, so PostgreSQL can see that a value is unique only where all rows that might have it are in one partition. ' +
      'It refuses a primary key or a unique constraint that leaves out a column of the partition key.',
    whenOff: 'Never: PostgreSQL refuses the statement.',
    references: [
      {
        title: 'PostgreSQL: Limitations of Declarative Partitioning',
        url: 'https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-LIMITATIONS',
      },
    ],
  },
  examples: [
    {
      title: 'a key of the table alone',
      sql: 'CREATE TABLE visits (\n  id bigint,\n  at date,\n  PRIMARY KEY (id)\n) PARTITION BY RANGE (at);',
      reports: ['PRIMARY KEY (id)'],
      says: '`at`',
      fixed: 'CREATE TABLE visits (\n  id bigint,\n  at date,\n  PRIMARY KEY (id, at)\n) PARTITION BY RANGE (at);',
    },
    {
      title: 'beside a column',
      sql: 'create table visits (id bigint primary key, at date) partition by range (at);',
      reports: ['primary key'],
    },
    {
      title: 'a unique index, made later',
      sql: 'CREATE TABLE visits (id bigint, tenant int, at date) PARTITION BY LIST (tenant);\nCREATE UNIQUE INDEX visits_id ON visits (id);',
      reports: ['visits_id'],
      fixed:
        'CREATE TABLE visits (id bigint, tenant int, at date) PARTITION BY LIST (tenant);\nCREATE UNIQUE INDEX visits_id ON visits (id, tenant);',
    },
    {
      title: 'with the partition key, in any order',
      sql: 'CREATE TABLE visits (id bigint, at date, PRIMARY KEY (at, id), UNIQUE (id, at)) PARTITION BY RANGE (at);',
      reports: [],
    },
    {
      title: 'a key of each partition, as real tables have it',
      sql: "CREATE TABLE visits (id bigint, at date) PARTITION BY RANGE (at);\nCREATE TABLE visits_2026 PARTITION OF visits FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');\nALTER TABLE visits_2026 ADD PRIMARY KEY (id);\nCREATE INDEX ON visits (id);",
      reports: [],
    },
    {
      title: 'a table without partitions, and one that is partitioned by an expression',
      sql: 'CREATE TABLE a (id int PRIMARY KEY, at date);\nCREATE TABLE b (id int, at date) PARTITION BY RANGE (lower(id::text));',
      reports: [],
    },
  ],
  table(table, context) {
    const { partitionKey } = table;
    if (table.kind !== 'partitioned' || !partitionKey?.every((name) => column(table, name))) return;
    for (const key of table.constraints) {
      if (key.inherited || (key.kind !== 'primary key' && key.kind !== 'unique')) continue;
      const missing = partitionKey.filter((name) => !key.columns.includes(name));
      if (missing.length === 0) continue;
      context.report({
        at: key.origin,
        message: messageOf(key.kind === 'primary key' ? 'primary key' : 'UNIQUE constraint', table, missing),
        fixes: key.inline ? [] : complete(key, missing),
      });
    }
    for (const index of table.indexes) {
      if (!index.unique || index.inherited) continue;
      const missing = partitionKey.filter((name) => !index.keys.some((key) => key.column === name));
      if (missing.length === 0) continue;
      context.report({
        at: index.nameOrigin,
        message: messageOf('unique index', table, missing),
        fixes: complete(index, missing),
      });
    }
  },
});

function messageOf(what: string, table: Table, missing: readonly string[]): string {
  return `PostgreSQL refuses this ${what}, because ${describe(table)} is partitioned by ${listed(missing)}, which it leaves out. Add ${missing.length > 1 ? 'them' : 'it'}.`;
}

function complete(key: Constraint | Index, missing: readonly string[]): readonly Fix[] {
  const last = 'keys' in key ? key.keys.at(-1)?.origin : key.columnOrigins.at(-1);
  if (!last) return [];
  const names = missing.map((name) => `, ${quoteIdent(name)}`).join('');
  return [{ title: `Add ${listed(missing)}`, kind: 'suggestion', edits: [insertAfter(last, names)] }];
}
