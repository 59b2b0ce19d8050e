import { defineRule } from '../define-rule';
import { changeType, isTypeFree } from '../lib/retype';
import { ownColumns } from '../lib/tables';

/** Those whose rows pg_upgrade cannot carry over; regclass, regrole and regtype are no hindrance. */
const REG_TYPES = new Set(
  'regcollation regconfig regdictionary regnamespace regoper regoperator regproc regprocedure'.split(' '),
);

export default defineRule({
  id: 'reg-type',
  category: 'types',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'table',
  covers: ['P90'],
  docs: {
    summary: 'No column has a type that `pg_upgrade` refuses, such as `regproc`.',
    why:
      'These types hold the internal number of an object of the catalogue, which is another one after an upgrade. `pg_upgrade` therefore refuses a database ' +
      'in which a table has such a column. `regclass`, `regrole` and `regtype` are carried over.',
    whenOff: 'Where upgrades are made by dump and restore.',
    references: [
      { title: 'PostgreSQL: pg_upgrade, Limitations', url: 'https://www.postgresql.org/docs/current/pgupgrade.html' },
      {
        title: 'PostgreSQL: Object Identifier Types',
        url: 'https://www.postgresql.org/docs/current/datatype-oid.html',
      },
    ],
  },
  examples: [
    {
      title: 'a function',
      sql: 'CREATE TABLE jobs (\n  handler regproc NOT NULL\n);',
      reports: ['regproc'],
      says: '`handler`',
      fixed: 'CREATE TABLE jobs (\n  handler text NOT NULL\n);',
    },
    {
      title: 'a configuration of text search, which a default uses',
      sql: "CREATE TABLE pages (config REGCONFIG DEFAULT 'english');",
      reports: ['REGCONFIG'],
    },
    {
      title: 'types that are carried over',
      sql: 'CREATE TABLE watched (of regclass, by regrole, kind regtype);',
      reports: [],
    },
    {
      title: 'a parameter, not a column',
      sql: "CREATE TABLE pages (body text);\nCREATE INDEX ON pages USING gin (to_tsvector('english'::regconfig, body));",
      reports: [],
    },
  ],
  table(table, context) {
    for (const column of ownColumns(table, context)) {
      if (!column.type.builtIn || !REG_TYPES.has(column.type.name.name)) continue;
      context.report({
        at: column.typeOrigin,
        message: `\`${column.name}\` holds an internal number, and \`pg_upgrade\` refuses a database with such a column. Store the name as \`text\`.`,
        fixes: isTypeFree(column, table) ? [changeType(column, 'text', context)] : [],
      });
    }
  },
});
