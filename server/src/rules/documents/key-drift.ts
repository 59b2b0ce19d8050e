import { isKey, primaryKey, type Table } from '../../model/schema';
import { quoteIdent } from '../../model/names';
import type { Span } from '../../base/span';
import type { SpecColumn, SpecEntity } from '../../spec/facts';
import { defineRule, type DocumentContext, type Fix } from '../define-rule';
import { bothWays, columnOf, columnPairs, pairsOf, type Pair } from '../lib/documents';
import { listed } from '../lib/names';
import { addConstraint } from '../lib/schema-fixes';

const SCHEMA =
  'CREATE TABLE users (\n  id uuid PRIMARY KEY,\n  email text NOT NULL,\n  handle text UNIQUE\n);\nCREATE TABLE members (\n  team_id uuid,\n  user_id uuid,\n  role text,\n  PRIMARY KEY (team_id, user_id)\n);\nCREATE TABLE logs (at timestamptz, line int);';
const HEAD = '# Data Model: Shop\n\n## Entities\n\n';

export default defineRule({
  id: 'key-drift',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'document',
  covers: ['SPEC-pk-drift', 'SPEC-unique-drift', 'KEY-unique-missing', 'CON-pk', 'CON-unique'],
  docs: {
    summary: 'What a document calls a primary key or unique is so in the schema.',
    why:
      'Code that looks a row up by what the document calls unique takes the first one that it finds: without a constraint there can be two. ' +
      'A column that is unique only together with others, in part of the rows or by an expression of it counts as unique. ' +
      'Where a document says of some columns that they are unique, it is also asked to say so of the others.',
    whenOff: 'While a document is written ahead of its schema.',
    references: [
      {
        title: 'PostgreSQL: Unique Constraints',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-UNIQUE-CONSTRAINTS',
      },
    ],
  },
  examples: [
    {
      title: 'called unique',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: `${HEAD}### User\n- id: UUID (PK)\n- email: TEXT UNIQUE\n- handle: TEXT UNIQUE\n`,
      },
      reports: ['UNIQUE'],
      says: '`users.email`',
      fixed: `${HEAD}### User\n- id: UUID (PK)\n- email: TEXT\n- handle: TEXT UNIQUE\n`,
    },
    {
      title: 'another primary key, and one that the schema lacks',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: `${HEAD}### Member\n- team_id: UUID (PK)\n- user_id: UUID\n\n### Log\n- at: TIMESTAMPTZ\n- line: INT\n- PK: (at, line)\n`,
      },
      reports: ['team_id', 'PK: (at, line)'],
      says: '`team_id` and `user_id`',
    },
    {
      title: 'several columns that are unique together',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: `${HEAD}### User\n- id: UUID (PK)\n- email: TEXT\n- handle: TEXT UNIQUE\n- UNIQUE: (email, handle)\n`,
      },
      reports: ['UNIQUE: (email, handle)'],
    },
    {
      title: 'unique in the schema, in a document that says such things',
      sql: SCHEMA,
      document: {
        name: 'data-model.md',
        text: '# Data Model\n\n## Tables\n\n### users\n\n| Field | Type | Constraints |\n|---|---|---|\n| id | uuid | PK |\n| email | text | NOT NULL |\n| handle | text | |\n',
      },
      reports: ['handle'],
      says: 'unique in the schema',
      fixed:
        '# Data Model\n\n## Tables\n\n### users\n\n| Field | Type | Constraints |\n|---|---|---|\n| id | uuid | PK |\n| email | text | NOT NULL |\n| handle | text | UNIQUE |\n',
    },
    {
      title: 'the same',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: `${HEAD}### User\n- id: UUID (PK)\n- handle: TEXT UNIQUE\n\n### Member\n- team_id: UUID\n- user_id: UUID\n- PK: (user_id, team_id)\n`,
      },
      reports: [],
    },
    {
      title: 'unique by an expression, or of the rows that are there',
      sql: 'CREATE TABLE users (id uuid PRIMARY KEY, email text, code text, deleted_at timestamptz);\nCREATE UNIQUE INDEX ON users (lower(email));\nCREATE UNIQUE INDEX ON users (code) WHERE deleted_at IS NULL;',
      document: {
        name: 'DATA-MODEL.md',
        text: `${HEAD}### User\n- id: UUID (PK)\n- email: TEXT UNIQUE\n- code: TEXT UNIQUE\n`,
      },
      reports: [],
    },
  ],
  document(document, context) {
    for (const pair of pairsOf(document, context)) {
      if (pair.table.open || !(pair.table.kind === 'table' || pair.table.kind === 'partitioned')) continue;
      const key = primaryDrift(pair, context);
      if (key) context.report({ ...key, fixes: bothWays(document, context.authority, key) });
      for (const problem of uniqueDrifts(pair, context)) {
        context.report({ ...problem, fixes: bothWays(document, context.authority, problem) });
      }
    }
  },
});

interface Drift {
  readonly at: Span;
  readonly message: string;
  readonly toDocument?: Fix | undefined;
  readonly toSchema?: Fix | undefined;
}

function primaryDrift({ entity, table }: Pair, context: DocumentContext<never>): Drift | undefined {
  const said = entity.columns.filter(({ primaryKey: is }) => is);
  const names = said.map(({ name }) => columnOf(table, name)?.name);
  const has = primaryKey(table);
  if (said.length === 0 || names.includes(undefined) || said.some(({ placeholder }) => placeholder)) return undefined;
  if (has && isSame(names as string[], has.columns)) return undefined;
  const item = entity.keys?.find(({ kind }) => kind === 'primary');
  const at = item?.span ?? said[0]!.nameSpan;
  const columns = names as string[];
  if (!has) {
    const sql = `PRIMARY KEY (${columns.map(quoteIdent).join(', ')})`;
    const toSchema = addConstraint(table, 'primary key', columns, sql, context);
    return {
      at,
      message: `The document gives \`${table.name}\` the primary key ${listed(columns)}, but in the schema it has none. Add it.`,
      toSchema,
    };
  }
  return {
    at,
    message: `The primary key of \`${table.name}\` is ${listed(has.columns)} ${context.where(table)}, but ${listed(columns)} in the document. Correct the one that is wrong.`,
    toDocument: primaryFix(entity, said, has.columns, item?.span),
  };
}

function primaryFix(
  { layout }: SpecEntity,
  said: readonly SpecColumn[],
  columns: readonly string[],
  item: Span | undefined,
): Fix | undefined {
  const title = `Make ${listed(columns)} the primary key here`;
  if (item) return { title, kind: 'suggestion', edits: [{ at: item, newText: `PK: (${columns.join(', ')})` }] };
  // Marks at columns that are no part of the key would have to go first.
  if (layout?.kind !== 'list' || said.some(({ name }) => !columns.includes(name))) return undefined;
  const [prefix] = /^\s*(?:[-*+]|\d{1,9}[.)])\s+/.exec(layout.sample) ?? ['- '];
  return {
    title,
    kind: 'suggestion',
    edits: [{ at: { start: layout.at, end: layout.at }, newText: `\n${prefix}PK: (${columns.join(', ')})` }],
  };
}

function* uniqueDrifts(pair: Pair, context: DocumentContext<never>): Iterable<Drift> {
  const { entity, table } = pair;
  for (const { said, column } of columnPairs(pair)) {
    if (said.unique && said.uniqueSpan && !said.primaryKey && !isUniqueInPart(table, column.name)) {
      const sql = `UNIQUE (${quoteIdent(column.name)})`;
      yield {
        at: said.uniqueSpan,
        message: `The document calls \`${table.name}.${column.name}\` unique, but nothing in the schema keeps two rows from having the same. Add the constraint, or correct the document.`,
        toDocument: removal(said.uniqueSpan, context),
        toSchema: addConstraint(table, 'unique', [column.name], sql, context),
      };
    }
    const cell = said.cells?.get('unique') ?? said.cells?.get('constraints');
    if (
      cell &&
      !said.unique &&
      !said.primaryKey &&
      isKey(table, [column.name]) &&
      !primaryKey(table)?.columns.includes(column.name)
    ) {
      const written = context.written(cell);
      const word = said.cells!.has('unique')
        ? written === ''
          ? '✓'
          : undefined
        : written === ''
          ? 'UNIQUE'
          : ', UNIQUE';
      const at = written === '' ? cell : { start: cell.end, end: cell.end };
      yield {
        at: said.nameSpan,
        message: `\`${table.name}.${column.name}\` is unique ${context.where(table)}, which the document doesn't say. Readers may think that two rows can have the same.`,
        toDocument:
          word === undefined
            ? undefined
            : { title: 'Say that it is unique', kind: 'suggestion', edits: [insertion(at, word, context)] },
      };
    }
  }
  for (const { kind, columns, span } of entity.keys ?? []) {
    const names = columns.map((name) => columnOf(table, name)?.name);
    if (kind !== 'unique' || columns.length < 2 || names.includes(undefined) || isKeyInPart(table, names as string[]))
      continue;
    const sql = `UNIQUE (${(names as string[]).map(quoteIdent).join(', ')})`;
    yield {
      at: span,
      message: `The document calls ${listed(columns)} of \`${table.name}\` unique together, but nothing in the schema sees to it. Add the constraint, or correct the document.`,
      toSchema: addConstraint(table, 'unique', names as string[], sql, context),
    };
  }
}

/** An empty cell has its place at its end: what goes in needs room on both sides. */
function insertion(
  at: Span,
  word: string,
  context: DocumentContext<never>,
): { readonly at: Span; readonly newText: string } {
  if (at.start < at.end || word.startsWith(',')) return { at, newText: word };
  const before = context.written({ start: at.start - 1, end: at.start });
  const behind = context.written({ start: at.end, end: at.end + 1 });
  return { at, newText: `${/\s/.test(before) ? '' : ' '}${word}${/\s/.test(behind) ? '' : ' '}` };
}

/** Takes a word away, with the comma or the space before it or behind it. */
function removal(at: Span, context: DocumentContext<never>): Fix {
  const before =
    /(?:\s*,\s*|[ \t]+)$/.exec(context.written({ start: Math.max(0, at.start - 8), end: at.start }))?.[0] ?? '';
  const behind = /^\s*,\s*/.exec(context.written({ start: at.end, end: at.end + 8 }))?.[0] ?? '';
  const isFirst = /[|(]\s*$/.test(context.written({ start: Math.max(0, at.start - 8), end: at.start }));
  const place = isFirst
    ? { start: at.start, end: at.end + behind.length }
    : { start: at.start - before.length, end: at.end };
  return { title: "Don't call it unique", kind: 'suggestion', edits: [{ at: place, newText: '' }] };
}

/** Alone, with others, in part of the rows, or by an expression of it. */
function isUniqueInPart(table: Table, column: string): boolean {
  return (
    table.constraints.some(
      ({ kind, columns }) =>
        (kind === 'unique' || kind === 'primary key' || kind === 'exclude') && columns.includes(column),
    ) ||
    table.indexes.some(
      ({ unique, keys }) => unique && keys.some((key) => key.column === column || key.text.includes(column)),
    )
  );
}

function isKeyInPart(table: Table, columns: readonly string[]): boolean {
  return (
    isKey(table, columns) ||
    table.constraints.some(
      ({ kind, columns: has }) => (kind === 'unique' || kind === 'primary key') && isSame(columns, has),
    ) ||
    table.indexes.some(
      ({ unique, keys }) =>
        unique && columns.every((name) => keys.some((key) => key.column === name || key.text.includes(name))),
    )
  );
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name) => b.includes(name));
}
