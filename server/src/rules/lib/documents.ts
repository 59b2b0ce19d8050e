import type { Span } from '../../base/span';
import type { Table } from '../../model/schema';
import type { ColumnLayout, SpecColumn, SpecEntity, SpecFacts } from '../../spec/facts';
import { columnLines } from '../../spec/contract/write';
import { columnMatches } from '../../spec/resolve';
import { columnItem, columnRow, type DescribedColumn } from '../../spec/write-column';
import type { Authority, DocumentContext, Edit, Fix } from '../define-rule';
import { spelledLike } from './names';

type Context = Pick<DocumentContext<never>, 'tables' | 'authority'>;

/** An entity with its table, where the schema has it and all of its columns are known. */
export interface Pair {
  readonly entity: SpecEntity;
  readonly table: Table;
}

/** Many rules ask for the pairs of one document, one after another. */
const pairs = new WeakMap<object, readonly Pair[]>();

export function pairsOf(document: SpecFacts, context: Pick<Context, 'tables'>): readonly Pair[] {
  let found = pairs.get(context.tables);
  if (!found) pairs.set(context.tables, (found = pairUp(document, context)));
  return found;
}

function pairUp(document: SpecFacts, context: Pick<Context, 'tables'>): readonly Pair[] {
  return document.entities.flatMap((entity) => {
    const table = entity.placeholder ? undefined : context.tables.find(entity);
    return table ? [{ entity, table }] : [];
  });
}

const columns = new WeakMap<Table, Map<string, Table['columns'][number] | undefined>>();

/** The column of a table that a document means. */
export function columnOf(table: Table, name: string): Table['columns'][number] | undefined {
  let known = columns.get(table);
  if (!known) columns.set(table, (known = new Map()));
  if (!known.has(name)) known.set(name, findColumn(table, name));
  return known.get(name);
}

function findColumn(table: Table, name: string): Table['columns'][number] | undefined {
  return (
    table.columns.find((each) => each.name === name) ?? table.columns.find((each) => columnMatches(name, each.name))
  );
}

/** The columns of an entity that its table has too, both unfinished ones left out. */
export function columnPairs(pair: Pair): readonly ColumnPair[] {
  let found = columnsOfPairs.get(pair);
  if (!found) columnsOfPairs.set(pair, (found = pairColumns(pair)));
  return found;
}

interface ColumnPair {
  readonly said: SpecColumn;
  readonly column: Table['columns'][number];
}

const columnsOfPairs = new WeakMap<Pair, readonly ColumnPair[]>();

function pairColumns({ entity, table }: Pair): readonly ColumnPair[] {
  return entity.columns.flatMap((said) => {
    const column = said.placeholder ? undefined : columnOf(table, said.name);
    return column ? [{ said, column }] : [];
  });
}

/** What a document calls a table: as it is described there, else in the style of the entity that speaks. */
export function nameIn(
  document: SpecFacts,
  context: Pick<Context, 'tables'>,
  speaker: string,
): (table: Table) => string {
  const named = new Map(pairsOf(document, context).map(({ entity, table }) => [table.key, entity.name]));
  return (table) => named.get(table.key) ?? spelledLike(speaker, table.name);
}

/** Writes columns behind the last one of an entity, as the others are written. */
export function insertColumns(layout: ColumnLayout, described: readonly DescribedColumn[]): Edit {
  const lines = described.map((column) => {
    if (layout.kind === 'yaml') return columnLines(column, layout.indent, layout.keys);
    return layout.kind === 'list' ? columnItem(column, layout.sample) : columnRow(column, layout);
  });
  return { at: { start: layout.at, end: layout.at }, newText: lines.map((line) => `\n${line}`).join('') };
}

/**
 * The fixes of a difference: the one that changes what isn't the authority comes first.
 * `toDocument` writes what the schema says, `toSchema` what the document says.
 */
export function bothWays(
  { kind }: SpecFacts,
  authority: Authority,
  { toDocument, toSchema }: { readonly toDocument?: Fix | undefined; readonly toSchema?: Fix | undefined },
): readonly Fix[] {
  const documentRules = authority === (kind === 'contract' ? 'contract' : 'document');
  return (documentRules ? [toSchema, toDocument] : [toDocument, toSchema]).filter((fix) => fix !== undefined);
}

/** All of the document. */
export function textOf(context: Pick<DocumentContext<never>, 'written'>): string {
  return context.written({ start: 0, end: Infinity });
}

/** A place with the rest of its line where nothing else stands there; else with the white space before it. */
export function wholeLine(text: string, { start, end }: Span): Span {
  const before = /(?:^|[\r\n])([ \t]*)$/.exec(text.slice(Math.max(0, start - 200), start));
  const behind = /^[ \t]*(?:\r\n?|\n|$)/.exec(text.slice(end, end + 200));
  if (before && behind) return { start: start - before[1]!.length, end: end + behind[0].length };
  return { start: start - /[ \t]*$/.exec(text.slice(Math.max(0, start - 200), start))![0].length, end };
}
