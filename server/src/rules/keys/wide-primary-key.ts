import { column, primaryKey } from '../../model/schema';
import { defineRule } from '../define-rule';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'wide-primary-key',
  category: 'keys',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'info' },
  presets: { modular: ['info', { maxColumns: 2 }] },
  needs: 'table',
  covers: ['P97', 'P99'],
  docs: {
    summary: 'A primary key has few columns, and they come first.',
    why:
      'All that points to a row repeats its whole key: foreign keys, indexes, joins and URLs. A key of its own with a `UNIQUE` constraint ' +
      'on the columns is shorter. Columns of the key that stand first are found first by whoever reads the table.',
    whenOff: 'For tables that nothing points to.',
    references: [
      {
        title: 'PostgreSQL: Primary Keys',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-PRIMARY-KEYS',
      },
    ],
  },
  options: {
    maxColumns: { type: 'number', default: 3, description: 'More columns than this in a primary key are reported.' },
    first: { type: 'boolean', default: false, description: 'Also report keys whose columns do not come first.' },
  },
  examples: [
    {
      title: 'four columns',
      sql: 'CREATE TABLE prices (shop int, item int, country text, day date, price int, PRIMARY KEY (shop, item, country, day));',
      reports: ['PRIMARY KEY (shop, item, country, day)'],
      says: '4 columns',
    },
    {
      title: 'a key in the middle, where that is asked for',
      sql: 'create table people (name text, id bigint primary key);',
      reports: ['primary key'],
      options: { first: true },
    },
    {
      title: 'a junction',
      sql: 'CREATE TABLE members (team_id int, user_id int, PRIMARY KEY (team_id, user_id));',
      reports: [],
    },
    {
      title: 'the partition key is part of it',
      sql: 'CREATE TABLE logs (a int, b int, c int, at date, PRIMARY KEY (a, b, c, at)) PARTITION BY RANGE (at);',
      reports: [],
    },
    {
      title: 'first, in another order',
      sql: 'CREATE TABLE lines (order_id int, n int, price int, PRIMARY KEY (n, order_id));',
      reports: [],
      options: { first: true },
    },
  ],
  table(table, context) {
    const key = primaryKey(table);
    if (!key || key.inherited) return;
    const { columns, origin } = key;
    const counted = columns.filter((name) => !table.partitionKey?.includes(name));
    if (counted.length > context.option('maxColumns')) {
      context.report({
        at: origin,
        message: `The primary key of ${describe(table)} has ${columns.length} columns, which all that points to it repeats. Give it a key of its own and make these UNIQUE.`,
      });
      return;
    }
    const first = new Set(table.columns.slice(0, columns.length).map(({ name }) => name));
    if (!context.option('first') || table.open || columns.every((name) => first.has(name) || !column(table, name)))
      return;
    context.report({
      at: origin,
      message: `The primary key of ${describe(table)} does not come first among its columns. Put it there, where readers look for it.`,
    });
  },
});
