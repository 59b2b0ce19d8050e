import { defineRule } from '../define-rule';
import { describe } from '../lib/tables';
import { deletionMark, STYLES, type DeletionStyle } from '../lib/soft-delete';

export default defineRule({
  id: 'soft-delete-style',
  category: 'lifecycle',
  since: '0.2.0',
  severity: { recommended: 'hint', strict: 'info' },
  presets: { documented: ['info', { style: 'status' }], modular: ['info', { style: 'moment' }] },
  gate: 'soft delete',
  needs: 'table',
  covers: ['SDL-status'],
  docs: {
    summary: 'Deleted rows are marked in one way.',
    why:
      'Where some tables have `deleted_at`, some `is_deleted` and others a status `archived`, each query has to know which, and sooner or later one shows ' +
      'deleted rows. Without the option the way is the one that four of five such tables of the schema have, if there are five.',
    whenOff: 'Where tables come from different systems.',
    references: [
      { title: 'PostgreSQL: Partial Indexes', url: 'https://www.postgresql.org/docs/current/indexes-partial.html' },
    ],
  },
  options: {
    style: {
      type: 'string',
      default: '',
      description:
        '`moment` (`deleted_at`), `flag` (`is_deleted`) or `status` (a status `archived` or `deleted`). Left empty, as most tables do.',
    },
  },
  examples: [
    {
      title: 'another way than the others',
      sql: [
        ...['a', 'b', 'c', 'd'].map((name) => `CREATE TABLE ${name} (id int, deleted_at timestamptz);`),
        'CREATE TABLE e (id int, is_deleted boolean);',
      ].join('\n'),
      reports: ['is_deleted'],
      says: '4 of 5',
    },
    {
      title: 'another way than the project has',
      sql: 'create table orders (id int, deleted_at timestamptz);',
      options: { style: 'status' },
      reports: ['deleted_at'],
      says: 'a status',
    },
    {
      title: 'a status that says it',
      sql: "CREATE TABLE orders (id int, status text CHECK (status IN ('open', 'archived')));",
      options: { style: 'status' },
      reports: [],
    },
    {
      title: 'no habit to be seen',
      sql: 'CREATE TABLE a (id int, deleted_at timestamptz);\nCREATE TABLE b (id int, is_deleted boolean);',
      reports: [],
    },
    {
      title: 'a status of something else, as real tables have it',
      sql: "CREATE TABLE jobs (id int, status text CHECK (status IN ('queued', 'done')), archived_by text);",
      options: { style: 'moment' },
      reports: [],
    },
  ],
  table(table, context) {
    const mark = deletionMark(table);
    const habit = context.conventions.deletion;
    const wanted = context.option('style') || habit?.value;
    if (!mark || !wanted || mark.style === wanted || !(wanted in STYLES)) return;
    const why = context.option('style')
      ? 'while this project marks them by'
      : `while ${habit!.count} of ${habit!.total} tables of this schema mark them by`;
    context.report({
      at: mark.column.nameOrigin,
      message: `${describe(table)} marks deleted rows by ${STYLES[mark.style]}, ${why} ${STYLES[wanted as DeletionStyle]}. Mark them in one way.`,
    });
  },
});
