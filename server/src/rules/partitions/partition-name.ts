import { quoteIdent } from '../../model/names';
import { defineRule } from '../define-rule';
import { replace } from '../lib/edits';
import { boundIn } from '../lib/partition-bounds';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'partition-name',
  category: 'partitions',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'hint' },
  presets: { modular: ['hint'] },
  needs: 'table',
  looksAt: 'all relations',
  covers: ['PRT-naming'],
  docs: {
    summary: 'The partition of a month is called after its table and the month: `events_2024_01`.',
    why: 'Jobs that make, move and drop partitions find them by their names, and so do people.',
    whenOff: 'Where another pattern is in use.',
    references: [
      { title: 'PostgreSQL: Table Partitioning', url: 'https://www.postgresql.org/docs/current/ddl-partitioning.html' },
    ],
  },
  examples: [
    {
      title: 'another pattern',
      sql: "CREATE TABLE events (at date) PARTITION BY RANGE (at);\nCREATE TABLE events_jan PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');",
      reports: ['events_jan'],
      says: '`events_2024_01`',
      fixed:
        "CREATE TABLE events (at date) PARTITION BY RANGE (at);\nCREATE TABLE events_2024_01 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');",
    },
    {
      title: 'the wrong month',
      sql: "create table logs (at timestamptz) partition by range (at);\ncreate table logs_2024_11 partition of logs for values from ('2024-12-01') to ('2025-01-01');",
      reports: ['logs_2024_11'],
      fixed:
        "create table logs (at timestamptz) partition by range (at);\ncreate table logs_2024_12 partition of logs for values from ('2024-12-01') to ('2025-01-01');",
    },
    {
      title: 'named so, also with a letter in front',
      sql: "CREATE TABLE events (at date) PARTITION BY RANGE (at);\nCREATE TABLE events_2024_01 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');\nCREATE TABLE events_y2024m02 PARTITION OF events FOR VALUES FROM ('2024-02-01') TO ('2024-03-01');",
      reports: [],
    },
    {
      title: 'other spans',
      sql: "CREATE TABLE events (at date) PARTITION BY RANGE (at);\nCREATE TABLE events_old PARTITION OF events FOR VALUES FROM ('2000-01-01') TO ('2024-01-01');\nCREATE TABLE events_rest PARTITION OF events DEFAULT;",
      reports: [],
    },
  ],
  table(table, context) {
    if (table.kind !== 'partition' || table.partitionOf === undefined) return;
    const bound = boundIn(table.origin, context);
    if (bound?.kind !== 'range' || typeof bound.from !== 'string' || typeof bound.to !== 'string') return;
    const [year = '', month = '', day] = bound.from.split('-');
    if (day !== '01' || bound.to !== nextMonth(Number(year), Number(month))) return;
    const parent = table.partitionOf.slice(table.partitionOf.indexOf('.') + 1);
    const digits = table.name.slice(parent.length).replace(/\D/g, '');
    if (table.name.startsWith(parent) && digits === year + month) return;
    const name = `${parent}_${year}_${month}`;
    const written = context.text(table.nameOrigin);
    const schema = written.includes('.') ? written.slice(0, written.lastIndexOf('.') + 1) : '';
    context.report({
      at: table.nameOrigin,
      message: `${describe(table)} holds the rows of ${year}-${month}, and its name does not say so. Call it \`${name}\`.`,
      fixes: table.changed
        ? []
        : [
            {
              title: `Call it \`${name}\``,
              kind: 'suggestion',
              edits: [replace(table.nameOrigin, schema + quoteIdent(name))],
            },
          ],
    });
  },
});

function nextMonth(year: number, month: number): string {
  const [y, m] = month === 12 ? [year + 1, 1] : [year, month + 1];
  return `${y}-${String(m).padStart(2, '0')}-01`;
}
