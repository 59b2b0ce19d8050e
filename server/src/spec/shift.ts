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
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, moved(each, by)]));
}

function isSpan(value: object): value is Span {
  return 'start' in value && 'end' in value;
}
