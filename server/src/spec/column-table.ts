import { span, type Span } from '../base/span';
import type { Row } from './blocks';
import type { SpecColumn } from './facts';
import { readBareValues } from './listed-values';
import { cellAt, holds, placesOf, type HeaderRole, type Table } from './tables';
import { isPlaceholder, matchAt, NAME, PLACEHOLDER, textOf, unmarked } from './text';
import { parseType } from './types';
import { noTraits, readTraits, referenceTo, setNotNull, type Traits } from './traits';

/** In the order in which they are read: what has a column of its own outweighs what notes say. */
const FLAGS = ['notes', 'constraints', 'nullable', 'required', 'primary', 'unique', 'references'] as const;

/** Where the values of a column are listed without more ado. */
const LISTING = ['type', 'constraints', 'notes'] as const;

const NAMED = new RegExp(
  String.raw`[*\x60"\s]{0,8}(?<name>${PLACEHOLDER}|${NAME})[*\x60"]{0,8}(?<separator>\s{0,8}[,/])?`,
  'uy',
);
const SYMBOLS = /^(?:(?:\p{So}|\p{Sk}|\uFE0F|\u200D|#|\+|•)+\s{0,4})?/u;
const YES = /^(?:y|yes|true|x|pk|✓|✔|✅|☑|🔑|○|да|예|네|sí|si|sim|oui|ja|是|あり|필수|必填)$/iu;
const NO = /^(?:n|no|false|✗|✘|❌|нет|아니오|não|non|nein|否)$/iu;
const PATH = new RegExp(
  `(?:→|->)?[\\s\`*[]{0,8}(?<path>${NAME}(?:\\.${NAME}){0,2})(?:\\((?<column>${NAME})\\))?`,
  'uy',
);

export interface ColumnTable {
  readonly columns: readonly SpecColumn[];
  /** What each cell of a row holds. */
  readonly roles: readonly (HeaderRole | undefined)[];
}

/** A row of a table of tables: the table that it names, or that it leaves to the row above. */
export interface TableRow {
  readonly span: Span;
  readonly name: Span | undefined;
  /** Columns that it names beside the table. */
  readonly columns: readonly SpecColumn[];
}

/**
 * Reads a table that names tables: each row is one, perhaps with its columns in a cell, or one column of one. Undefined for any other
 * table.
 */
export function readTableOfTables(
  text: string,
  table: Table,
): { readonly rows: readonly TableRow[]; readonly typed: boolean } | undefined {
  const places = placesOf(text, table, ['table', 'name', 'type', 'listed']);
  if (places.table === undefined || (places.table > 1 && places.type === undefined)) return undefined;
  if (holds(text, table, ['index']) || holds(text, table, ['onDelete']) || holds(text, table, ['cardinality', 'to'])) return undefined; // prettier-ignore
  const columns = places.name !== undefined && places.type !== undefined ? typedColumns(text, table) : undefined;
  if (places.type !== undefined && !columns) return undefined;
  const rows = table.rows.map((row): TableRow => {
    const cell = cellAt(row, places.table);
    const name = cell && unmarked(text, cell);
    const listed = columns ? columns.filter(({ span: at }) => at.start === row.span.start) : namesIn(text, cellAt(row, places.listed ?? places.name), row); // prettier-ignore
    return { span: row.span, name, columns: listed };
  });
  return { rows, typed: columns !== undefined };
}

/** Lists of constraints have names and types too: most types have to be known ones. */
function typedColumns(text: string, table: Table): readonly SpecColumn[] | undefined {
  const columns = readColumnTable(text, table)?.columns ?? [];
  const known = columns.filter(({ type }) => type && parseType(type.text).families);
  return columns.length > 0 && known.length * 2 >= columns.length ? columns : undefined;
}

/** `` `id`, `email` (UNIQUE), `role` (`a`/`b`)``: names in backticks, and what stands in parentheses behind them. */
function namesIn(text: string, cell: Span | undefined, row: Row): readonly SpecColumn[] {
  if (!cell) return [];
  const found: SpecColumn[] = [];
  let depth = 0;
  for (const match of textOf(text, cell).matchAll(/[()]|`([^`]+)`(?=(?:\s?\(([^()]*)\))?)/g)) {
    if (match[0] === '(') depth++;
    else if (match[0] === ')') depth--;
    const [whole, name, group] = match;
    if (depth !== 0 || name === undefined || !IDENTIFIER.test(name)) continue;
    const start = cell.start + match.index + 1;
    const traits = noTraits();
    if (group !== undefined) {
      const from = text.indexOf('(', start + whole.length - 1) + 1;
      const inner = span(from, from + group.length);
      readTraits(text, inner, traits, { type: 'ended' });
      if (!traits.values) readValues(text, inner, traits);
    }
    found.push(column(text, span(start, start + name.length), row, traits));
  }
  return found;
}

const IDENTIFIER = new RegExp(`^${NAME}$`, 'u');

/** `Column`, `Field` and the like: `Name` may be anybody's. */
const OF_COLUMNS =
  /^(?:column|field|attribute|columna|campo|coluna|colonne|champ|spalte|feld|столбец|колонка|поле|컬럼|필드|字段|列|カラム)(?:s|es|n|er)?(?: names?)?$/iu;

/**
 * Reads a table whose rows are columns: one with names and types, or with what its header calls columns, and notes. Undefined for any other
 * table.
 */
export function readColumnTable(text: string, table: Table): ColumnTable | undefined {
  const places = placesOf(text, table, ['name', 'type', 'default', ...FLAGS, 'classification']);
  if (places.name === undefined || (places.type === undefined && !isUntyped(text, table, places))) return undefined;
  const roles = table.header.map((_, i) =>
    (Object.keys(places) as (keyof typeof places)[]).find((role) => places[role] === i),
  );
  let known = 0;
  const columns = table.rows.flatMap((row) => {
    const traits = noTraits();
    const names = readNames(text, cellAt(row, places.name), traits);
    if (readTypeCell(text, cellAt(row, places.type), traits)) known++;
    for (const role of FLAGS) readFlag(text, role, cellAt(row, places[role]), traits);
    for (const role of LISTING) if (!traits.values) readValues(text, cellAt(row, places[role]), traits);
    const value = cellAt(row, places.default);
    if (value) readDefault(text, value, traits);
    const cells = new Map<string, Span>();
    roles.forEach((role, i) => {
      const cell = row.cells[i];
      if (role !== undefined && cell) cells.set(role, cell);
    });
    return names.map((name) => ({ ...column(text, name, row, traits), cells }));
  });
  // `Name | Type` heads lists of constraints and functions too.
  const surely = places.constraints ?? places.nullable ?? places.default ?? places.primary;
  return surely !== undefined || places.type === undefined || known * 2 >= table.rows.length
    ? { columns, roles }
    : undefined;
}

function readValues(text: string, cell: Span | undefined, traits: Traits): void {
  const values = cell && readBareValues(text, cell);
  if (values) traits.values = values;
}

/** A table of columns without their types: most of its names are in backticks. */
function isUntyped(text: string, table: Table, places: Partial<Record<HeaderRole, number>>): boolean {
  const { name, notes, constraints, classification } = places;
  if ((notes ?? constraints) === undefined || classification !== undefined) return false;
  const header = textOf(text, table.header[name!]!).replace(/[`*_]/g, '');
  const ticked = table.rows.filter((row) => text[cellAt(row, name)?.start ?? -1] === '`');
  return OF_COLUMNS.test(header) && !holds(text, table, ['retention']) && ticked.length * 2 > table.rows.length;
}

/** What stands for "no default", and what is said of it in words. */
const NO_DEFAULT = /^(?:[—–-]+|n\/?a|none|null|no|нет|없음|无|なし|\(.*\)|)$/iu;

function readDefault(text: string, cell: Span, traits: Traits): void {
  const at = span(...unquoted(text, cell));
  const written = textOf(text, at).replaceAll('\\|', '|');
  if (!NO_DEFAULT.test(written)) traits.default = { text: written, span: at };
}

/** Without backticks and asterisks; quotes belong to a value. */
function unquoted(text: string, cell: Span): [number, number] {
  let { start, end } = cell;
  while (start < end && '`*'.includes(text[start]!)) start++;
  while (end > start && '`*'.includes(text[end - 1]!)) end--;
  return [start, end];
}

function column(text: string, nameSpan: Span, row: Row, traits: Traits): SpecColumn {
  const name = textOf(text, nameSpan);
  return { name, nameSpan, span: row.span, ...traits, placeholder: traits.placeholder || isPlaceholder(name) };
}

/** Usually one; a cell can name several. Flags may follow: `id (PK)`. None where it is words: `First name`. */
function readNames(text: string, cell: Span | undefined, traits: Traits): Span[] {
  const names: Span[] = [];
  if (!cell) return names;
  const upToEnd = text.slice(0, cell.end);
  // `🔑 id`
  const from = cell.start + SYMBOLS.exec(textOf(text, cell))![0].length;
  for (let at = from; ;) {
    const match = matchAt(NAMED, upToEnd, at);
    if (!match) return [];
    const { name = '', separator } = match.groups!;
    const start = upToEnd.indexOf(name, at);
    names.push(span(start, start + name.length));
    at += match[0].length;
    if (separator !== undefined) continue;
    const flags = readTraits(upToEnd, span(at, cell.end), traits, { type: 'none' });
    return flags || !/^\s*[\p{L}\p{N}_]/u.test(upToEnd.slice(at)) ? names : [];
  }
}

/** True for a known type or that of a template. */
function readTypeCell(text: string, cell: Span | undefined, traits: Traits): boolean {
  if (!cell) return false;
  const found = readTraits(text, cell, traits, { type: 'any', prose: true });
  if (traits.type) return true;
  const type = unmarked(text, cell);
  const written = textOf(text, type);
  if (isPlaceholder(written)) traits.placeholder = true;
  else if (!found && /[\p{L}_]/u.test(written)) traits.type = { text: written, span: type };
  return traits.placeholder;
}

function readFlag(text: string, role: (typeof FLAGS)[number], cell: Span | undefined, traits: Traits): void {
  if (!cell) return;
  const written = textOf(text, unmarked(text, cell));
  const answer = YES.test(written) ? true : NO.test(written) ? false : undefined;
  if (role === 'nullable' && answer !== undefined)
    setNotNull(traits, !answer, { text: written, span: unmarked(text, cell) });
  else if (role === 'required' && answer !== undefined)
    setNotNull(traits, answer, { text: written, span: unmarked(text, cell) });
  else if (role === 'primary' && answer !== undefined) traits.primaryKey ||= answer;
  else if (role === 'unique' && answer !== undefined) traits.unique ||= answer;
  else if (role !== 'references' || !readTarget(text, cell, traits)) {
    readTraits(text, cell, traits, { type: 'none', prose: role === 'notes' });
  }
}

/** A cell under "References" is a table's name without more ado. */
function readTarget(text: string, cell: Span, traits: Traits): boolean {
  const match = matchAt(PATH, text.slice(0, cell.end), cell.start);
  if (!match) return false;
  const { path = '', column } = match.groups!;
  const end = cell.start + match[0].length;
  traits.references = referenceTo(path, column, span(cell.start + match[0].indexOf(path), end));
  return true;
}
