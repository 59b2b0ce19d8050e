import { inLastWord, singularOf } from './inflection';

/** Words at the start or, where there is none, at the end of a name that say what kind of object it is. */
const STARTS = words('idx ix index uq uniq unique uk un ux udx uidx chk ck check fk pk ex excl xpk');
const ENDS = words('idx ix index uq uniq unique uk key ukey chk ck check fk fkey pk pkey ex excl');
/** From here on PostgreSQL or a tool may have cut a name. */
const LONG = 58;

interface NamedThing {
  readonly name: string;
  readonly table: string;
}

/**
 * What a name is made of: `idx_users_email` of the table `users` is `idx_{table}_{columns}`. Everything that is neither the
 * table's name nor a word for the kind counts as columns. Undefined where nothing of the name says anything.
 */
export function patternOf({ name, table }: NamedThing): string | undefined {
  if (Buffer.byteLength(name) >= LONG) return undefined;
  const parts = name.split('_').filter((word) => word !== '');
  if (parts.length === 0 || parts.some(isHash)) return undefined;
  // `check_results_id_idx` begins with a table that is called so, not with a word for the kind.
  const isTable = startOf(parts.join('_'), table)?.isFirst === true;
  const start = STARTS.has(parts[0]!.toLowerCase()) && parts.length > 1 && !isTable ? parts.shift() : undefined;
  const hasEnd = start === undefined && parts.length > 1 && ENDS.has(parts.at(-1)!.toLowerCase());
  const end = hasEnd ? parts.pop() : undefined;
  const middle = parts.join('_');
  const at = startOf(middle, table);
  const rest = at ? at.rest : middle;
  const columns = rest === '' ? undefined : at && rest.startsWith('on_') ? 'on_{columns}' : '{columns}';
  const found = [start, at ? '{table}' : undefined, columns, end];
  if (start === undefined && end === undefined && !at) return undefined;
  return found.filter((part) => part !== undefined).join('_');
}

/** Whether a name is as a pattern says. A part that isn't said of the columns may be left out or be anything. */
export function follows(thing: NamedThing, pattern: string): boolean {
  if (Buffer.byteLength(thing.name) >= LONG || thing.name.split('_').some(isHash)) return true;
  let found = patternOf(thing);
  // Where the table needn't be said, it may be.
  if (!pattern.includes('{table}'))
    found = found?.replace('{table}_{columns}', '{columns}').replace('{table}', '{columns}');
  return (
    found !== undefined && (found === pattern || found === pattern.replace(/_(?:on_)?\{columns\}|\{columns\}_/, ''))
  );
}

/**
 * What comes behind the table's name, in the plural or the singular, with which a name begins. Before it may stand its schema
 * (`shop.orders`) or words on the rows that are meant (`open_orders`).
 */
function startOf(name: string, table: string): { readonly rest: string; readonly isFirst: boolean } | undefined {
  const lower = name.toLowerCase();
  const names = [table.toLowerCase(), inLastWord(table.toLowerCase(), singularOf)];
  for (const each of names) {
    if (lower === each) return { rest: '', isFirst: true };
    if (lower.startsWith(`${each}_`)) return { rest: name.slice(each.length + 1), isFirst: true };
  }
  for (const each of names) {
    const at = [`.${each}_`, `_${each}_on_`].map((part) => lower.indexOf(part)).find((found) => found > 0);
    if (at !== undefined) return { rest: name.slice(at + each.length + 2), isFirst: false };
  }
  return undefined;
}

/** Letters and digits that a tool made up. */
function isHash(word: string): boolean {
  return /^(?=.*\d.*\d)(?=.*[a-z])[a-z0-9]{10,}$/.test(word) && !/^[a-z]+\d{1,4}$/.test(word);
}

export type NameCase = 'snake_case' | 'camelCase' | 'PascalCase' | 'UPPER_CASE';

/** How a name is spelled; undefined where it is one small word, which fits several, or none of them. */
export function caseOf(name: string): NameCase | undefined {
  if (/^_?[a-z][a-z0-9]*(?:_+[a-z0-9]+)+_?$/.test(name)) return 'snake_case';
  if (/^[a-z]+[a-z0-9]*(?:[A-Z][a-zA-Z0-9]*)+$/.test(name)) return 'camelCase';
  if (/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/.test(name) && name.length > 1) return 'UPPER_CASE';
  return /^[A-Z][a-z0-9]+(?:[A-Z][a-zA-Z0-9]*)*$/.test(name) ? 'PascalCase' : undefined;
}

/** A name in small letters with underscores: `orderItems` and `Order Items` are `order_items`. */
export function snakeCase(name: string): string {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1_$2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1_$2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
