import type { Origin } from '../../model/schema';
import { tokenize } from '../../sql/lexer';
import type { Texts } from './syntax';

/** FOR VALUES FROM (from) TO (to) of one column, or DEFAULT. Bounds are numbers, or dates and moments as text. */
export type PartitionBound =
  | { readonly kind: 'range'; readonly from: number | string; readonly to: number | string }
  | { readonly kind: 'default' };

/** The bound in a statement that makes a partition; undefined where it isn't of plain values. */
export function boundIn(at: Origin, context: Texts): PartitionBound | undefined {
  const text = context.text(at);
  const words = tokenize(text).flatMap(({ kind, start, end }) => (kind === 'comment' ? [] : [text.slice(start, end)]));
  const small = words.map((word) => word.toLowerCase());
  const start = small.findIndex((word, i) => word === 'for' && small[i + 1] === 'values' && small[i + 2] === 'from');
  if (start < 0) {
    const last = small.filter((word) => word !== ';').at(-1);
    return last === 'default' ? { kind: 'default' } : undefined;
  }
  const [open, from, close, to, open2, until, close2] = small.slice(start + 3, start + 10);
  if (open !== '(' || close !== ')' || to !== 'to' || open2 !== '(' || close2 !== ')') return undefined;
  const [low, high] = [valueOf(from), valueOf(until)];
  if (low === undefined || high === undefined || typeof low !== typeof high) return undefined;
  return { kind: 'range', from: low, to: high };
}

/** Only values whose order is that of PostgreSQL for any type of the key: whole numbers, and dates and moments in full form. */
function valueOf(written: string | undefined): number | string | undefined {
  if (written === undefined) return undefined;
  if (/^'?\d{1,15}'?$/.test(written)) return Number(written.replaceAll("'", ''));
  const moment = /^'(\d{4}-\d\d-\d\d)(?: 00:00:00(?:\+00)?)?'$/.exec(written);
  return moment?.[1];
}
