import type { Span } from '../../base/span';
import { quoteIdent } from '../names';
import type { Context } from './context';
import { columnsNamed, columnsVisible, findItem, itemsOf, type Item, type QueryColumn, type Scope } from './scope';

/** What a column reference means. */
export type Meaning =
  | { readonly is: 'column'; readonly column: QueryColumn; readonly item?: Item; readonly qualifier?: Item }
  /** The row of an item. */
  | { readonly is: 'row'; readonly qualifier: Item }
  | { readonly is: 'ambiguous'; readonly candidates: readonly string[]; readonly qualifier?: Item }
  /** `item` is the one relation that it can be missing in. */
  | { readonly is: 'unknown column'; readonly item?: Item; readonly candidates: readonly string[]; readonly qualifier?: Item } // prettier-ignore
  | { readonly is: 'unknown alias'; readonly name: string; readonly candidates: readonly string[] }
  /** `t.f`, which is `f(t)`. */
  | { readonly is: 'call'; readonly qualifier: Item }
  /** A parameter or variable, or nothing can be said. */
  | { readonly is: 'anything'; readonly qualifier?: Item };

const ANYTHING: Meaning = { is: 'anything' };

/** Resolves `c`, `t.c` or `s.t.c`. */
export function resolve(context: Context, scope: Scope, fields: readonly string[]): Meaning {
  const [first = '', second = '', third = ''] = fields;
  if (fields.length === 1) return resolveName(context, scope, first);
  if (fields.length > 3) return ANYTHING;
  const qualifier = fields.length === 2 ? findItem(scope, first) : findItem(scope, second, first);
  if (qualifier) return resolveIn(context, qualifier, fields.length === 2 ? second : third);
  return withoutItem(context, scope, fields.slice(0, -1));
}

/** Resolves the `t` of `t.*`, which may have its schema. */
export function resolveRow(context: Context, scope: Scope, fields: readonly string[]): Meaning {
  const [first = '', second = ''] = fields;
  const qualifier = fields.length === 1 ? findItem(scope, first) : findItem(scope, second, first);
  if (qualifier) return { is: 'row', qualifier };
  return fields.length > 2 ? ANYTHING : withoutItem(context, scope, fields);
}

function withoutItem(context: Context, scope: Scope, fields: readonly string[]): Meaning {
  const { locals } = context;
  if (locals.more || fields.some((field) => locals.names.has(field))) return ANYTHING;
  const candidates = [...itemsOf(scope)].flatMap((item) => (item.named && item.name !== undefined ? [item.name] : []));
  return { is: 'unknown alias', name: fields.join('.'), candidates: [...new Set(candidates)] };
}

function resolveName(context: Context, scope: Scope, name: string): Meaning {
  const { found, sure } = columnsVisible(scope, name);
  const { locals } = context;
  const row = found.length === 0 ? findItem(scope, name) : undefined;
  if (row) return { is: 'row', qualifier: row };
  // What an inner relation may have isn't the outer one's.
  if (!sure) return ANYTHING;
  const only = found[0];
  if (found.length === 1 && only) return { is: 'column', column: only.column, item: only.item };
  if (found.length > 1) {
    if (locals.names.has(name)) return ANYTHING;
    const candidates = found.map(({ item, column }) => qualifiedName(scope, item, column));
    return { is: 'ambiguous', candidates: [...new Set(candidates)] };
  }
  const local = locals.names.get(name);
  if (local) return { is: 'column', column: { name, type: local, origins: [] } };
  if (locals.more || locals.names.has(name)) return ANYTHING;
  const visible = [...itemsOf(scope)].filter((item) => item.unqualified);
  const candidates = [...new Set(visible.flatMap((item) => item.columns.map((column) => column.name)))];
  return { is: 'unknown column', candidates, ...(visible.length === 1 && { item: visible[0]! }) };
}

function resolveIn(context: Context, qualifier: Item, name: string): Meaning {
  const found = columnsNamed(qualifier, name);
  if (found.length === 1) return { is: 'column', column: found[0]!, item: qualifier, qualifier };
  if (found.length > 1) return { is: 'ambiguous', candidates: [], qualifier };
  if (qualifier.open) {
    if (qualifier.key === undefined) return { is: 'anything', qualifier };
    // A table that is known, but not all of its columns.
    const origins = [{ table: qualifier.key, column: name, follows: true }];
    return { is: 'column', column: { name, type: undefined, origins }, item: qualifier, qualifier };
  }
  if (isFunction(context, name)) return { is: 'call', qualifier };
  const candidates = qualifier.columns.map((column) => column.name);
  return { is: 'unknown column', item: qualifier, candidates, qualifier };
}

/** Whether `t.f` can be `f(t)`. */
function isFunction(context: Context, name: string): boolean {
  if (context.env.functions({ name }).some((fn) => fn.args.length > 0)) return true;
  return context.takesRow(name);
}

function qualifiedName(scope: Scope, item: Item, column: QueryColumn): string {
  if (item.named && item.name !== undefined) return `${item.name}.${column.name}`;
  // Of a join the item that the column came from.
  const [origin] = column.origins;
  const source = [...itemsOf(scope)].find((other) => other.named && origin !== undefined && other.key === origin.table);
  return source?.name === undefined ? column.name : `${source.name}.${column.name}`;
}

/** Resolves a column reference and notes what it uses, or what is wrong with it. */
export function useColumn(context: Context, scope: Scope, fields: readonly string[], spans: readonly Span[]): Meaning {
  const meaning = resolve(context, scope, fields);
  note(context, meaning, fields, spans);
  return meaning;
}

/** The same for `t.*`. */
export function useRow(context: Context, scope: Scope, fields: readonly string[], spans: readonly Span[]): Meaning {
  const meaning = resolveRow(context, scope, fields);
  note(context, meaning, [...fields, '*'], spans);
  return meaning;
}

function note(context: Context, meaning: Meaning, fields: readonly string[], spans: readonly Span[]): void {
  const span = spans.at(-1)!;
  if (meaning.is === 'unknown alias') {
    const { name, candidates } = meaning;
    context.problem({
      kind: 'unknown alias',
      name,
      span: { start: spans[0]!.start, end: spans.at(-2)!.end },
      candidates,
    });
    return;
  }
  // The qualifier stands before the last dot; a row's name is all there is of it.
  const qualifierSpan = fields.length > 1 ? spans.at(-2) : span;
  if (meaning.qualifier && qualifierSpan) meaning.qualifier.mention?.(qualifierSpan);
  const name = fields.at(-1)!;
  if (meaning.is === 'column') context.column(meaning.column.origins, span);
  else if (meaning.is === 'ambiguous') {
    context.problem({ kind: 'ambiguous column', name, span, candidates: meaning.candidates });
  } else if (meaning.is === 'unknown column') {
    const table = meaning.item?.key;
    context.problem({ kind: 'unknown column', name, span, ...(table !== undefined && { table }), candidates: meaning.candidates }); // prettier-ignore
  }
}

/** How PostgreSQL would print a column there. */
export function printed(fields: readonly string[]): string {
  return fields.map(quoteIdent).join('.');
}
