import type { Op } from '../model/facts';
import type { TransactionMode } from '../model/tools/tool';
import type { Transaction } from '../rules/lib/migration';
import { Session } from '../workspace/session';

/**
 * The transaction of each statement of a part: that of the tool, that which several statements have that are sent at once,
 * or the one that the file begins itself.
 */
export function transactionsOf(
  statements: readonly (readonly Op[])[],
  mode: TransactionMode,
): (Transaction | undefined)[] {
  const atOnce = (): Transaction | undefined =>
    mode === 'implicit' && statements.length > 1 ? { by: 'text' } : undefined;
  const session = new Session([], mode === 'each' || mode === 'all' ? 0 : undefined);
  const tools = session.transaction;
  const known = new Map<object, Transaction>(tools && [[tools, { by: 'tool' }]]);
  let outer = atOnce();
  return statements.map((ops, i) => {
    const { transaction } = session;
    if (transaction && !known.has(transaction)) known.set(transaction, { by: 'file' });
    for (const op of ops) session.take(op, i);
    const before = transaction ? known.get(transaction) : outer;
    if (transaction && !session.transaction) outer = atOnce();
    return before;
  });
}
