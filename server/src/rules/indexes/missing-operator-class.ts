import { SchemaEnv } from '../../model/env';
import { analyse } from '../../model/expr/analyse';
import type { SqlType } from '../../model/expr/env';
import { formatSqlType } from '../../model/expr/format';
import { isExtensionKnown } from '../../model/expr/catalog';
import { knownOpclass } from '../../model/expr/opclass';
import type { IndexKeyFact } from '../../model/facts';
import { quoteIdent } from '../../model/names';
import type { TypeFact } from '../../model/types';
import { column, type Origin, type Table } from '../../model/schema';
import { defineRule, type Fix, type OptionSpecs, type RuleContext } from '../define-rule';
import { insertAfter, insertBefore, replace } from '../lib/edits';
import { extensionForType, extensionOfClass, lacksClass } from '../lib/operator-classes';
import { keywordCase } from '../lib/syntax';
import { describe, isOwnTable } from '../lib/tables';
import { envOfColumns, scopeOf, typeOfColumn } from '../lib/type-env';

export default defineRule({
  id: 'missing-operator-class',
  category: 'indexes',
  since: '0.2.0',
  severity: { recommended: 'error', strict: 'error' },
  needs: 'schema',
  looksAt: 'all relations',
  covers: ['IDX-trgm-extension'],
  gate: 'index strategy',
  docs: {
    summary:
      'Each index has an operator class for the type of its column, and the extension that brings the class is created.',
    why:
      'PostgreSQL refuses an index whose operator class does not exist (42704): `gin_trgm_ops` comes with the extension `pg_trgm`, and ' +
      '`EXCLUDE USING gist (room_id WITH =)` needs `btree_gist`. Without a written class the type must have a default one for the ' +
      'method; `gin` has none for `text`, and `json` has none at all.\n\n' +
      'Nothing is said where a file of the workspace creates the extension.',
    whenOff: 'Where extensions are created by another program before these files run.',
    references: [
      {
        title: 'PostgreSQL: Operator Classes and Operator Families',
        url: 'https://www.postgresql.org/docs/current/indexes-opclass.html',
      },
      { title: 'PostgreSQL: pg_trgm', url: 'https://www.postgresql.org/docs/current/pgtrgm.html' },
      { title: 'PostgreSQL: btree_gist', url: 'https://www.postgresql.org/docs/current/btree-gist.html' },
    ],
  },
  examples: [
    {
      title: 'trigrams without pg_trgm',
      sql: 'CREATE TABLE sources (name text);\nCREATE INDEX idx_sources_name ON sources USING gin (name gin_trgm_ops);',
      reports: ['name gin_trgm_ops'],
      says: '`pg_trgm`',
    },
    {
      title: 'equality in a GiST index',
      sql: 'create table bookings (room_id bigint, during tstzrange, exclude using gist (room_id with =, during with &&));',
      reports: ['exclude using gist (room_id with =, during with &&)'],
      says: '`btree_gist`',
    },
    {
      title: 'a GIN index on text',
      sql: 'CREATE EXTENSION pg_trgm;\nCREATE TABLE posts (body text);\nCREATE INDEX ON posts USING gin (body);',
      reports: ['body'],
    },
    {
      title: 'json, which cannot be compared',
      sql: 'CREATE TABLE events (data json UNIQUE);\nCREATE INDEX ON events (data);',
      reports: ['UNIQUE', 'data'],
      says: '`json`',
    },
    {
      title: 'json, which has to be jsonb to be looked into',
      sql: 'CREATE TABLE events (data json);\nCREATE INDEX ON events USING gin (data);',
      reports: ['data'],
      says: 'Make the column `jsonb`',
      fixed: 'CREATE TABLE events (data json);\nCREATE INDEX ON events USING gin ((data::jsonb));',
    },
    {
      title: 'the extension is there',
      sql: 'CREATE EXTENSION IF NOT EXISTS pg_trgm;\nCREATE EXTENSION "btree_gist" SCHEMA public;\nCREATE TABLE t (name text, room int, during tsrange, EXCLUDE USING gist (room WITH =, during WITH &&));\nCREATE INDEX ON t USING gin (name gin_trgm_ops);\nCREATE INDEX ON t USING gist (name public.gist_trgm_ops);',
      reports: [],
    },
    {
      title: 'default classes of many types',
      sql: "CREATE TYPE mood AS ENUM ('ok');\nCREATE DOMAIN code AS varchar(5);\nCREATE TABLE t (id uuid PRIMARY KEY, a jsonb, b text[], c tsvector, d int4range, e point, f inet, g mood, h code);\nCREATE INDEX ON t USING gin (a);\nCREATE INDEX ON t USING gin (b, c);\nCREATE INDEX ON t USING gist (d, e);\nCREATE INDEX ON t USING gist (f inet_ops);\nCREATE INDEX ON t (f, g, h, lower(h), (a->>'x'));\nCREATE INDEX ON t USING brin (id);\nCREATE INDEX ON t USING hash (g);",
      reports: [],
    },
    {
      title: 'types and classes that nobody knows here',
      sql: 'CREATE EXTENSION postgis;\nCREATE TABLE places (at geometry, kind our_kind);\nCREATE INDEX ON places USING gist (at);\nCREATE INDEX ON places (kind our_ops);\nCREATE INDEX ON places USING rum (kind);',
      reports: [],
    },
  ],
  table(table, context) {
    if (!isOwnTable(table) && table.kind !== 'matview') return;
    const said = new Set<string>();
    for (const { key, method, at } of keysOf(table)) {
      const lack = lackOf(key, method, table, at, context);
      if (!lack || (lack.extension !== undefined && said.has(lack.extension))) continue;
      if (lack.extension !== undefined) said.add(lack.extension);
      context.report({ at, message: lack.message, fixes: lack.fixes });
    }
  },
});

interface Key {
  readonly key: Pick<IndexKeyFact, 'column' | 'expression' | 'opclass'>;
  readonly method: string;
  readonly at: Origin;
}

function* keysOf(table: Table): Iterable<Key> {
  for (const { keys, method, inherited, refused } of table.indexes)
    if (!inherited && !refused) for (const key of keys) yield { key, method, at: key.origin };
  for (const { kind, columns, exclusion, origin, inherited, refused } of table.constraints) {
    if (inherited || refused) continue;
    if (kind === 'exclude')
      for (const key of exclusion?.keys ?? []) yield { key, method: exclusion!.method, at: origin };
    if (kind === 'primary key' || kind === 'unique')
      for (const name of columns) yield { key: { column: name }, method: 'btree', at: origin };
  }
}

interface Lack {
  readonly extension?: string;
  readonly message: string;
  readonly fixes: readonly Fix[];
}
type Context = RuleContext<OptionSpecs>;

function lackOf(key: Key['key'], method: string, table: Table, at: Origin, context: Context): Lack | undefined {
  const { schema } = context;
  const { path } = at.source;
  if (key.opclass !== undefined) {
    const name = key.opclass.split('.').at(-1)!;
    const extension = extensionOfClass(method, name);
    if (extension === undefined || context.isKnown(extension)) return undefined;
    if (knownOpclass(method, name, new SchemaEnv(schema, { path })) !== undefined) return undefined;
    const message =
      `The operator class \`${name}\` comes with the extension \`${extension}\`, which no file creates, so PostgreSQL refuses this. ` +
      'Create the extension first.';
    return { extension, message, fixes: [create(extension, at, context)] };
  }
  const found = key.column === undefined ? undefined : column(table, key.column);
  if (!found && !key.expression?.tree) return undefined;
  if (found && hasClass(method, found.type)) return undefined;
  const builtIn = envOfColumns(schema, found ? [found] : table.columns, path);
  const type = found
    ? typeOfColumn(found, builtIn)
    : analyse(key.expression!.tree!, scopeOf(table, builtIn), builtIn).type;
  if (!type) return undefined;
  if (!lacksClass(method, type, builtIn)) {
    if (found?.type.builtIn) withClass.add(classKey(method, found.type));
    return undefined;
  }
  // An extension may bring what PostgreSQL lacks.
  const installed = [...schema.extensions()];
  if (installed.some(({ name }) => !isExtensionKnown(name))) return undefined;
  if (!lacksClass(method, type, new SchemaEnv(schema, { path }))) return undefined;
  const extension = extensionForType(method, type, builtIn);
  if (extension !== undefined && context.isKnown(extension)) return undefined;
  return missingDefault(type, method, extension, table, at, context, found?.name);
}

/** Methods and built-in types that are known to go together: no schema changes that. */
const withClass = new Set<string>();

function hasClass(method: string, type: TypeFact): boolean {
  return type.builtIn && withClass.has(classKey(method, type));
}

function classKey(method: string, { name, dimensions }: TypeFact): string {
  return `${method} ${name.name} ${dimensions > 0}`;
}

function missingDefault(
  type: SqlType,
  method: string,
  extension: string | undefined,
  table: Table,
  at: Origin,
  context: Context,
  name: string | undefined,
): Lack {
  // prettier-ignore
  const shown = formatSqlType(type);
  const start = `PostgreSQL cannot index \`${shown}\` with \`${method}\``;
  if (method === 'gin' && TEXTS.has(type.name) && !type.array) {
    const trigrams = context.isKnown('pg_trgm') ? [] : create('pg_trgm', at, context).edits;
    const edits = [...trigrams, insertAfter(at, ' gin_trgm_ops')];
    return {
      message: `${start} without an operator class. Write \`gin_trgm_ops\` of the extension \`pg_trgm\` for \`LIKE\`, or index \`to_tsvector('english', …)\` for words.`,
      fixes: [{ title: 'Use `gin_trgm_ops`', kind: 'suggestion', edits }],
    };
  }
  if (extension !== undefined) {
    const message = `${start} without the extension \`${extension}\`, which no file creates, so it refuses this. Create the extension first.`;
    return { extension, message, fixes: [create(extension, at, context)] };
  }
  const advice = shown === 'json' ? 'Make the column `jsonb`.' : 'Choose another method, or index an expression.';
  const key = method === 'gin' && shown === 'json' && name !== undefined ? `(${quoteIdent(name)}::jsonb)` : undefined;
  const fixes: Fix[] = key ? [{ title: 'Index it as `jsonb`', kind: 'suggestion', edits: [replace(at, key)] }] : [];
  return { message: `${start}, so it refuses this on ${describe(table)}. ${advice}`, fixes };
}

const TEXTS = new Set(['text', 'varchar', 'bpchar']);

/** Creates the extension in front of the statement that needs it. */
function create(extension: string, { source }: Origin, context: Context): Fix {
  const sql = keywordCase(source, context)('CREATE EXTENSION IF NOT EXISTS');
  const start = { source, span: { start: 0, end: 0 } };
  const edits = [insertBefore(start, `${sql} ${extension};\n`)];
  return { title: `Create the extension \`${extension}\``, kind: 'suggestion', edits };
}
