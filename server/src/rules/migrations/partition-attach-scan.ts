import { defineRule } from '../define-rule';
import { at, shown } from '../lib/migration';
export default defineRule({
  id: 'partition-attach-scan',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'migration',
  forms: ['attach partition'],
  covers: ['P54'],
  docs: {
    summary: 'A table that becomes a partition has a CHECK that says that its rows fit.',
    why: 'ATTACH PARTITION reads all rows of the new partition under ACCESS EXCLUSIVE to see whether they fit, and those of the DEFAULT partition too. With a valid CHECK of the same bounds it reads none; the CHECK is added NOT VALID, validated, and dropped when the partition is attached.',
    whenOff: 'For tables that are small, or that nobody uses before.',
    references: [
      {
        title: 'PostgreSQL: Partition Maintenance',
        url: 'https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE',
      },
    ],
  },
  examples: [
    {
      title: 'a table in use',
      before: 'CREATE TABLE events (at date) PARTITION BY RANGE (at);\nCREATE TABLE old (at date);',
      sql: "ALTER TABLE events ATTACH PARTITION old FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');\n",
      reports: ["ATTACH PARTITION old FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')"],
      says: 'all rows of `old`',
    },
    {
      title: 'by a list',
      before: 'CREATE TABLE orders (country text) PARTITION BY LIST (country);\nCREATE TABLE eu (country text);',
      sql: "ALTER TABLE orders ATTACH PARTITION eu FOR VALUES IN ('de');\n",
      reports: ["ATTACH PARTITION eu FOR VALUES IN ('de')"],
    },
    {
      title: 'with a CHECK',
      before:
        "CREATE TABLE events (at date) PARTITION BY RANGE (at);\nCREATE TABLE old (at date NOT NULL, CHECK (at >= '2020-01-01' AND at < '2021-01-01'));",
      sql: "ALTER TABLE events ATTACH PARTITION old FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');\n",
      reports: [],
    },
    {
      title: 'a table of the migration',
      before: 'CREATE TABLE events (at date) PARTITION BY RANGE (at);',
      sql: "CREATE TABLE new (LIKE events);\nALTER TABLE events ATTACH PARTITION new FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');\n",
      reports: [],
    },
  ],
  statement(statement, context) {
    for (const effect of statement.effects) {
      if (effect.form !== 'attach partition' || effect.isNew) continue;
      context.report({
        at: at(statement, effect.span),
        message: `This reads all rows of ${shown(effect.on)} to see whether they fit, and nobody can use it meanwhile. Add a CHECK of the same bounds before, NOT VALID, and validate it.`,
      });
    }
  },
});
