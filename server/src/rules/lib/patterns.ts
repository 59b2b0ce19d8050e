import { quoteName } from '../../model/names';
import type { Table } from '../../model/schema';
import { callsADay, milliseconds, type AccessPattern, type PatternTable } from '../../spec/access-patterns';
import type { SpecFacts } from '../../spec/facts';
import type { DocumentContext, WrittenQuery } from '../define-rule';
import { demandsOf, type Demand } from './demand';
import { linksOf } from './links';
import type { Query } from './query';

type Context = Pick<DocumentContext<never>, 'tables' | 'query' | 'schema' | 'described'>;

/** An access pattern with the table that it asks, where that is known. */
export interface PatternPair {
  readonly pattern: AccessPattern;
  readonly of: PatternTable;
  readonly table: Table | undefined;
}

/** Many rules ask for the patterns of one document, one after another. */
const pairs = new WeakMap<object, readonly PatternPair[]>();
const queries = new WeakMap<PatternPair, { readonly is: WrittenQuery | undefined }>();
const children = new WeakMap<object, ReadonlyMap<Table, readonly Table[]>>();

export function patternPairs(document: SpecFacts, { tables }: Pick<Context, 'tables'>): readonly PatternPair[] {
  let found = pairs.get(tables);
  if (!found) pairs.set(tables, (found = pairUp(document, tables)));
  return found;
}

function pairUp({ patterns, entities }: SpecFacts, tables: Context['tables']): readonly PatternPair[] {
  return (patterns?.tables ?? []).flatMap((of) => {
    const entity = of.entity === undefined ? undefined : entities[of.entity];
    const table = entity && !entity.placeholder ? tables.find(entity) : undefined;
    return of.rows.map((pattern) => ({ pattern, of, table }));
  });
}

/** The query of a pattern. A part of one is completed by its table, or by one that refers to it and has the columns. */
export function queryOfPattern(pair: PatternPair, context: Context): WrittenQuery | undefined {
  let found = queries.get(pair);
  if (!found) queries.set(pair, (found = { is: readPattern(pair, context) }));
  return found.is;
}

function readPattern({ pattern, table }: PatternPair, context: Context): WrittenQuery | undefined {
  const { shape } = pattern;
  if (!shape) return undefined;
  const whole = /^(?:select|insert|update|delete|with)\s/i.test(shape.text);
  if (whole) return context.query(shape.text, shape.span.start);
  const from = /^from\s/i.test(shape.text);
  if (!table && !from) return undefined;
  const ask = (of: Table | undefined) => {
    const before = of ? `SELECT * FROM ${quoteName(of)} ` : 'SELECT * ';
    return context.query(before + shape.text, shape.span.start - before.length);
  };
  const read = ask(from ? undefined : table);
  const unknown = read.ok ? (read.query?.reading.problems ?? []).filter(({ kind }) => kind === 'unknown column') : [];
  if (from || unknown.length === 0) return read;
  const other =
    table &&
    childrenOf(table, context).find(({ columns }) =>
      unknown.every(({ name }) => columns.some((column) => column.name === name)),
    );
  return other ? ask(other) : read;
}

/** The other tables that refer to this one. */
function childrenOf(table: Table, { tables, schema }: Context): readonly Table[] {
  let known = children.get(tables);
  if (!known) {
    const byParent = new Map<Table, Table[]>();
    for (const { parent, child } of linksOf(schema)) {
      if (parent !== child) byParent.set(parent, [...(byParent.get(parent) ?? []), child]);
    }
    children.set(tables, (known = byParent));
  }
  return known.get(table) ?? [];
}

/** What the schema that a query was read against has to serve: while it stays, the query does too. */
const demands = new WeakMap<Query, readonly Demand[]>();

export function demandsOfPattern(pair: PatternPair, context: Context): readonly Demand[] {
  const read = queryOfPattern(pair, context);
  if (!read?.ok || !read.query || read.query.reading.problems.length > 0) return [];
  let found = demands.get(read.query);
  if (!found) demands.set(read.query, (found = demandsOf(read.query, context.described)));
  return found;
}

/** How much an index matters: often and soon, or seldom or late. */
export function weightOf({ frequency, sla }: AccessPattern): 'heavy' | 'usual' | 'light' {
  const [calls, target] = [frequency && callsADay(frequency.text), sla && milliseconds(sla.text)];
  if ((calls !== undefined && calls <= 24) || (target !== undefined && target >= 5_000)) return 'light';
  return calls !== undefined && calls >= 1_440 && target !== undefined && target <= 100 ? 'heavy' : 'usual';
}

export function nameOf({ pattern }: PatternPair): string {
  return pattern.id?.text ?? (pattern.pattern ? `The pattern “${pattern.pattern.text}”` : 'This pattern');
}
