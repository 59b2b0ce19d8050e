import { defineRule } from '../define-rule';
import { listed } from '../lib/names';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'table-inheritance',
  category: 'shape',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'table',
  covers: ['P123'],
  docs: {
    summary: 'Tables do not inherit from one another.',
    why:
      'Keys and foreign keys do not reach from a parent to the tables that inherit from it: `UNIQUE` holds for each table alone, and a ' +
      'foreign key to the parent does not find the rows of its children. Partitions have no such gap; for shared columns there is `LIKE`.',
    whenOff: 'For partitions that were made before PostgreSQL 10.',
    references: [
      {
        title: 'PostgreSQL: Inheritance, Caveats',
        url: 'https://www.postgresql.org/docs/current/ddl-inherit.html#DDL-INHERIT-CAVEATS',
      },
      {
        title: "PostgreSQL wiki: Don't use table inheritance",
        url: 'https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_table_inheritance',
      },
    ],
  },
  examples: [
    {
      title: 'shared columns',
      sql: 'CREATE TABLE base (id bigint PRIMARY KEY, created_at timestamptz);\nCREATE TABLE orders (total numeric) INHERITS (base);',
      reports: ['orders'],
      says: '`base`',
    },
    {
      title: 'later',
      sql: 'create table a (id int);\ncreate table b (id int);\nalter table b inherit a;',
      reports: ['b'],
    },
    {
      title: 'a partition',
      sql: 'CREATE TABLE logs (at date) PARTITION BY RANGE (at);\nCREATE TABLE logs_old PARTITION OF logs DEFAULT;',
      reports: [],
    },
    {
      title: 'shared columns without inheritance',
      sql: 'CREATE TABLE base (id bigint, created_at timestamptz);\nCREATE TABLE orders (LIKE base INCLUDING ALL, total numeric);',
      reports: [],
    },
  ],
  table(table, context) {
    if (table.inherits.length === 0) return;
    context.report({
      at: table.nameOrigin,
      message:
        `${describe(table)} inherits from ${listed(table.inherits.map((key) => key.replace(/^public\./, '')))}, whose keys do not hold for it and whose foreign keys do not find its rows. ` +
        'Use partitions, or LIKE for shared columns.',
    });
  },
});
