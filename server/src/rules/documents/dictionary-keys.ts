import { quoteIdent } from '../../model/names';
import { isKey, primaryKey, type Table } from '../../model/schema';
import type { KeyKind, KeyRow, KeyTable } from '../../spec/dictionary';
import type { SpecFacts } from '../../spec/facts';
import { isPlaceholder } from '../../spec/text';
import { defineRule, type DocumentContext, type Fix } from '../define-rule';
import { keysOf } from '../lib/contracts';
import { bothWays, columnOf, textOf, wholeLine } from '../lib/documents';
import { listed } from '../lib/names';
import { addConstraint, makeIndex } from '../lib/schema-fixes';
import { describe, isOwnTable } from '../lib/tables';

type Context = DocumentContext<Record<never, never>>;

const SCHEMA =
  'CREATE TABLE customers (id uuid PRIMARY KEY);\nCREATE TABLE orders (\n  id uuid PRIMARY KEY,\n  customer_id uuid CONSTRAINT fk_orders_customer REFERENCES customers (id),\n  number text CONSTRAINT uq_orders_number UNIQUE,\n  status text\n);\nCREATE INDEX idx_orders_customer ON orders (customer_id);\n';
const HEAD =
  '# Data Dictionary: orders\n\n## Column Inventory\n\n| Column Name | Type | Nullable |\n|---|---|---|\n| id | uuid | NO |\n| customer_id | uuid | YES |\n| number | text | YES |\n| status | text | YES |\n\n## Keys & Indexes\n\n| Type | Column(s) | Name | Rationale |\n|---|---|---|---|\n';
const ALL =
  '| Primary Key | id | orders_pkey | identity |\n| Foreign Key | customer_id | fk_orders_customer | who buys |\n| Unique | number | uq_orders_number | people say it |\n| Index | customer_id | idx_orders_customer | orders of one |\n';
const document = (rows: string) => ({ name: 'data-dictionary.md', text: `${HEAD}${rows}` });

export default defineRule({
  id: 'dictionary-keys',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'document',
  covers: [],
  docs: {
    summary: 'The keys and indexes that a data dictionary lists are those of the table.',
    why:
      'Who looks a table up in the dictionary decides by it whether a query is quick, and whether two rows can have the same. A list that is not the table’s is worse than none. ' +
      'Of what the list leaves out, primary keys, foreign keys, unique ones and indexes are told, all in one finding.',
    whenOff: 'Where dictionaries tell only the keys that matter to their readers.',
    references: [{ title: 'PostgreSQL: Indexes', url: 'https://www.postgresql.org/docs/current/indexes.html' }],
  },
  examples: [
    {
      title: 'an index that isn’t there, and one of other columns',
      sql: SCHEMA,
      document: document(`${ALL}| Index | status | idx_orders_status | open orders |\n| Unique | number, status | uq_orders_both | |\n`),
      reports: ['status', 'number, status'],
      says: 'no index on (status)',
      fixed: document(ALL).text,
    },
    {
      title: 'another name, and keys that are left out',
      sql: SCHEMA,
      document: document('| Primary Key | id | pk_orders | identity |\n| Index | customer_id | idx_orders_customer | orders of one |\n'),
      reports: ['Type', 'pk_orders'],
      says: '`fk_orders_customer` and `uq_orders_number`',
      fixed: document(
        '| Primary Key | id | orders_pkey | identity |\n| Index | customer_id | idx_orders_customer | orders of one |\n| Foreign Key | customer_id | fk_orders_customer | |\n| Unique | number | uq_orders_number | |\n',
      ).text,
    },
    { title: 'all of them', sql: SCHEMA, document: document(ALL), reports: [] },
    {
      title: 'a template, and a table that the schema lacks',
      sql: 'CREATE TABLE other (id uuid PRIMARY KEY);',
      document: document('| Primary Key | id | pk_[table] | Row identity |\n| Index | [column] | idx_[table]_[column] | |\n'),
      reports: [],
    },
  ],
  document(facts, context) {
    for (const list of facts.dictionary?.keys ?? []) {
      const entity = list.entity === undefined ? undefined : facts.entities[list.entity];
      const table = entity && !entity.placeholder ? context.tables.find(entity) : undefined;
      if (!table || table.open || !isOwnTable(table)) continue;
      const told = new Set<string>();
      let isWhole = true;
      for (const row of list.rows) {
        const found = isUnfilled(row) ? undefined : read(row, table);
        if (!found) isWhole = false;
        else if (found.is.length === 0) missing(row, found, table, facts, context);
        else {
          for (const { name } of found.is) told.add(name);
          checkName(row, found.is, table, context);
        }
      }
      if (isWhole) checkUnlisted(list, table, told, context);
    }
  },
}); // prettier-ignore

/** A key, a constraint or an index of a table. */
interface Key {
  readonly kind: KeyKind;
  readonly name: string;
  readonly columns: readonly string[];
}

function keysOfTable(table: Table): readonly Key[] {
  const constraints = table.constraints.flatMap(({ kind, name, columns }): Key[] =>
    kind === 'primary key' || kind === 'foreign key' || kind === 'unique' || kind === 'check' ? [{ kind, name, columns }] : [],
  ); // prettier-ignore
  const indexes = table.indexes.map((index): Key => ({ kind: index.unique ? 'unique' : 'index', name: index.name, columns: keysOf(index) })); // prettier-ignore
  return [...constraints, ...indexes];
}

function isUnfilled({ columns, name, kind }: KeyRow): boolean {
  return (
    kind === undefined || !columns || isPlaceholder(columns.text) || (name !== undefined && /[[{<]/.test(name.text))
  );
}

interface Found {
  readonly kind: KeyKind;
  readonly columns: readonly string[];
  readonly is: readonly Key[];
}

/** What a row means; undefined where its columns are no names of the table's. */
function read({ kind, columns }: KeyRow, table: Table): Found | undefined {
  const list = columns!.text.replace(/[`()]/g, '').split(/\s*[,;+]\s*/);
  const names = list.map((name) => columnOf(table, name.replace(/\s+(?:asc|desc)$/i, ''))?.name);
  if (kind === 'check' || names.includes(undefined)) return undefined;
  const own = names as string[];
  const fits = (key: Key) => key.columns.length === own.length && own.every((name, i) => bare(key.columns[i]!) === name); // prettier-ignore
  const isOf = (key: Key) => key.kind === kind || (kind === 'index' && (key.kind === 'unique' || key.kind === 'primary key')) || (kind === 'unique' && key.kind === 'primary key'); // prettier-ignore
  const is = keysOfTable(table).filter((key) => isOf(key) && fits(key));
  return { kind: kind!, columns: own, is };
}

function bare(key: string): string {
  return key.replace(/\s+(?:asc|desc|nulls)\b.*$/i, '').replaceAll('"', '');
}

function checkName({ name }: KeyRow, is: readonly Key[], table: Table, context: Context): void {
  if (!name || !/^[a-z_]\w*$/i.test(name.text) || is.some((key) => key.name === name.text)) return;
  if (keysOfTable(table).some((key) => key.name === name.text)) return;
  const [key] = is;
  context.report({
    at: name.span,
    message: `This ${key!.kind} of ${describe(table)} is called \`${key!.name}\` in the schema. Correct the name, so that what an error message says can be found here.`,
    atMost: 'info',
    fixes: [
      { title: `Change to \`${key!.name}\``, kind: 'suggestion', edits: [{ at: name.span, newText: key!.name }] },
    ],
  });
}

function missing(row: KeyRow, { kind, columns }: Found, table: Table, facts: SpecFacts, context: Context): void {
  const what = kind === 'index' ? `index on (${columns.join(', ')})` : `${kind} (${columns.join(', ')})`;
  context.report({
    at: row.columns!.span,
    message: `${describe(table)} has no ${what}, which the dictionary lists. Make it, or correct the list.`,
    fixes: bothWays(facts, context.authority, {
      toDocument: { title: 'Take the row away', kind: 'suggestion', edits: [{ at: wholeLine(textOf(context), row.span), newText: '' }] },
      toSchema: inSchema(kind, columns, row.name?.text, table, context),
    }),
  }); // prettier-ignore
}

function inSchema(
  kind: KeyKind,
  columns: readonly string[],
  name: string | undefined,
  table: Table,
  context: Context,
): Fix | undefined {
  const list = `(${columns.map(quoteIdent).join(', ')})`;
  if (kind === 'index') return makeIndex(table, { columns, sql: ` ${list}`, name }, context);
  if (kind === 'unique') return isKey(table, columns) ? undefined : addConstraint(table, 'unique', columns, `UNIQUE ${list}`, context, name); // prettier-ignore
  if (kind === 'primary key' && !primaryKey(table)) return addConstraint(table, 'primary key', columns, `PRIMARY KEY ${list}`, context, name); // prettier-ignore
  return undefined;
}

const ORDER: readonly KeyKind[] = ['primary key', 'foreign key', 'unique', 'index', 'check'];

function checkUnlisted(list: KeyTable, table: Table, told: ReadonlySet<string>, context: Context): void {
  const left = keysOfTable(table).filter(({ kind, name }) => kind !== 'check' && !told.has(name));
  left.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  const [header] = list.header;
  if (left.length === 0 || !header) return;
  const { method, keyColumns, keyName } = list.places;
  const words = { 'primary key': 'Primary Key', 'foreign key': 'Foreign Key', unique: 'Unique', index: 'Index', check: 'Check' }; // prettier-ignore
  const rows = left.map(({ kind, name, columns }) => {
    const cells = list.header.map((_, i) =>
      i === method ? words[kind] : i === keyColumns ? columns.join(', ') : i === keyName ? name : '',
    );
    return `\n|${cells.map((cell) => (cell === '' ? ' ' : ` ${cell} `)).join('|')}|`;
  });
  const text = textOf(context);
  const at = list.rows.at(-1)?.span.end ?? list.span.end;
  const end = at + /^[^\r\n]*/.exec(text.slice(at))![0].trimEnd().length;
  const many = left.length > 1;
  context.report({
    at: header,
    message: `${describe(table)} also has ${listed(left.map(({ name }) => name))}, which the dictionary leaves out. Add ${many ? 'them' : 'it'}.`,
    atMost: 'info',
    fixes: [
      {
        title: many ? 'Add the rows' : 'Add the row',
        kind: 'suggestion',
        edits: [{ at: { start: end, end }, newText: rows.join('') }],
      },
    ],
  });
}
