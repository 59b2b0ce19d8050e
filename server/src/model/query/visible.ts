import type { Node } from '@pgsql/types';
import type { Span } from '../../base/span';
import type { QueryEnv } from './env';
import { newContext, readInto } from './read';
import type { VisibleRelation } from './reading';
import type { Item, Scope } from './scope';
import { locations, QueryText } from './text';

/** Words that end a SELECT within its parentheses. */
const ENDS = new Set(['union', 'intersect', 'except', 'returning', ')']);

/** What is visible at an offset of a statement, innermost first: as good as the tree tells. */
export function scopeAt(
  node: Node,
  sql: string,
  offset: number,
  at: (location: number | undefined) => number,
  env: QueryEnv,
): readonly VisibleRelation[] {
  const text = new QueryText(sql, at);
  const context = newContext(text, env);
  readInto(context, node);
  let best: { readonly scope: Scope; readonly size: number } | undefined;
  for (const { node: query, scope } of context.scopes) {
    const { start, end } = rangeOf(text, query);
    if (offset >= start && offset <= end && (!best || end - start <= best.size)) best = { scope, size: end - start };
  }
  const found: VisibleRelation[] = [];
  for (let level = best?.scope; level; level = level.outer) found.push(...level.items.map(visible));
  return found;
}

function visible(item: Item): VisibleRelation {
  return {
    ...(item.named && item.name !== undefined && { name: item.name }),
    ...(item.key !== undefined && { table: item.key }),
    kind: item.kind,
    columns: item.columns.map(({ name, type }) => ({ name, type })),
    open: item.open,
    unqualified: item.unqualified,
  };
}

/** From SELECT to what ends it; other statements reach as far as the parentheses around them. */
function rangeOf(text: QueryText, query: object): Span {
  const select = 'targetList' in query && !('relation' in query) ? query : undefined;
  // The WITH clause isn't part of it.
  const own = select ? Object.entries(select).flatMap(([key, value]) => (key === 'withClause' ? [] : [value])) : query; // prettier-ignore
  const first = locations(own)?.first;
  const whole = { start: 0, end: text.sql.length };
  if (first === undefined) return whole;
  const index = text.index(first);
  const [around] = text.queriesAround(index - 1);
  const limit = around ? { start: text.span(around.open).start, end: text.span(around.close).end } : whole;
  if (!select) return limit;
  let start = index;
  while (start > (around?.open ?? -1) + 1 && text.word(start) !== 'select') {
    start--;
    if (text.word(start) === ')') start = text.partner(start) ?? start;
  }
  let end = start + 1;
  while (end < text.tokens.length && !ENDS.has(text.word(end))) end = (text.partner(end) ?? end) + 1;
  return { start: text.span(start).start, end: end < text.tokens.length ? text.span(end).start : limit.end };
}
