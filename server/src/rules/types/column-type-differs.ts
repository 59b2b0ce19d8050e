import { defineRule } from '../define-rule';
import { foreignColumns } from '../lib/keys';
import { comparableType } from '../lib/types';
import { isOwnTable, ownColumns } from '../lib/tables';

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
      'not help. At least five columns have to have the name, and four of five the type. Lengths do not count, nor do columns of foreign keys.',
    whenOff: 'Where tables are copied from several systems.',
    references: [
      { title: 'PostgreSQL: Type Conversion', url: 'https://www.postgresql.org/docs/current/typeconv-overview.html' },
    ],
  },
  examples: [
    {
      title: 'one of six',
      sql: 'CREATE TABLE a (region text);\nCREATE TABLE b (region text);\nCREATE TABLE c (region text);\nCREATE TABLE d (region varchar(9));\nCREATE TABLE e (region text);\nCREATE TABLE f (region integer);',
      reports: ['integer'],
      says: '5 of 6',
    },
    {
      title: 'a number among texts, added later',
      sql: 'CREATE TABLE a (zone text);\nCREATE TABLE b (zone text);\nCREATE TABLE c (zone text);\nCREATE TABLE d (zone text);\nCREATE TABLE e (x int);\nALTER TABLE e ADD zone smallint;',
      reports: ['smallint'],
    },
    {
      title: 'too few',
      sql: 'CREATE TABLE a (region text);\nCREATE TABLE b (region text);\nCREATE TABLE c (region int);',
      reports: [],
    },
    {
      title: 'names that mean something else in each table',
      sql: 'CREATE TABLE a (value text);\nCREATE TABLE b (value text);\nCREATE TABLE c (value text);\nCREATE TABLE d (value text);\nCREATE TABLE e (value numeric);',
      reports: [],
    },
  ],
  table(table, context) {
    if (!isOwnTable(table)) return;
    const foreign = foreignColumns(table);
    for (const column of ownColumns(table, context)) {
      const habit = context.conventions.columnTypes.get(column.name);
      const type = comparableType(column);
      if (!habit || habit.value === type || column.type.display === '' || foreign.has(column.name)) continue;
      context.report({
        at: column.typeOrigin,
        message: `\`${column.name}\` is \`${type}\` here and \`${habit.value}\` in ${habit.count} of ${habit.total} tables that have it. Give it that type, or another name.`,
      });
    }
  },
});
