import { primaryKey } from '../../model/schema';
import { defineRule } from '../define-rule';
import { describe, ownColumns } from '../lib/tables';

export default defineRule({
  id: 'all-columns-nullable',
  category: 'nullability',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'info' },
  presets: { documented: ['info'] },
  needs: 'table',
  covers: ['P117'],
  docs: {
    summary: 'Some column besides the key may not be null.',
    why:
      'Where every column may be null a row can say nothing at all, and each query has to think of nulls that nobody wanted. What every ' +
      'row has is `NOT NULL`.',
    whenOff: 'For tables into which raw data is loaded.',
    references: [
      {
        title: 'PostgreSQL: Not-Null Constraints',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-NOT-NULL',
      },
    ],
  },
  options: {
    minColumns: {
      type: 'number',
      default: 3,
      description: 'Tables with fewer columns besides the key are not reported.',
    },
  },
  examples: [
    {
      title: 'nothing but a key',
      sql: 'CREATE TABLE people (id bigint PRIMARY KEY, name text, email text, born_on date);',
      reports: ['people'],
      says: 'all 3 columns',
    },
    { title: 'not even a key', sql: 'create table people (name text, email text, born_on date);', reports: ['people'] },
    {
      title: 'one is required',
      sql: 'CREATE TABLE people (id bigint PRIMARY KEY, name text NOT NULL, email text, born_on date);',
      reports: [],
    },
    {
      title: 'few columns, and columns that are not all known',
      sql: 'CREATE TABLE tags (id int PRIMARY KEY, name text);\nCREATE TABLE copy AS SELECT * FROM elsewhere;',
      reports: [],
    },
    {
      title: 'required later',
      sql: 'CREATE TABLE people (name text, email text, born_on date);\nALTER TABLE people ALTER name SET NOT NULL;',
      reports: [],
    },
  ],
  table(table, context) {
    if (table.open || table.inherits.length > 0) return;
    const key = new Set(primaryKey(table)?.columns);
    const others = ownColumns(table, context).filter(({ name }) => !key.has(name));
    if (others.length < context.option('minColumns') || others.some(({ notNull, type }) => notNull || !type.builtIn))
      return;
    context.report({
      at: table.nameOrigin,
      message: `In ${describe(table)} all ${others.length} columns besides the key may be null, so a row can be empty. Make NOT NULL what every row has.`,
    });
  },
});
