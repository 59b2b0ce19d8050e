import { primaryKey } from '../../model/schema';
import { defineRule } from '../define-rule';
import { describe, isOwnTable, ownColumns } from '../lib/tables';

export default defineRule({
  id: 'table-without-primary-key',
  category: 'keys',
  since: '0.1.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'schema',
  covers: ['KEY-pk-required'],
  docs: {
    summary: 'Every table has a primary key.',
    why:
      'Without a primary key nothing stops the same row from being stored twice, no foreign key can point to a row, and ' +
      'logical replication refuses its updates and deletes.',
    whenOff: 'For staging tables that are filled and emptied as a whole.',
    references: [
      {
        title: 'PostgreSQL: Primary Keys',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-PRIMARY-KEYS',
      },
      {
        title: 'PostgreSQL: Replica identity',
        url: 'https://www.postgresql.org/docs/current/logical-replication-publication.html',
      },
    ],
  },
  examples: [
    {
      title: 'no key at all',
      sql: 'CREATE TABLE visits (\n  page text NOT NULL,\n  at timestamptz NOT NULL\n);',
      reports: ['visits'],
      says: 'no primary key',
    },
    { title: 'unique but nullable', sql: 'CREATE TABLE tags (\n  name text UNIQUE\n);', reports: ['tags'] },
    {
      title: 'key added later',
      sql: 'CREATE TABLE visits (id uuid NOT NULL);\nALTER TABLE visits ADD CONSTRAINT visits_pkey PRIMARY KEY (id);',
      reports: [],
    },
    {
      title: 'a partition follows its parent',
      sql: "CREATE TABLE logs (id bigint, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);\nCREATE TABLE logs_2026 PARTITION OF logs FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');",
      reports: [],
    },
    {
      title: 'columns and key of another table',
      sql: 'CREATE TABLE visits (id uuid PRIMARY KEY);\nCREATE TABLE old_visits (LIKE visits INCLUDING ALL);',
      reports: [],
    },
    { title: 'what a migration tool keeps', sql: 'CREATE TABLE schema_migrations (version text);', reports: [] },
    { title: 'a view has no key', sql: 'CREATE VIEW recent AS SELECT 1 AS n;', reports: [] },
    { title: 'a temporary table', sql: 'CREATE TEMP TABLE batch (id bigint);', reports: [] },
  ],
  table(table, context) {
    if (!isOwnTable(table) || primaryKey(table)) return;
    // LIKE … INCLUDING INDEXES brings the key too.
    if (ownColumns(table, context).length < table.columns.length) return;
    context.report({
      at: table.nameOrigin,
      message: `${describe(table)} has no primary key, so the same row can be stored twice and nothing can refer to one. Add one.`,
    });
  },
});
