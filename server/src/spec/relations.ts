import { span, type Span } from '../base/span';
import type { SpecRelation } from './facts';
import { cellAt, placesOf, type Table } from './tables';
import { isPlaceholder, NAME, textOf, unmarked } from './text';
import { ARROW } from './traits';

const REST = '[\\p{L}\\p{M}\\p{N}_$]*';
const SIDE = '(?:0\\.\\.[1*NMnm]|1\\.\\.[*NMnm]|[1NMnm*])';
const CARDINALITY = new RegExp(`(?<=[\\s\`*)])${SIDE}\\s?[:：\\-–—]\\s?${SIDE}(?=[\\s\`*(])`, 'u');
const ARROWS = new RegExp(`[<\\-]{0,2}${ARROW}|↔|⟷`, 'u');
/** An entity in one word or in capitalised ones, perhaps with a column of it. */
const ENTITY = new RegExp(
  `^(?<entity>\\p{Lu}${REST}(?: \\p{Lu}${REST}){1,2}|${NAME})(?:\\.${NAME}){0,2}(?<more>[\`*]{0,3}\\s.*)?$`,
  'u',
);
/** What may follow the second entity: `(1:N)`, `: has many`, `— label`. */
const LABEL = /\s{0,8}(?:[:：(,;]|[—–]|--?\s)/u;
const IN_LABEL = new RegExp(
  `^[^\\p{L}\\p{N}]{0,8}(${SIDE}\\s?[:：]\\s?${SIDE}|(?:one|many|zero)-(?:or-\\p{L}+-)?to-(?:one|many))`,
  'iu',
);

/** Reads an item such as `User 1:N Order: places` or `orders.user_id → users.id`; undefined if it is none. */
export function readRelation(text: string, item: Span): SpecRelation | undefined {
  const written = textOf(text, item);
  const middle = CARDINALITY.exec(written) ?? ARROWS.exec(written);
  if (!middle) return undefined;
  const after = middle.index + middle[0].length;
  const label = LABEL.exec(written.slice(after));
  const to = entityIn(text, span(item.start + after, label ? item.start + after + label.index : item.end), true);
  const from = entityIn(text, span(item.start, item.start + middle.index));
  if (!from || !to) return undefined;
  const symbol = CARDINALITY.test(written) ? middle[0] : undefined;
  const cardinality = symbol ?? (label ? IN_LABEL.exec(written.slice(after + label.index))?.[1] : undefined);
  const at = cardinality === undefined ? -1 : written.indexOf(cardinality, symbol === undefined ? after : middle.index);
  return {
    from,
    to,
    span: item,
    form: 'item',
    ...(cardinality !== undefined && {
      cardinality,
      cardinalitySpan: span(item.start + at, item.start + at + cardinality.length),
    }),
    ...(label && { label: written.slice(after + label.index).replace(/^[\s:：—–-]+/u, '') }),
  };
}

/** Reads the rows of a table with From and To, or with one column of `a → b`. */
export function readRelationTable(text: string, table: Table): readonly SpecRelation[] {
  const places = placesOf(text, table, ['from', 'to', 'relation', 'cardinality', 'onDelete', 'notes']);
  return table.rows.flatMap((row) => {
    const kind = cellAt(row, places.cardinality);
    const kindAt = kind && unmarked(text, kind);
    const action = cellAt(row, places.onDelete);
    const actionAt = action && unmarked(text, action);
    const notes = cellAt(row, places.notes);
    const more = {
      form: 'row' as const,
      ...(kindAt && { cardinality: textOf(text, kindAt), cardinalitySpan: kindAt }),
      ...(actionAt && { onDelete: { text: textOf(text, actionAt), span: actionAt } }),
      ...(notes && { label: textOf(text, notes) }),
    };
    const [from, to, both] = [places.from, places.to, places.relation].map((place) => cellAt(row, place));
    if (from && to) {
      const ends = { from: entityIn(text, from), to: entityIn(text, to) };
      return ends.from && ends.to ? [{ from: ends.from, to: ends.to, span: row.span, ...more }] : [];
    }
    const relation = both && readRelation(text, both);
    return relation ? [{ ...relation, span: row.span, ...more }] : [];
  });
}

/** `loosely`: words may follow, as in `orders via user_id`. */
function entityIn(text: string, at: Span, loosely = false): SpecRelation['from'] | undefined {
  const inner = unmarked(text, at);
  const written = textOf(text, inner);
  if (isPlaceholder(written)) return undefined;
  const { entity, more } = ENTITY.exec(written)?.groups ?? {};
  return entity === undefined || (more !== undefined && !loosely)
    ? undefined
    : { entity, span: span(inner.start, inner.start + entity.length) };
}
