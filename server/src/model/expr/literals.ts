import type { SqlType } from './env';
import { formatSqlType, quoteIdentifier } from './format';
import { inputArray, inputRange } from './literal-arrays';
import { inputDate, inputTime, inputTimestamp } from './literal-dates';
import { inputInterval } from './literal-intervals';
import { inputJsonb } from './literal-json';
import { inputInet, inputMac } from './literal-network';
import { inputFloat, inputInteger, inputMoney, inputNumeric } from './literal-numbers';
import { idOf, typeOf, type TypeTable } from './type-table';

/** Longer texts of other types than these stay as written. */
const MAX_LENGTH = 1000;
const OF_ANY_LENGTH = new Set(['jsonb', 'bytea']);

/** What the output function of a type gives for a literal; what isn't understood stays as written. Domains count as their base. */
export function inputLiteral(types: TypeTable, text: string, type: SqlType): string {
  return input(types, text, types.base(type)) ?? text;
}

function input(types: TypeTable, text: string, type: SqlType): string | undefined {
  if (type.array) {
    const element = types.base({ ...type, array: false });
    return inputArray(text, (each) => input(types, each, element), element.name === 'box' ? ';' : ',');
  }
  if (text.length > MAX_LENGTH && !OF_ANY_LENGTH.has(type.name)) return text;
  if (!type.builtIn) return type.name.endsWith('.hstore') ? hstore(text) : userRange(types, text, type);
  const read = READERS[type.name];
  if (read) return read(text, types, type.modifiers);
  const known = types.find(type.name);
  return known?.kind === 'r' ? range(types, text, known.related) : text;
}

type Read = (text: string, types: TypeTable, modifiers: readonly string[]) => string | undefined;

const READERS: Readonly<Record<string, Read>> = {
  bool,
  int2: inputInteger,
  int4: inputInteger,
  int8: inputInteger,
  oid: inputInteger,
  numeric: inputNumeric,
  float4: (text) => inputFloat(text, true),
  float8: (text) => inputFloat(text, false),
  money: inputMoney,
  date: inputDate,
  timestamp: (text) => inputTimestamp(text, false),
  timestamptz: (text) => inputTimestamp(text, true),
  time: (text) => inputTime(text, false),
  timetz: (text) => inputTime(text, true),
  interval: (text, _, modifiers) => inputInterval(text, modifiers),
  jsonb: inputJsonb,
  uuid,
  bytea,
  inet: (text) => inputInet(text, false),
  cidr: (text) => inputInet(text, true),
  macaddr: (text) => inputMac(text, 6),
  macaddr8: (text) => inputMac(text, 8),
  bit: bits,
  varbit: bits,
  point,
  jsonpath,
  regclass: (text, types) => objectName(text, types, true),
  regtype,
  regproc: (text) => objectName(text),
  regconfig: (text) => objectName(text),
  regdictionary: (text) => objectName(text),
  regcollation: (text) => objectName(text),
};

function bool(text: string): string | undefined {
  const word = text.trim().toLowerCase();
  if (word === '') return undefined;
  if ('true'.startsWith(word) || 'yes'.startsWith(word) || word === 'on' || word === '1') return 't';
  if ('false'.startsWith(word) || 'no'.startsWith(word) || 'off'.startsWith(word) || word === '0') {
    return word === 'o' ? undefined : 'f';
  }
  return undefined;
}

function uuid(text: string): string | undefined {
  const inner = /^\{(.*)\}$/.exec(text)?.[1] ?? text;
  if (!/^(?:[\da-f]{4}-?){7}[\da-f]{4}$/i.test(inner)) return undefined;
  return inner.replaceAll('-', '').toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'); // prettier-ignore
}

function bytea(text: string): string | undefined {
  if (text.startsWith('\\x')) {
    const digits = text.slice(2).replace(/\s/g, '').toLowerCase();
    return /^(?:[\da-f]{2})*$/.test(digits) ? `\\x${digits}` : undefined;
  }
  let found = '';
  for (const [part, octal] of text.matchAll(/\\([0-3][0-7]{2})|\\\\|[^\\]+|\\/g)) {
    if (octal !== undefined) found += parseInt(octal, 8).toString(16).padStart(2, '0');
    else if (part === '\\') return undefined;
    else found += Buffer.from(part === '\\\\' ? '\\' : part).toString('hex');
  }
  return `\\x${found}`;
}

function bits(text: string): string | undefined {
  if (/^x[\da-f]*$/i.test(text)) {
    return [...text.slice(1)].map((digit) => parseInt(digit, 16).toString(2).padStart(4, '0')).join('');
  }
  return /^b?([01]*)$/i.exec(text)?.[1];
}

function point(text: string): string | undefined {
  const parts = /^\s*\(?\s*([^\s,()]+)\s*,\s*([^\s,()]+)\s*\)?\s*$/.exec(text);
  const x = parts && inputFloat(parts[1]!, false);
  const y = parts && inputFloat(parts[2]!, false);
  return x && y ? `(${x},${y})` : undefined;
}

/** Paths of keys and places; what has conditions stays as written. */
function jsonpath(text: string): string | undefined {
  const trimmed = text.trim();
  if (!/^\$(?:\.(?:[A-Za-z_]\w*|"[^"\\]*"|\*)|\[(?:\*|\d+)\])*$/.test(trimmed)) return undefined;
  return trimmed.replace(/\.([A-Za-z_]\w*)/g, '."$1"');
}

/** Types are spelled as `format_type` does it, those of one word at least. */
function regtype(text: string, types: TypeTable): string | undefined {
  const name = text.trim().toLowerCase();
  const id = name.replace(/^pg_catalog\./, '');
  if (id === 'bpchar') return 'character';
  if (/^\w+(?:\[\])?$/.test(id) && types.find(id.replace('[]', '')))
    return formatSqlType(typeOf(id)).replaceAll('"bit"', 'bit');
  return /^[\w ]+$/.test(name) ? name : objectName(text);
}

/** As it is printed where `public` is searched. */
function objectName(text: string, types?: TypeTable, relation = false): string | undefined {
  const names = [...text.trim().matchAll(/"((?:[^"]|"")*)"|([^".\s]+)/g)].map(([, quoted, plain]) =>
    quoted === undefined ? plain!.toLowerCase() : quoted.replaceAll('""', '"'),
  );
  const name = names.at(-1);
  if (name === undefined || names.length > 2 || /[^\w$."]/.test(text.replace(/"(?:[^"]|"")*"/g, ''))) return undefined;
  const found = names.length === 1 && relation ? types?.env.relation?.({ name }) : undefined;
  const schema = names.length > 1 ? names[0] : found?.schema;
  if (schema === undefined || schema === 'public' || schema === 'pg_catalog') return quoteIdentifier(name);
  return `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}

function userRange(types: TypeTable, text: string, type: SqlType): string | undefined {
  const known = types.find(idOf(type));
  return known?.kind === 'r' ? range(types, text, known.related) : text;
}

function range(types: TypeTable, text: string, subtype: string | undefined): string | undefined {
  if (subtype === undefined) return undefined;
  const type = types.base(typeOf(subtype));
  const next = subtype === 'int4' || subtype === 'int8' ? nextNumber : subtype === 'date' ? nextDay : undefined;
  return inputRange(text, (each) => input(types, each, type), next);
}

function nextNumber(text: string): string {
  return String(BigInt(text) + 1n);
}

function nextDay(text: string): string | undefined {
  if (text.endsWith('infinity')) return text;
  const moment = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(moment.getTime())) return undefined;
  moment.setUTCDate(moment.getUTCDate() + 1);
  return moment.toISOString().slice(0, 10);
}

/** `a=>1, "b c"=>NULL`: pairs as hstore keeps them, shorter keys first. */
function hstore(text: string): string | undefined {
  const word = String.raw`"(?:[^"\\]|\\.)*"|(?:[^\s"=,\\]|\\.|=(?!>))+`;
  const pair = new RegExp(String.raw`\s*(${word})\s*=>\s*(${word})\s*(?:,|$)`, 'y');
  const pairs = new Map<string, string | null>();
  while (pair.lastIndex < text.trimEnd().length) {
    const found = pair.exec(text);
    if (!found) return undefined;
    const [, key = '', value = ''] = found;
    if (!pairs.has(plain(key))) pairs.set(plain(key), /^null$/i.test(value) ? null : plain(value));
  }
  const sorted = [...pairs].sort(([a], [b]) => Buffer.byteLength(a) - Buffer.byteLength(b) || Buffer.compare(Buffer.from(a), Buffer.from(b))); // prettier-ignore
  const quoted = (each: string) => `"${each.replace(/["\\]/g, '\\$&')}"`;
  return sorted.map(([key, value]) => `${quoted(key)}=>${value === null ? 'NULL' : quoted(value)}`).join(', ');
}

function plain(word: string): string {
  return (word.startsWith('"') ? word.slice(1, -1) : word).replace(/\\(.)/g, '$1');
}
