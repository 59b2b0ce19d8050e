import type { Node } from '@pgsql/types';
import type { ExpressionFact } from './expression-facts';
import type { Name } from './names';
import type { TypeFact } from './types';

export interface FunctionFact {
  /** An operator is kept as a function of the name that `operatorName` gives it. */
  readonly kind: 'function' | 'procedure' | 'aggregate' | 'window' | 'operator';
  /** Of an operator: the function that it calls, which says what comes of it. */
  readonly calls?: Name;
  readonly args: readonly ArgumentFact[];
  /** Absent for a procedure, and for a function whose OUT arguments say it. */
  readonly returns?: TypeFact;
  readonly returnsSet: boolean;
  readonly language: string;
  readonly volatility: 'volatile' | 'stable' | 'immutable';
}

/** No function has such a name. */
export function operatorName(operator: string): string {
  return `operator(${operator})`;
}

export interface ArgumentFact {
  readonly name?: string;
  readonly mode: 'in' | 'out' | 'inout' | 'variadic' | 'table';
  readonly type: TypeFact;
  readonly hasDefault: boolean;
  /** Where it is a constant. */
  readonly default?: Node;
}

export interface TriggerFact {
  readonly name: string;
  readonly timing: 'before' | 'after' | 'instead of';
  readonly events: readonly ('insert' | 'update' | 'delete' | 'truncate')[];
  /** `UPDATE OF` */
  readonly columns: readonly string[];
  readonly forEachRow: boolean;
  readonly function: Name;
}

export interface PolicyFact {
  readonly name: string;
  readonly command: 'all' | 'select' | 'insert' | 'update' | 'delete';
  readonly permissive: boolean;
  readonly roles: readonly string[];
  readonly using?: ExpressionFact;
  readonly check?: ExpressionFact;
}

export interface SequenceFact {
  /** `OWNED BY`: null says NONE. */
  readonly ownedBy?: { readonly table: Name; readonly column: string } | null;
  readonly type?: TypeFact;
}
