import type { Column } from '../../model/schema';

/** Whether a column gets a value of itself, as far as that can be told: a domain may have a default. */
export function hasDefault({ default: value, identity, sequence, generated, type }: Column): boolean {
  return Boolean(value ?? identity ?? sequence ?? generated) || !type.builtIn;
}

const SAME: Readonly<Record<string, string>> = {
  'current_timestamp': 'now()', 'current_timestamp()': 'now()', 'now': 'now()', 'localtimestamp': 'now()', 'transaction_timestamp()': 'now()', 'current_date()': 'current_date',
  'uuid_generate_v4()': 'gen_random_uuid()', 'uuidv4()': 'gen_random_uuid()', 'uuid()': 'gen_random_uuid()', 'gen_random_uuid': 'gen_random_uuid()',
  't': 'true', 'f': 'false', "array[]": '{}', 'empty array': '{}', '[]': '{}', 'on': 'true', 'off': 'false',
}; // prettier-ignore
/** Words for where a value comes from, or that there is none; not the value. */
const UNSAID =
  /^(?:null|nil|n|none|undefined|empty|see|required|optional|mandatory|yes|no|varies|tbd|app(?:lication)?|db|database|trigger|computed|calculated|random|sequence|serial|identity|uuid(?:[-_ ]?v?[147])?|auto(?:[-_]?\w+)?|(?:auto[-_])?generated|nextval|timestamp)$/;
/** A text, a number, a word without blanks, or a call without arguments. */
const COMPARABLE = /^(?:-?\d+(?:\.\d+)?|[\w-]+|[a-z_][\w.]*\(\)|\{\}|)$/;

/** A default without differences of spelling; undefined for what can't be compared. */
export function canonicalDefault(written: string): string | undefined {
  const bare = written
    .trim()
    .replace(/::[\w ".]+(?:\(\d+(?:,\s?\d+)?\))?(?:\[\])?$/, '')
    .replace(/^\((.*)\)$/, '$1');
  const quoted = /^(['"])(.*)\1$/s.exec(bare);
  const text = (quoted?.[2] ?? bare).replace(/^public\./, '').toLowerCase();
  const value = SAME[text] ?? text;
  if (!quoted && UNSAID.test(value)) return undefined;
  if (quoted && !COMPARABLE.test(value)) return value;
  return COMPARABLE.test(value)
    ? value.replace(/^(-?\d+)\.0+$/, '$1').replace(/^(-?\d+\.\d*?[1-9])0+$/, '$1')
    : undefined;
}
