import type { Span } from '../../base/span';
import type { StatementFacts } from '../facts';

/** What a composed statement says, with the place of what runs it as the place of all. */
export function placed(facts: StatementFacts, span: Span): StatementFacts {
  return at(facts, span) as StatementFacts;
}

function at(value: unknown, span: Span): unknown {
  if (Array.isArray(value)) return value.map((each) => at(each, span));
  if (typeof value !== 'object' || value === null) return value;
  if ('start' in value && 'end' in value && Object.keys(value).length === 2) return span;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, key === 'tree' ? each : at(each, span)]));
}
