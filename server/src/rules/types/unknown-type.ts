import { SchemaEnv } from '../../model/env';
import { isExtensionKnown, offeredBy } from '../../model/expr/catalog';
import type { Column, SchemaView } from '../../model/schema';
import { isMasked } from '../../sql/mask';
import { defineRule, type Fix } from '../define-rule';

/** Types of other databases, and what PostgreSQL has for them. */
const COUNTERPARTS: Readonly<Record<string, string>> = {
  datetime: 'timestamptz', datetime2: 'timestamptz', smalldatetime: 'timestamptz', datetimeoffset: 'timestamptz', tinyint: 'smallint',
  mediumint: 'integer', number: 'numeric', double: 'double precision', string: 'text', nvarchar: 'text', varchar2: 'text',
  nvarchar2: 'text', clob: 'text', nclob: 'text', ntext: 'text', tinytext: 'text', mediumtext: 'text', longtext: 'text', blob: 'bytea',
  tinyblob: 'bytea', mediumblob: 'bytea', longblob: 'bytea', binary: 'bytea', varbinary: 'bytea', image: 'bytea', raw: 'bytea',
  uniqueidentifier: 'uuid', guid: 'uuid', smallmoney: 'numeric(10,4)', rowversion: 'bytea',
}; // prettier-ignore

export default defineRule({
  id: 'unknown-type',
  category: 'types',
  since: '0.2.0',
  severity: { recommended: 'error', strict: 'error' },
  oneDecision: true,
  needs: 'schema',
  looksAt: 'all relations',
  covers: [],
  docs: {
    summary: 'Every column has a type that PostgreSQL, an extension or the schema knows.',
    why:
      'PostgreSQL refuses a table with a type that it does not know. `DATETIME`, `BLOB` or `TINYINT` come from other databases, ' +
      'and a misspelt name or a type that is made later fails in the same way.\n\n' +
      'Nothing is said of types that an extension may bring, or that any file of the workspace is about.',
    whenOff: 'Where types are made by another program before these files run.',
    references: [{ title: 'PostgreSQL: Data Types', url: 'https://www.postgresql.org/docs/current/datatype.html' }],
  },
  examples: [
    {
      title: 'types of other databases',
      sql: 'CREATE TABLE files (\n  id bigint PRIMARY KEY,\n  content blob NOT NULL,\n  read_at DATETIME\n);',
      reports: ['blob', 'DATETIME'],
      says: '`bytea`',
      fixed: 'CREATE TABLE files (\n  id bigint PRIMARY KEY,\n  content bytea NOT NULL,\n  read_at timestamptz\n);',
    },
    {
      title: 'a misspelt name',
      sql: "CREATE TYPE order_status AS ENUM ('open');\nCREATE TABLE orders (status order_statsu);",
      reports: ['order_statsu'],
    },
    {
      title: 'types that the schema makes, also further below',
      sql: "CREATE TABLE orders (status order_status, total money_amount, parts part[]);\nCREATE TYPE order_status AS ENUM ('open');\nCREATE DOMAIN money_amount AS numeric(12, 2);\nCREATE TYPE part AS (name text, n int);",
      reports: [],
    },
    {
      title: 'types of extensions, installed here or by somebody else',
      sql: 'CREATE TABLE places (name citext, tags hstore, at geometry(Point, 4326), embedding vector(3));',
      reports: [],
    },
    {
      title: 'an extension that is not looked into',
      sql: 'CREATE EXTENSION our_types;\nCREATE TABLE t (a our_type);',
      reports: [],
    },
    {
      title: 'a row type, and a name that a DO block makes',
      sql: "CREATE TABLE points (x int, y int);\nCREATE TABLE shapes (corner points);\nDO $$ BEGIN CREATE TYPE mood AS ENUM ('ok'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;\nCREATE TABLE people (mood mood);",
      reports: [],
    },
  ],
  table(table, context) {
    if (table.query || table.partitionOf !== undefined) return;
    for (const column of table.columns) {
      const { type, typeOrigin } = column;
      if (isMasked(type.name.name)) continue;
      if (column.inherited || type.builtIn || type.display === '' || isKnown(column, context.schema)) continue;
      if (
        context.isKnown(type.name.name) ||
        [...context.schema.extensions()].some(({ name }) => !isExtensionKnown(name))
      )
        continue;
      const counterpart = COUNTERPARTS[type.name.name];
      const written = context.text(typeOrigin);
      const fixes: Fix[] = counterpart
        ? [{ title: `Use \`${counterpart}\``, kind: 'suggestion', edits: [{ at: typeOrigin, newText: counterpart }] }]
        : [];
      const instead = counterpart
        ? ` PostgreSQL has \`${counterpart}\` for that.`
        : ' Correct the name, or make the type first.';
      context.report({
        at: typeOrigin,
        message: `There is no type \`${written}\`, so PostgreSQL refuses the table.${instead}`,
        fixes,
      });
    }
  },
});

function isKnown({ type, typeOrigin }: Column, schema: SchemaView): boolean {
  const { path } = typeOrigin.source;
  if (offeredBy(type.name.name) !== undefined) return true;
  return new SchemaEnv(schema, { path }).typeOf(type, path) !== undefined;
}
