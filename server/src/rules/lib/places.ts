import type { ExpressionFact } from '../../model/facts';
import type { Origin } from '../../model/schema';
import type { Texts } from './syntax';

/** Where an expression of something stands; `otherwise` where a later statement gave it. */
export function placeOfExpression(
  { span, text }: ExpressionFact,
  { source }: Origin,
  otherwise: Origin,
  context: Texts,
): Origin {
  const at = { source, span };
  return context.text(at) === text ? at : otherwise;
}
