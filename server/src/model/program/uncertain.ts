import type { Op } from '../facts';

/** Of what happens only if the data say so, no more is known than which table it happens to. */
export function uncertain(op: Op): Op[] {
  if ('table' in op) return [{ op: 'obscure change', table: op.table, span: op.span }];
  if (op.op === 'obscure') return [op];
  return op.op === 'drop' && op.kind === 'relation' ? [{ op: 'obscure change', table: op.name, span: op.span }] : [];
}
