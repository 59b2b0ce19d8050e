import type { Span } from '../../base/span';
import type { Table } from '../../model/schema';
import type { IndexRow, IndexTable } from '../../spec/index-lists';
import { isPlaceholder } from '../../spec/text';
import { defineRule, type DocumentContext } from '../define-rule';
import { keysOf, sameSql } from '../lib/contracts';
import { textOf } from '../lib/documents';
import { listed } from '../lib/names';
import { tree } from '../lib/pattern-examples';
import { demandsOfPattern, patternPairs } from '../lib/patterns';
import { serversOf, serviceOf, type Server } from '../lib/serving';
import { describe, isOwnTable } from '../lib/tables';

type Context = DocumentContext<Record<never, never>>;

const SCHEMA = `${tree.schema}CREATE INDEX idx_sources_owner ON sources (owner_id, created_at DESC);\n`;
const document = (...rows: string[]) => ({
  name: 'DATA-MODEL.md',
  text: `${tree.document('`WHERE owner_id = ? ORDER BY created_at DESC`', '`WHERE id = ?`').text}\n#### Indexes\n\n| Access pattern | Index needed | Type |\n| --- | --- | --- |\n${rows.map((row) => `${row}\n`).join('')}`,
});

export default defineRule({
  id: 'index-list-drift',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'document',
  covers: ['AP-index-matches-ddl', 'IDX-unused-by-spec', 'IDX-purpose'],
  docs: {
    summary:
      'The indexes that a document lists for its access patterns are in the schema, and those of the schema have a pattern.',
    why:
      'The list says why there is an index. One that was listed and never made leaves its query slow; one that was made and never listed costs each write, and nobody ' +
      'knows what for. Indexes on foreign keys and unique ones have their reason in themselves.',
    whenOff: 'While a document is written ahead of its indexes.',
    references: [{ title: 'PostgreSQL: Indexes', url: 'https://www.postgresql.org/docs/current/indexes.html' }],
  },
  examples: [
    {
      title: 'one that was never made, and one in another order',
      sql: SCHEMA,
      document: document('| AP1 | (created_at, owner_id) | Composite |', '| AP2 | `idx_sources_name` | btree |'),
      reports: ['(created_at, owner_id)', 'idx_sources_name'],
      says: 'no index',
    },
    {
      title: 'one that no pattern needs',
      sql: `${SCHEMA}CREATE INDEX idx_sources_status ON sources (status);\n`,
      document: document(
        '| AP1 | (owner_id, created_at DESC) | Composite |',
        '| AP2 | (id) — PK, already indexed | Primary key |',
      ),
      reports: ['Access pattern'],
      says: '`idx_sources_status`',
      fixed: document(
        '| AP1 | (owner_id, created_at DESC) | Composite |',
        '| AP2 | (id) — PK, already indexed | Primary key |',
        '| — | idx_sources_status (status) | btree |',
      ).text,
    },
    {
      title: 'as they are, by columns and by name',
      sql: `${SCHEMA}CREATE INDEX idx_sources_name ON sources USING gin (name gin_trgm_ops);\n`,
      document: document(
        '| AP1 | (owner_id, created_at DESC) | Composite |',
        '| AP2 | PK | — |',
        '| AP3 | gin(name gin_trgm_ops) | Trigram |',
      ),
      reports: [],
    },
    {
      title: 'the name of an index on other columns',
      sql: SCHEMA,
      document: document('| AP1 | idx_sources_owner (owner_id, name) | btree |'),
      reports: ['idx_sources_owner (owner_id, name)'],
      says: 'owner_id, created_at',
    },
    {
      title: 'lists in words, below an entity and of all tables',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model: Feeds\n\n## Entities\n\n### Source\n\n- id: UUID (PK)\n- owner_id: UUID\n\n**Indexes:** `idx_sources_owner`, `idx_sources_gone`\n\n**Indexes:**\n- `idx_sources_owner`: `(owner_id, name)`\n- `(owner_id, created_at DESC)` — of an owner\n- `(status)` — by state\n\n## Indexes\n\n- `sources.owner_id, created_at` - of an owner\n- `sources.name` - search\n- `crawls(started_at)`\n\n## Index strategy\n\n| Index | Table | Columns |\n|---|---|---|\n| `idx_sources_owner` | sources | owner_id, status |\n',
      },
      reports: ['idx_sources_gone', 'owner_id, name', '(status)', 'sources.name', '(started_at)', 'owner_id, status'],
    },
    {
      title: 'words, none, and a pattern without a row',
      sql: SCHEMA,
      document: document('| AP1 | none: rare | — |', '| AP2 | `[index]` | TBD |'),
      reports: [],
    },
  ],
  document(document, context) {
    const pairs = patternPairs(document, context);
    for (const list of document.patterns?.indexTables ?? []) {
      const entity = list.entity === undefined ? undefined : document.entities[list.entity];
      const table = entity && !entity.placeholder ? context.tables.find(entity) : undefined;
      const told = new Set<Server>();
      let allRead = true;
      for (const row of list.rows) {
        const [of, own] = tableOf(row, table, context);
        const served = of && isOwnTable(of) ? serversIn(own, of, context) : undefined;
        if (served === undefined) allRead = false;
        else for (const server of served) told.add(server);
      }
      const demands = pairs
        .filter(({ of }) => of.entity === list.entity)
        .flatMap((pair) => demandsOfPattern(pair, context));
      if (allRead && table && isOwnTable(table) && !list.partial)
        checkUnlisted(
          list,
          table,
          told,
          (server) => demands.some((demand) => demand.table === table && serviceOf(server, demand) !== 'none'),
          context,
        );
    }
  },
});

const LIST =
  /^(?:(?:create\s+)?(?:unique\s+)?(?:index\s+)?(?<name>[a-z_]\w*)?\s*)?(?:\bon\s+[\w.]+\s*)?(?:using\s+\w+\s*)?\((?<columns>(?:[^()]|\([^()]*\))+)\)(?:\s*where\s+(?<where>.+))?/i;
const METHODS = /^(?:btree|gin|gist|brin|hash|spgist|using)$/i;

/** The table that a row is about, and the row without its name: `orders (buyer_id)` in a list of all. */
function tableOf(row: IndexRow, table: Table | undefined, context: Context): readonly [Table | undefined, IndexRow] {
  if (row.of !== undefined) return [context.tables.find({ name: row.of }), row];
  const lead = row.index && /^([a-z_]\w*)\s?(?=\()/i.exec(row.index.text);
  const other = lead && !row.columns ? context.tables.find({ name: lead[1]! }) : undefined;
  if (!other || !row.index) return [table, row];
  const { text, span } = row.index;
  return [other, { ...row, index: { text: text.slice(lead![0].length), span: { start: span.start + lead![0].length, end: span.end } } }]; // prettier-ignore
}

/** The indexes of a table that a row means; undefined where its words say nothing of one. What isn't there is reported. */
function serversIn({ index, columns, of }: IndexRow, table: Table, context: Context): readonly Server[] | undefined {
  if (!index || isPlaceholder(index.text)) return undefined;
  const servers = serversOf(table);
  if (/^(?:pk|primary(?: key)?)\b/i.test(index.text))
    return servers.filter(({ object }) => 'kind' in object && object.kind === 'primary key');
  const written =
    columns && !/[()]/.test(index.text) ? `${index.text} (${columns.text.replace(/^\(|\)$/g, '')})` : index.text;
  const { name, columns: list } = LIST.exec(written)?.groups ?? {};
  const bare = /^[a-z_]\w*$/i.exec(index.text)?.[0];
  const called = bare ?? (name !== undefined && !METHODS.test(name) ? name : undefined);
  const byName = called === undefined ? undefined : servers.find((server) => server.name === called);
  if (byName) {
    const keys = list === undefined ? [] : splitList(list);
    const isRead =
      keys.length > 0 && keys.every((key) => table.columns.some(({ name: each }) => each === plainKey(key)));
    if (isRead && !isSameList(byName, keys)) {
      const has = byName.keys.map(({ text }) => text).join(', ');
      context.report({
        at: columns && !/[()]/.test(index.text) ? columns.span : index.span,
        message: `\`${byName.name}\` is on (${has}) in the schema. Correct the list, or the index.`,
        related: [{ at: byName.object.origin, message: `It is on (${has}).` }],
      });
    }
    return [byName];
  }
  if (list !== undefined) {
    const keys = splitList(list);
    const same = servers.filter((server) => sameKeys(server, keys));
    if (same.length > 0) return same;
    // Words in parentheses are no list of columns.
    if (!keys.some((key) => table.columns.some((column) => plainKey(key) === column.name))) return undefined;
  } else if (called === undefined || !/_/.test(called)) return /^none|^no /i.test(index.text) ? [] : undefined;
  // A column in a list of indexes stands for one that begins with it.
  else if (table.columns.some(({ name: each }) => each === called)) {
    const first = servers.filter(({ keys }) => keys[0]?.column === called);
    if (first.length > 0) return first;
    return missing(`on (${called})`, index.span, table, context);
  }
  const elsewhere = context.tables.all.some(
    (other) =>
      other !== table &&
      serversOf(other).some(
        (server) => server.name === called || (list !== undefined && sameKeys(server, splitList(list))),
      ),
  );
  if (elsewhere) return [];
  const length = LIST.exec(index.text)?.[0].trimEnd().length ?? index.text.length;
  const end =
    list !== undefined && !called && of === undefined
      ? Math.min(index.span.end, index.span.start + length)
      : index.span.end;
  const what = list !== undefined ? `on (${list})` : `\`${called}\``;
  return missing(what, { start: index.span.start, end }, table, context);
}

function missing(what: string, at: Span, table: Table, context: Context): readonly Server[] {
  context.report({ at, message: `${describe(table)} has no index ${what}, which the document lists. Make it, or correct the list.` }); // prettier-ignore
  return [];
}

function sameKeys(server: Server, keys: readonly string[]): boolean {
  // Who writes no direction at all means none.
  const isDirected = keys.some((key) => /\s(?:asc|desc)\b/i.test(key));
  return server.keys.length === keys.length && keys.every((key, i) => isKey(server.keys[i]!, key, isDirected));
}

/** Whatever the direction: a list often leaves that out. */
function isSameList(server: Server, keys: readonly string[]): boolean {
  return (
    server.keys.length === keys.length &&
    keys.every((key, i) => plainKey(key) === (server.keys[i]!.column ?? plainKey(server.keys[i]!.text)))
  );
}

function isKey({ column, text, descending }: Server['keys'][number], written: string, isDirected: boolean): boolean {
  const said = /\sdesc\b/i.test(written);
  const name = plainKey(written);
  return (
    (said === descending || !isDirected) &&
    (name === column || sameSql(written.replace(/\s+(?:asc|desc)\b.*$/i, ''), text))
  );
}

/** Without order and operator class. */
function plainKey(key: string): string {
  return key.trim().split(/\s+/)[0]!.replace(/["`]/g, '');
}

function splitList(list: string): readonly string[] {
  return list.split(/,(?![^(]*\))/).map((each) => each.trim());
}

function checkUnlisted(
  list: IndexTable,
  table: Table,
  told: ReadonlySet<Server>,
  serves: (server: Server) => boolean,
  context: Context,
): void {
  const foreign = table.constraints.filter(({ kind }) => kind === 'foreign key').map(({ columns }) => columns[0]);
  const shapes = new Set([...told].map(({ name }) => name));
  const missing = table.indexes.filter(
    (index) =>
      !index.unique &&
      !index.inherited &&
      !shapes.has(index.name) &&
      !foreign.includes(index.keys[0]?.column) &&
      !serversOf(table).some((server) => server.object === index && serves(server)),
  );
  const [header] = list.header;
  if (missing.length === 0 || !header) return;
  const text = textOf(context);
  const at = list.rows.at(-1)?.span.end ?? list.span.end;
  const end = at + /^[^\r\n]*/.exec(text.slice(at))![0].trimEnd().length;
  const rows = missing.map((index) => {
    const keys = keysOf(index).join(', ');
    const { pattern, index: own, columns, method } = list.places;
    const cells = list.header.map((_, i) =>
      i === pattern
        ? '—'
        : i === own
          ? columns === undefined
            ? `${index.name} (${keys})`
            : index.name
          : i === columns
            ? `(${keys})`
            : i === method
              ? index.method
              : ' ',
    );
    return `\n| ${cells.join(' | ')} |`;
  });
  context.report({
    at: header,
    message: `${describe(table)} also has ${listed(missing.map(({ name }) => name))}, which no access pattern here needs. Say what ${missing.length > 1 ? 'they are' : 'it is'} for, or drop ${missing.length > 1 ? 'them' : 'it'}.`,
    atMost: 'info',
    fixes: [
      {
        title: missing.length > 1 ? 'Add the rows' : 'Add the row',
        kind: 'suggestion',
        edits: [{ at: { start: end, end }, newText: rows.join('') }],
      },
    ],
  });
}
