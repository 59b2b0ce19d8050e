import type { ExpressionFact } from '../facts';
import { parseName, quoteIdent, type Name } from '../names';
import type { ConstraintDraft, IndexDraft, TableDraft } from './state';

type Change = <E extends ExpressionFact>(expression: E) => E;

/** Changes every expression of a table: defaults, checks, keys, predicates, policies. */
export function changeExpressions(table: TableDraft, change: Change): void {
  if (!table.query) {
    for (const column of table.columns) {
      if (column.default) column.default = change(column.default);
      if (column.generated) column.generated = change(column.generated);
    }
  }
  for (const constraint of table.constraints) changeConstraint(constraint, change);
  for (const index of table.indexes) changeIndex(index, change);
  for (const policy of table.policies) {
    if (policy.using) policy.using = change(policy.using);
    if (policy.check) policy.check = change(policy.check);
  }
}

export function changeConstraint(constraint: ConstraintDraft, change: Change): void {
  if (constraint.expression) constraint.expression = change(constraint.expression);
  const { exclusion } = constraint;
  if (!exclusion?.keys.some((key) => key.expression)) return;
  constraint.exclusion = { ...exclusion, keys: exclusion.keys.map((key) => changedKey(key, change)) };
}

function changeIndex(index: IndexDraft, change: Change): void {
  if (index.predicate) index.predicate = change(index.predicate);
  if (index.keys.some((key) => key.expression)) index.keys = index.keys.map((key) => changedKey(key, change));
}

function changedKey<K extends { readonly expression?: ExpressionFact }>(key: K, change: Change): K {
  return key.expression ? { ...key, expression: change(key.expression) } : key;
}

/** A copy of a tree in which nodes are other ones; `replace` gives undefined where a node stays. */
export function mapTree<T>(tree: T, replace: (key: string, value: object) => object | undefined): T {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return value;
    const copy: Record<string, unknown> = {};
    for (const [key, inner] of Object.entries(value)) {
      const other = typeof inner === 'object' && inner !== null ? replace(key, inner as object) : undefined;
      copy[key] = other ?? visit(inner);
    }
    return copy;
  };
  return visit(tree) as T;
}

/** An expression that draws from a sequence by its new name. */
export function withSequence(
  expression: ExpressionFact,
  is: (name: Name) => boolean,
  to: { readonly schema: string; readonly name: string },
): ExpressionFact {
  const shown = `${quoteIdent(to.schema)}.${quoteIdent(to.name)}`;
  const written = (text: string | undefined) => {
    const name = text === undefined ? undefined : parseName(text);
    return name !== undefined && is(name);
  };
  const tree =
    expression.tree &&
    mapTree({ tree: expression.tree }, (key, value) => {
      if (key !== 'A_Const') return undefined;
      const { sval } = value as { sval?: { sval?: string } };
      return written(sval?.sval) ? { ...value, sval: { sval: shown } } : undefined;
    }).tree;
  const text = expression.text.replace(/'((?:[^']|'')*)'/g, (all, inner: string) =>
    written(inner) ? `'${shown}'` : all,
  );
  const sequences = expression.sequences.map((name) => (is(name) ? to : name));
  return { ...expression, text, ...(tree && { tree }), sequences };
}
