import type { Table } from '../../model/schema';
import { wordsOfName } from './names';

const HISTORY = new Set(
  'history histories audit audits log logs auditlog changelog ledger ledgers journal journals'.split(' '),
);
const MONEY = new Set('invoice invoices payment payments transaction transactions receipt receipts refund refunds payout payouts'.split(' ')); // prettier-ignore

/** A table that records what happened, by its name: `audit_log`, `task_history`. */
export function isHistory({ name }: Pick<Table, 'name'>): boolean {
  return HISTORY.has(wordsOfName(name).at(-1) ?? '');
}

/** A table of documents that accounting keeps, by its name: `invoices`, `payments`. */
export function isAccounting({ name }: Pick<Table, 'name'>): boolean {
  return MONEY.has(wordsOfName(name).at(-1) ?? '');
}

/** The names that a table of these things may have: `order_item` as `order_item` and `order_items`. */
export function tableNames(singular: string): readonly string[] {
  const plural = /[^aeiou]y$/.test(singular)
    ? `${singular.slice(0, -1)}ies`
    : /(?:s|x|z|ch|sh)$/.test(singular)
      ? `${singular}es`
      : `${singular}s`;
  return [plural, singular];
}
