import type { Act } from '../model/effects/acts';
import type { TransactionMode } from '../model/tools/tool';
import type { Transaction } from '../rules/lib/migration';

/**
 * The transaction of each statement of a part: that of the tool, that which several statements have that are sent at once,
 * or the one that the file begins itself.
 */
export function transactionsOf(acts: readonly (readonly Act[])[], mode: TransactionMode): (Transaction | undefined)[] {
  const outer = (): Transaction | undefined => {
    if (mode === 'each' || mode === 'all') return { by: 'tool' };
    return mode === 'implicit' && acts.length > 1 ? { by: 'text' } : undefined;
  };
  let open = outer();
  return acts.map((own) => {
    const step = own.find((act) => act.act === 'transaction');
    if (!step) return open;
    const before = open;
    if (step.what === 'begin' && open?.by !== 'tool') open = { by: 'file' };
    if (step.what === 'commit' || step.what === 'rollback') open = mode === 'implicit' ? outer() : undefined;
    return before;
  });
}
