import { defineRule } from '../define-rule';
import { listed } from '../lib/names';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'too-many-indexes',
  category: 'indexes',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'info' },
  presets: { documented: ['info'], modular: ['info'], contracts: ['info'] },
  needs: 'table',
  covers: ['IDX-too-many', 'P110'],
  gate: 'index strategy',
  docs: {
    summary: 'A table has few enough indexes, and each of them few enough columns.',
    why:
      'Each insert and most updates write to every index of a table, and indexes on everything mostly mean that nobody asked which queries ' +
      'there are. An index on many columns is large and serves the queries that begin with its first ones only.',
    whenOff: 'For tables that are written once and read in many ways.',
    references: [
      {
        title: 'PostgreSQL: Multicolumn Indexes',
        url: 'https://www.postgresql.org/docs/current/indexes-multicolumn.html',
      },
      {
        title: 'PostgreSQL: Examining Index Usage',
        url: 'https://www.postgresql.org/docs/current/indexes-examine.html',
      },
    ],
  },
  options: {
    maxIndexes: { type: 'number', default: 10, description: 'More indexes than this on one table are reported.' },
    maxColumns: { type: 'number', default: 4, description: 'More columns than this in one index are reported.' },
  },
  examples: [
    {
      title: 'an index for each column',
      sql: 'CREATE TABLE t (a int, b int, c int);\nCREATE INDEX ON t (a);\nCREATE INDEX ON t (b);\nCREATE INDEX ON t (c);',
      reports: ['t'],
      says: '3 indexes',
      options: { maxIndexes: 2 },
    },
    {
      title: 'a wide index',
      sql: 'CREATE TABLE t (a int, b int, c int, d int, e int);\nCREATE INDEX all_of_it ON t (a, b, c, d, e);',
      reports: ['all_of_it'],
      says: '5 columns',
    },
    {
      title: 'several wide ones',
      sql: 'CREATE TABLE t (a int, b int, c int);\nCREATE INDEX one ON t (a, b, c);\nCREATE INDEX two ON t (c, b, a);',
      reports: ['one'],
      says: '`one` and `two`',
      options: { maxColumns: 2 },
    },
    {
      title: 'what a key needs',
      sql: 'CREATE TABLE t (a int, b int, c int, d int, e int, PRIMARY KEY (a, b, c, d, e));\nCREATE UNIQUE INDEX ON t (e, d, c, b, a);',
      reports: [],
    },
    {
      title: 'a few, and columns that are only carried along',
      sql: 'CREATE TABLE t (a int, b int, c int, d int, e int);\nCREATE INDEX ON t (a, b);\nCREATE INDEX ON t (b) INCLUDE (a, c, d, e);',
      reports: [],
    },
  ],
  table(table, context) {
    const own = table.indexes.filter(({ inherited }) => !inherited);
    if (own.length > context.option('maxIndexes')) {
      context.report({
        at: table.nameOrigin,
        message: `${describe(table)} has ${own.length} indexes, and each write has to keep them all up to date. Drop those that no query needs.`,
      });
    }
    const max = context.option('maxColumns');
    const wide = own.filter(({ keys, unique, method }) => !unique && method === 'btree' && keys.length > max);
    if (wide.length === 0) return;
    const names = wide.map(({ name }) => name);
    const which =
      names.length === 1
        ? `\`${names[0]}\` has ${wide[0]!.keys.length} columns: it is large, and the last ones hardly narrow`
        : `On ${describe(table)} ${names.length} indexes have more than ${max} columns (${listed(names.slice(0, 5))}${names.length > 5 ? ' …' : ''}): they are large, and the last columns hardly narrow`;
    context.report({
      at: wide[0]!.nameOrigin,
      message: `${which} anything down. Keep the columns that queries look up or sort by.`,
    });
  },
});
