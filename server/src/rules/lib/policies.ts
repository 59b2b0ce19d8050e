import type { FuncCall } from '@pgsql/types';
import type { ExpressionFact } from '../../model/facts';
import { QueryText } from '../../model/query/text';
import type { Origin, Policy } from '../../model/schema';
import { placeOfExpression } from './places';
import { visit } from './query';
import type { Texts } from './syntax';

/** A condition of a policy with its place. */
export interface PolicyCondition {
  readonly expression: ExpressionFact;
  readonly at: Origin;
}

/** USING and WITH CHECK; what a later ALTER POLICY wrote has the place of the whole policy. */
export function conditionsOf({ using, check, origin }: Policy, context: Texts): readonly PolicyCondition[] {
  return [using, check].flatMap((expression) =>
    expression ? [{ expression, at: placeOfExpression(expression, origin, origin, context) }] : [],
  );
}

/** The calls in a condition that stand in no subquery: those are made for each row. */
export function callsPerRow(
  { expression, at }: PolicyCondition,
  isMeant: (name: string) => boolean,
): readonly { readonly name: string; readonly at: Origin }[] {
  const { tree, text: sql } = expression;
  if (!tree || at.span !== expression.span) return [];
  const text = new QueryText(sql, (location) => location ?? 0);
  const found: { name: string; at: Origin }[] = [];
  visit(tree, {
    FuncCall(call, parents) {
      const name = nameOf(call);
      if (!isMeant(name) || parents.some(({ kind }) => kind === 'SubLink')) return;
      const first = text.index(call.location);
      const open = text.next(first, '(', first + 4);
      const close = open === undefined ? undefined : text.partner(open);
      if (close === undefined) return;
      const span = { start: at.span.start + text.span(first).start, end: at.span.start + text.span(close).end };
      found.push({ name, at: { source: at.source, span } });
    },
  });
  return found;
}

function nameOf({ funcname }: FuncCall): string {
  return (funcname ?? []).map((part) => ('String' in part ? part.String.sval : '')).join('.');
}
