import { isLike, isList, plainPattern } from './builtins';
import { Beyond } from './ends';
import { DAY, Interval, intervalOf, later, Moment } from './moments';
import { and, arrayOf, equal, less, not, or, strict, textOf, UNKNOWN, type Value } from './values';

const MAX_TEXT = 100_000;

/** An array, also one that is given as text. */
export function asList(value: Value): Value {
  return typeof value === 'string' ? (arrayOf(value) ?? UNKNOWN) : value;
}

/** What an operator makes of two values. */
export function binary(operator: string, a: Value, b: Value): Value {
  switch (operator) {
    case '=':
      return equal(a, b);
    case '<>':
    case '!=':
      return not(equal(a, b));
    case '<':
      return less(a, b);
    case '>':
      return less(b, a);
    case '<=':
      return not(less(b, a));
    case '>=':
      return not(less(a, b));
    case '||':
      return concatenation(a, b);
    case '~~':
    case '!~~':
    case '~~*':
    case '!~~*': {
      const like = strict([textOf(a), textOf(b)], () =>
        isLike(String(textOf(a)), String(textOf(b)), operator.endsWith('*')),
      );
      return operator.startsWith('!') ? not(like) : like;
    }
    case '~':
    case '!~':
    case '~*':
    case '!~*':
      return strict([textOf(a), textOf(b)], () => {
        const pattern = plainPattern(String(textOf(b)), operator.endsWith('*'));
        return pattern ? pattern.test(String(textOf(a))) !== operator.startsWith('!') : UNKNOWN;
      });
    case '@>':
      return contains(a, b);
    case '<@':
      return contains(b, a);
    case '&&': {
      const [x, y]: readonly [Value, Value] = [asList(a), asList(b)];
      if (!isList(x) || !isList(y)) return UNKNOWN;
      return or(x.map((each) => or(y.map((other) => equal(each, other)))));
    }
  }
  return arithmetic(operator, a, b);
}

function contains(a: Value, b: Value): Value {
  const [x, y]: readonly [Value, Value] = [asList(a), asList(b)];
  if (!isList(x) || !isList(y)) return UNKNOWN;
  return and(y.map((each) => or(x.map((other) => equal(each, other)))));
}

function concatenation(a: Value, b: Value): Value {
  if (isList(a) || isList(b)) {
    if (a === null || b === null) return a ?? b;
    if (a === UNKNOWN || b === UNKNOWN) return UNKNOWN;
    const [x, y] = [isList(a) ? a : typeof a === 'string' ? (arrayOf(a) ?? [a]) : [a], isList(b) ? b : typeof b === 'string' ? (arrayOf(b) ?? [b]) : [b]]; // prettier-ignore
    return [...x, ...y];
  }
  return strict([textOf(a), textOf(b)], () => {
    const joined = String(textOf(a)) + String(textOf(b));
    if (joined.length > MAX_TEXT) throw new Beyond();
    return joined;
  });
}

function arithmetic(operator: string, a: Value, b: Value): Value {
  return strict([a, b], () => {
    const ofTime = timeArithmetic(operator, a, b);
    if (ofTime !== undefined) return ofTime;
    const [x, y] = [Number(a), Number(b)];
    if (typeof a === 'boolean' || typeof b === 'boolean' || !Number.isFinite(x) || !Number.isFinite(y)) return UNKNOWN;
    switch (operator) {
      case '+':
        return x + y;
      case '-':
        return x - y;
      case '*':
        return x * y;
      case '/':
        return y === 0 || !Number.isInteger(x) || !Number.isInteger(y) ? UNKNOWN : Math.trunc(x / y);
      case '%':
        return y === 0 ? UNKNOWN : x % y;
      default:
        return UNKNOWN;
    }
  });
}

/** What is added to a day, a time or a length of time; undefined where neither value is one. */
function timeArithmetic(operator: string, a: Value, b: Value): Value | undefined {
  if (operator === '+' && !(a instanceof Moment) && b instanceof Moment) return timeArithmetic(operator, b, a);
  if (operator === '*' && b instanceof Interval && typeof a === 'number') return b.times(a) ?? UNKNOWN;
  const sign = operator === '+' ? 1 : operator === '-' ? -1 : undefined;
  if (a instanceof Moment) {
    if (sign === undefined) return UNKNOWN;
    if (b instanceof Interval) return later(a, b.times(sign)!);
    if (a.type === 'date') {
      if (typeof b === 'number' && Number.isInteger(b)) return new Moment('date', a.at + sign * b * DAY);
      return b instanceof Moment && b.type === 'date' && sign < 0 ? (a.at - b.at) / DAY : UNKNOWN;
    }
    const interval = typeof b === 'string' ? intervalOf(b) : undefined;
    return interval ? later(a, interval.times(sign)!) : UNKNOWN;
  }
  if (a instanceof Interval) {
    if (operator === '*') return (typeof b === 'number' ? a.times(b) : undefined) ?? UNKNOWN;
    return sign !== undefined && b instanceof Interval ? a.plus(b.times(sign)!) : UNKNOWN;
  }
  return b instanceof Moment || b instanceof Interval ? UNKNOWN : undefined;
}
