import { shift, type Span } from '../base/span';

/** Plain data with all its places moved. */
export function shifted<T>(value: T, by: number): T {
  return by === 0 ? value : (moved(value, by) as T);
}

function moved(value: unknown, by: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => moved(each, by));
  if (isSpan(value)) return shift(value, by);
  if (value instanceof Map) return new Map([...value].map(([key, each]) => [key, moved(each, by)]));
  const copy: Record<string, unknown> = {};
  // Plain data has no keys but its own, and this is the quickest way to them.
  for (const key in value) copy[key] = moved((value as Readonly<Record<string, unknown>>)[key], by);
  return copy;
}

function isSpan(value: object): value is Span {
  return 'start' in value && 'end' in value;
}
