import { defineRule } from '../define-rule';
import { boundIn } from '../lib/partition-bounds';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'partition-gap',
  category: 'partitions',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'schema',
  covers: ['PRT-gap-overlap', 'P56'],
  docs: {
    summary: 'Between the first and the last partition no values are left out.',
    why: 'A row that fits no partition is refused: `no partition of relation "…" found for row` (23514). A DEFAULT partition takes such rows.',
    whenOff: 'Where rows in the gap are refused on purpose.',
    references: [
      { title: 'PostgreSQL: Table Partitioning', url: 'https://www.postgresql.org/docs/current/ddl-partitioning.html' },
    ],
  },
  examples: [
    {
      title: 'a month is missing',
      sql: "CREATE TABLE logs (at date) PARTITION BY RANGE (at);\nCREATE TABLE logs_01 PARTITION OF logs FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');\nCREATE TABLE logs_03 PARTITION OF logs FOR VALUES FROM ('2024-03-01') TO ('2024-04-01');",
      reports: ['logs_03'],
      says: '2024-02-01',
    },
    {
      title: 'the upper bound was taken for the last value',
      sql: "create table logs (at timestamptz) partition by range (at);\ncreate table a partition of logs for values from ('2024-01-01') to ('2024-01-31');\ncreate table b partition of logs for values from ('2024-02-01') to ('2024-02-29');",
      reports: ['b'],
    },
    {
      title: 'the rest has a place',
      sql: "CREATE TABLE logs (at date) PARTITION BY RANGE (at);\nCREATE TABLE logs_01 PARTITION OF logs FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');\nCREATE TABLE logs_03 PARTITION OF logs FOR VALUES FROM ('2024-03-01') TO ('2024-04-01');\nCREATE TABLE logs_rest PARTITION OF logs DEFAULT;",
      reports: [],
    },
    {
      title: 'no gap, and ranges that are not understood',
      sql: "CREATE TABLE logs (at date) PARTITION BY RANGE (at);\nCREATE TABLE logs_01 PARTITION OF logs FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');\nCREATE TABLE logs_02 PARTITION OF logs FOR VALUES FROM ('2024-02-01') TO ('2024-03-01');\nCREATE TABLE n (id int) PARTITION BY RANGE (id);\nCREATE TABLE n1 PARTITION OF n FOR VALUES FROM (0) TO (5);\nCREATE TABLE n2 PARTITION OF n FOR VALUES FROM (2 * 5) TO (20);",
      reports: [],
    },
  ],
  table(table, context) {
    if (table.kind !== 'partitioned' || table.partitionKey?.length !== 1) return;
    const parts = [...context.schema.tables()].filter(({ partitionOf }) => partitionOf === table.key);
    const bounds = parts.map((part) => ({ part, bound: boundIn(part.origin, context) }));
    const ranges = bounds.flatMap(({ part, bound }) => (bound?.kind === 'range' ? [{ part, ...bound }] : []));
    // With one that isn't understood, or with DEFAULT, there may be no gap.
    if (ranges.length < bounds.length || new Set(ranges.map(({ from }) => typeof from)).size !== 1) return;
    ranges.sort((a, b) => (a.from < b.from ? -1 : 1));
    let end = ranges[0]!.to;
    for (const { part, from, to } of ranges) {
      if (from > end) {
        context.report({
          at: part.nameOrigin,
          message: `No partition of ${describe(table)} takes values from ${end} on and before ${from}, so such rows are refused. Add one, or one for DEFAULT.`,
        });
      }
      if (to > end) end = to;
    }
  },
});
