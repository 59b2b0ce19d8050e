import { defineRule } from '../define-rule';
import { replace } from '../lib/edits';
import { findWords, keywordCase } from '../lib/syntax';
import { ownColumns } from '../lib/tables';

const NAMES = new Set(['deleted_at', 'deletedat', 'removed_at', 'discarded_at', 'soft_deleted_at']);

export default defineRule({
  id: 'deleted-at-always-set',
  category: 'lifecycle',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  gate: 'soft delete',
  needs: 'table',
  covers: ['SDL-deleted-at'],
  docs: {
    summary: '`deleted_at` is null while a row is alive.',
    why: 'The column tells deleted rows from those that live by being null or not. With NOT NULL or a default of now() each row is deleted from its start.',
    whenOff: 'Where a value in the far future stands for rows that live.',
    references: [
      { title: 'PostgreSQL: Default Values', url: 'https://www.postgresql.org/docs/current/ddl-default.html' },
    ],
  },
  examples: [
    {
      title: 'never null',
      sql: 'CREATE TABLE users (\n  id int,\n  deleted_at timestamptz NOT NULL\n);',
      reports: ['deleted_at'],
      says: 'NOT NULL',
      fixed: 'CREATE TABLE users (\n  id int,\n  deleted_at timestamptz NULL\n);',
    },
    {
      title: 'now by default',
      sql: 'create table users (id int, deleted_at timestamptz default now());',
      reports: ['deleted_at'],
      says: 'default',
      fixed: 'create table users (id int, deleted_at timestamptz default null);',
    },
    {
      title: 'null at first',
      sql: 'CREATE TABLE users (id int, deleted_at timestamptz DEFAULT NULL, "deletedAt" timestamp);',
      reports: [],
    },
    {
      title: 'a log of what was deleted, and the end of time',
      sql: "CREATE TABLE deleted_users (id int, deleted_at timestamptz NOT NULL DEFAULT now());\nCREATE TABLE audit_log (id int, deleted_at timestamptz NOT NULL);\nCREATE TABLE users (id int, deleted_at timestamptz NOT NULL DEFAULT 'infinity');",
      reports: [],
    },
  ],
  table(table, context) {
    if (/delet|remov|trash|tomb|archiv|audit|log|histor|event/i.test(table.name)) return;
    for (const column of ownColumns(table, context)) {
      const { name, notNull, origin, nameOrigin } = column;
      const value = column.default;
      const isNow = value !== undefined && /^(?:now\(\)|current_timestamp)/i.test(value.text);
      if (!NAMES.has(name.toLowerCase()) || !/^timestamp/.test(column.type.name.name)) continue;
      if (!isNow && !(notNull && !value)) continue;
      const written = isNow ? { source: origin.source, span: value.span } : findWords(context, origin, 'not', 'null');
      const sure = written && context.text(written).length < 60 && (!isNow || context.text(written) === value.text);
      context.report({
        at: nameOrigin,
        message: `\`${table.name}.${name}\` ${isNow ? 'is set by default' : 'is NOT NULL'}, so each row counts as deleted from its start. Leave it null while the row is alive.`,
        fixes: sure
          ? [
              {
                title: 'Let it be null',
                kind: 'suggestion',
                edits: [replace(written, keywordCase(origin.source, context)('NULL'))],
              },
            ]
          : [],
      });
    }
  },
});
