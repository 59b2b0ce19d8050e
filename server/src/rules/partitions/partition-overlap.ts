import type { Table } from '../../model/schema';
import { defineRule } from '../define-rule';
import { boundIn } from '../lib/partition-bounds';
import { describe } from '../lib/tables';

interface Part {
  readonly table: Table;
  readonly from: number | string;
  readonly to: number | string;
}

export default defineRule({
  id: 'partition-overlap',
  category: 'partitions',
  since: '0.2.0',
  severity: { recommended: 'error', strict: 'error' },
  needs: 'schema',
  covers: ['PRT-gap-overlap'],
  docs: {
    summary: 'Partitions by range do not overlap.',
    why: 'PostgreSQL refuses a partition whose range shares values with another one: `partition "…" would overlap partition "…"` (42P17). The upper bound does not belong to the range.',
    whenOff: 'Never.',
    references: [
      { title: 'PostgreSQL: Table Partitioning', url: 'https://www.postgresql.org/docs/current/ddl-partitioning.html' },
    ],
  },
  examples: [
    {
      title: 'a day twice',
      sql: "CREATE TABLE logs (at date) PARTITION BY RANGE (at);\nCREATE TABLE logs_01 PARTITION OF logs FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');\nCREATE TABLE logs_02 PARTITION OF logs FOR VALUES FROM ('2024-01-31') TO ('2024-03-01');",
      reports: ['logs_02'],
      says: '`logs_01`',
    },
    {
      title: 'numbers, and bounds the wrong way round',
      sql: 'create table logs (id int) partition by range (id);\ncreate table a partition of logs for values from (0) to (100);\ncreate table b partition of logs for values from (50) to (60);\ncreate table c partition of logs for values from (300) to (200);',
      reports: ['b', 'c'],
    },
    {
      title: 'one after another',
      sql: "CREATE TABLE logs (at timestamptz) PARTITION BY RANGE (at);\nCREATE TABLE logs_01 PARTITION OF logs FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');\nCREATE TABLE logs_02 PARTITION OF logs FOR VALUES FROM ('2024-02-01') TO ('2024-03-01');\nCREATE TABLE logs_rest PARTITION OF logs DEFAULT;",
      reports: [],
    },
    {
      title: 'of several columns, and without end',
      sql: 'CREATE TABLE logs (a int, b int) PARTITION BY RANGE (a, b);\nCREATE TABLE l1 PARTITION OF logs FOR VALUES FROM (1, 5) TO (2, 5);\nCREATE TABLE l2 PARTITION OF logs FOR VALUES FROM (2, 5) TO (MAXVALUE, 0);\nCREATE TABLE n (id int) PARTITION BY RANGE (id);\nCREATE TABLE n1 PARTITION OF n FOR VALUES FROM (MINVALUE) TO (5);',
      reports: [],
    },
  ],
  table(table, context) {
    if (table.kind !== 'partitioned' || table.partitionKey?.length !== 1) return;
    const parts: Part[] = [];
    for (const part of context.schema.tables()) {
      if (part.partitionOf !== table.key || part.kind !== 'partition') continue;
      const bound = boundIn(part.origin, context);
      if (bound?.kind === 'range') parts.push({ table: part, from: bound.from, to: bound.to });
    }
    for (const [i, part] of parts.entries()) {
      if (part.from >= part.to) {
        context.report({
          at: part.table.nameOrigin,
          message: `The range of ${describe(part.table)} is empty, because it ends at or before its start, so PostgreSQL refuses it. Swap the bounds.`,
        });
        continue;
      }
      const other = parts
        .slice(0, i)
        .find(({ from, to }) => typeof from === typeof part.from && from < part.to && part.from < to);
      if (!other) continue;
      context.report({
        at: part.table.nameOrigin,
        message: `${describe(part.table)} and ${describe(other.table)} share values of their ranges, so PostgreSQL refuses the later one. Let one begin where the other ends.`,
        related: [{ at: other.table.nameOrigin, message: 'The other range.' }],
      });
    }
  },
});
