/**
 * What PostgreSQL makes of texts of numbers. All functions return what the type's output function gives, or undefined for a
 * text that they don't understand.
 */

const INTEGER = /^[+-]?(?:\d+(?:_\d+)*|0x(?:_?[\da-f])+|0o(?:_?[0-7])+|0b(?:_?[01])+)$/i;
const DECIMAL = /^([+-]?)(\d+(?:_\d+)*)?(?:\.(\d+(?:_\d+)*)?)?(?:e([+-]?\d+(?:_\d+)*))?$/i;

/** PostgreSQL takes no larger ones. */
const MAX_EXPONENT = 131_072;

export function inputInteger(text: string): string | undefined {
  const trimmed = text.trim();
  if (!INTEGER.test(trimmed)) return undefined;
  const value = BigInt(trimmed.replace(/^[+-]|_/g, ''));
  return String(trimmed.startsWith('-') ? -value : value);
}

export function inputNumeric(text: string): string | undefined {
  const trimmed = text.trim();
  const special = /^([+-]?)(nan|inf(?:inity)?)$/i.exec(trimmed);
  if (special) {
    if (/^nan$/i.test(special[2]!)) return 'NaN';
    return special[1] === '-' ? '-Infinity' : 'Infinity';
  }
  const parts = DECIMAL.exec(trimmed);
  if (!parts || (parts[2] === undefined && parts[3] === undefined)) return inputInteger(trimmed);
  const [, sign, whole = '', fraction = '', exponent = '0'] = parts.map((part) => part?.replaceAll('_', ''));
  const shift = Number(exponent);
  if (Math.abs(shift) > MAX_EXPONENT) return undefined;
  let digits = whole + fraction;
  let point = whole.length + shift;
  if (point < 0) {
    digits = '0'.repeat(-point) + digits;
    point = 0;
  }
  digits = digits.padEnd(point, '0');
  const before = digits.slice(0, point).replace(/^0+(?=\d)/, '') || '0';
  const after = digits.slice(point);
  const zero = /^0*$/.test(before + after);
  return `${sign === '-' && !zero ? '-' : ''}${before}${after === '' ? '' : `.${after}`}`;
}

/** `float4` or `float8`: as few digits as are needed. */
export function inputFloat(text: string, single: boolean): string | undefined {
  const trimmed = text.trim();
  const special = /^([+-]?)(nan|inf(?:inity)?)$/i.exec(trimmed);
  if (special) return inputNumeric(trimmed);
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(trimmed)) return undefined;
  const value = single ? Math.fround(Number(trimmed)) : Number(trimmed);
  if (!Number.isFinite(value)) return undefined;
  if (value === 0) return trimmed.startsWith('-') ? '-0' : '0';
  return formatFloat(single ? shortestSingle(value) : value, single ? 6 : 15);
}

function shortestSingle(value: number): number {
  for (let digits = 1; digits < 9; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return rounded;
  }
  return Number(value.toPrecision(9));
}

/** With an exponent from `limit` digits on, or below 0.0001. */
function formatFloat(value: number, limit: number): string {
  const [mantissa = '', power = '0'] = Math.abs(value).toExponential().split('e');
  const exponent = Number(power);
  const digits = mantissa.replace('.', '');
  const sign = value < 0 ? '-' : '';
  if (exponent < -4 || exponent >= limit) {
    const size = String(Math.abs(exponent)).padStart(2, '0');
    return `${sign}${mantissa}e${exponent < 0 ? '-' : '+'}${size}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = digits.slice(exponent + 1);
  return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** With the currency of the C locale. */
export function inputMoney(text: string): string | undefined {
  const parts = /^\s*(-?)\$?(-?)([\d,]+)(?:\.(\d*))?\s*$/.exec(text);
  if (!parts) return undefined;
  const [, before, behind, whole = '', fraction = ''] = parts;
  const cents = BigInt(whole.replaceAll(',', '')) * 100n + BigInt(Math.round(Number(`0.${fraction}0`) * 100));
  const units = String(cents / 100n).replace(/\B(?=(?:\d{3})+$)/g, ',');
  const sign = (before !== '' || behind !== '') && cents > 0n ? '-' : '';
  return `${sign}$${units}.${String(cents % 100n).padStart(2, '0')}`;
}
