import { defineRule } from '../define-rule';
import { listed } from '../lib/names';
import { describe, ownColumns } from '../lib/tables';

/** Letters that are clear by themselves: coordinates, sizes of a geometry. */
const CLEAR = new Set(['x', 'y', 'z', 'm']);

export default defineRule({
  id: 'unclear-name',
  category: 'naming',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'hint' },
  needs: 'table',
  covers: ['P139', 'P140'],
  docs: {
    summary:
      'Names are more than one letter, do not begin like those of PostgreSQL, and none is on the list of the project.',
    why:
      'Nobody knows later what `t` or `v` was. Names that begin with `pg_` are those of the system catalogue, and a tool that skips the catalogue skips such ' +
      'a table too. A project can add patterns of names that it does not want.',
    whenOff: 'Where names come from formulas or from another system.',
    references: [
      {
        title: 'PostgreSQL: Identifiers',
        url: 'https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS',
      },
    ],
  },
  options: {
    unwanted: {
      type: 'strings',
      default: [],
      description: 'Names of columns that are not wanted; `*` stands for any letters: `data`, `tmp_*`.',
    },
  },
  examples: [
    {
      title: 'one letter, and like the catalogue',
      sql: 'CREATE TABLE t (id int, v text);\nCREATE TABLE pg_things (id int);',
      reports: ['t', 'pg_things'],
      says: '`t` and `v`',
    },
    {
      title: 'what the project does not want',
      sql: 'CREATE TABLE orders (tmp_total int, data jsonb, total int);',
      options: { unwanted: ['data', 'tmp_*'] },
      reports: ['tmp_total'],
      says: '`tmp_total` and `data`',
    },
    { title: 'clear ones', sql: 'CREATE TABLE orders (id int, n1 int, total numeric);', reports: [] },
    {
      title: 'coordinates, as real tables have them',
      sql: 'CREATE TABLE points (x real, y real, z real, pgp_key text);',
      reports: [],
    },
  ],
  table(table, context) {
    const unwanted = context.option('unwanted').map(asPattern);
    const isUnclear = (name: string) => (name.length === 1 && !CLEAR.has(name.toLowerCase())) || name.startsWith('pg_');
    const columns = ownColumns(table, context).filter(
      ({ name }) => isUnclear(name) || unwanted.some((pattern) => pattern.test(name)),
    );
    const ofTable = isUnclear(table.name);
    const names = [...(ofTable ? [table.name] : []), ...columns.map(({ name }) => name)];
    if (names.length === 0) return;
    context.report({
      at: ofTable ? table.nameOrigin : columns[0]!.nameOrigin,
      message: `${listed(names.slice(0, 5))}${names.length > 5 ? ' and more' : ''}${ofTable ? '' : ` of ${describe(table)}`} ${names.length > 1 ? 'say' : 'says'} nothing to the next reader. Choose ${names.length > 1 ? 'names that do' : 'a name that does'}.`,
    });
  },
});

function asPattern(name: string): RegExp {
  const escaped = name.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`, 'i');
}
