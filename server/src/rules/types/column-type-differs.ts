import { defineRule } from '../define-rule';
import { foreignColumns } from '../lib/keys';
import { comparableType } from '../lib/types';
import { ownColumns } from '../lib/tables';

/** A word such as `source` or `score` means one thing in all tables only where many have it. */
const MANY = 20;

export default defineRule({
  id: 'column-type-differs',
  category: 'types',
  since: '0.2.0',
  severity: { recommended: 'hint', strict: 'info' },
  needs: 'table',
  covers: ['P95'],
  docs: {
    summary: 'Columns of one name have one type.',
    why:
      'Where nearly all columns of a name have one type, the one that differs is mostly a slip: joins and unions with it convert each row, and an index may ' +
      'not help. At least five columns have to have the name, and four of five the type; twenty, where the name is neither that of a reference nor of a moment. Lengths do not count, nor do columns of foreign keys.',
    whenOff: 'Where tables are copied from several systems.',
    references: [
      { title: 'PostgreSQL: Type Conversion', url: 'https://www.postgresql.org/docs/current/typeconv-overview.html' },
    ],
  },
  examples: [
    {
      title: 'one of six',
      sql: 'CREATE TABLE a (region_id text);\nCREATE TABLE b (region_id text);\nCREATE TABLE c (region_id text);\nCREATE TABLE d (region_id varchar(9));\nCREATE TABLE e (region_id text);\nCREATE TABLE f (region_id integer);',
      reports: ['integer'],
      says: '5 of 6',
    },
    {
      title: 'a moment among days, added later',
      sql: 'CREATE TABLE a (opened_on date);\nCREATE TABLE b (opened_on date);\nCREATE TABLE c (opened_on date);\nCREATE TABLE d (opened_on date);\nCREATE TABLE e (x int);\nALTER TABLE e ADD opened_on timestamp;',
      reports: ['timestamp'],
    },
    {
      title: 'a newer table that has the better type, as real schemas grow',
      sql: [
        ...['a', 'b', 'c', 'd', 'e'].map((name) => `CREATE TABLE ${name} (created_at timestamp, owner_id integer);`),
        'CREATE TABLE f (created_at timestamptz, owner_id bigint);',
      ].join('\n'),
      reports: [],
    },
    {
      title: 'one without a time zone: that is said for itself',
      sql: [
        ...['a', 'b', 'c', 'd', 'e'].map((name) => `CREATE TABLE ${name} (created_at timestamptz);`),
        'CREATE TABLE f (created_at timestamp);',
      ].join('\n'),
      reports: [],
    },
    {
      title: 'too few',
      sql: 'CREATE TABLE a (region_id text);\nCREATE TABLE b (region_id text);\nCREATE TABLE c (region_id int);',
      reports: [],
    },
    {
      title: 'names that mean something else in each table',
      sql: 'CREATE TABLE a (value text, source text);\nCREATE TABLE b (value text, source text);\nCREATE TABLE c (value text, source text);\nCREATE TABLE d (value text, source text);\nCREATE TABLE e (value numeric, source json);',
      reports: [],
    },
  ],
  table(table, context) {
    const foreign = foreignColumns(table);
    for (const column of ownColumns(table, context)) {
      const habit = context.conventions.columnTypes.get(column.name);
      const type = comparableType(column);
      if (!habit || habit.value === type || column.type.display === '' || foreign.has(column.name)) continue;
      if (!isOneThing(column.name) && habit.total < MANY) continue;
      // Here it is as others should be: whoever looks after those is told there.
      if (WIDER[habit.value]?.includes(type)) continue;
      // That a time zone is missing is said for itself.
      if (type === 'timestamp' && habit.value === 'timestamptz') continue;
      context.report({
        at: column.typeOrigin,
        message: `\`${column.name}\` is \`${type}\` here and \`${habit.value}\` in ${habit.count} of ${habit.total} tables that have it. Give it that type, or another name.`,
      });
    }
  },
});

/** What is better than a type, though most tables have that one. */
const WIDER: Readonly<Record<string, readonly string[]>> = {
  timestamp: ['timestamptz'],
  integer: ['bigint'],
  smallint: ['integer', 'bigint'],
  json: ['jsonb'],
  text: ['uuid', 'inet', 'citext'],
};

/** A row of another table, or a moment. */
function isOneThing(name: string): boolean {
  return /(?:_|\b)(?:id|uuid|uid|at|on|by|date|time)$|[a-z](?:Id|At)$|[a-z]id$/.test(name);
}
