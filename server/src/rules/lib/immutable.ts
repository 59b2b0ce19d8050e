import type { Node } from '@pgsql/types';
import type { Expr } from '../../model/expr/analyse';
import { parts } from '../../model/expr/tree';
import { idOf } from '../../model/expr/type-table';
import { readType } from '../../model/types';

/** Functions of which no version is immutable, by why. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  ...named(
    'gives something else at each call',
    'now clock_timestamp statement_timestamp transaction_timestamp timeofday random random_normal gen_random_uuid uuidv4 uuidv7 ' +
      'nextval currval lastval txid_current',
  ),
  ...named('depends on who asks', 'current_setting current_user session_user current_schema current_database'),
  ...named(
    'depends on settings of the session',
    'to_char to_date to_number to_json to_jsonb row_to_json array_to_json json_build_array json_build_object jsonb_build_array ' +
      'jsonb_build_object array_to_string concat concat_ws format make_timestamptz convert_from convert_to',
  ),
  ...named('changes with the values of its type', 'enum_first enum_last enum_range'),
};
const ZONE = "depends on the session's time zone";
const SETTINGS = 'depends on settings of the session';
const SEARCH = "depends on the session's text search configuration";

/** Versions of functions, and operators, that aren't immutable while others of the name are. */
const SIGNATURES: Readonly<Record<string, string>> = {
  ...named(
    ZONE,
    'date(timestamptz) date_part(text,timestamptz) date_trunc(text,timestamptz) extract(text,timestamptz) time(timestamptz) ' +
      'timestamp(timestamptz) timestamptz(timestamp) timestamptz(date) timetz(timestamptz) timezone(timestamp) timezone(timestamptz) ' +
      'age(timestamptz) age(timestamp) +(timestamptz,interval) -(timestamptz,interval) +(interval,timestamptz)',
  ),
  ...named(SETTINGS, 'to_timestamp(text,text)'),
  ...named(
    SEARCH,
    'to_tsvector(text) to_tsvector(json) to_tsvector(jsonb) to_tsquery(text) plainto_tsquery(text) phraseto_tsquery(text) ' +
      'websearch_to_tsquery(text)',
  ),
  ...Object.fromEntries(
    ['<', '<=', '=', '>=', '>', '<>'].flatMap((operator) =>
      ['date,timestamptz', 'timestamptz,date', 'timestamp,timestamptz', 'timestamptz,timestamp'].map((types) => [
        `${operator}(${types})`,
        ZONE,
      ]),
    ),
  ),
};

/** Conversions by functions. */
const CASTS: Readonly<Record<string, string>> = named(
  ZONE,
  'date>timestamptz timestamp>timestamptz timestamptz>date timestamptz>time timestamptz>timestamp timestamptz>timetz time>timetz',
);
/** Types whose text is written or read in more than one way. */
const MOMENTS = new Set(['date', 'timestamp', 'timestamptz', 'interval']);
const TEXTS = new Set(['text', 'varchar', 'bpchar']);
/** Conversions to other types are never an offence. */
const CONVERTED = new Set([...MOMENTS, ...TEXTS, 'time', 'timetz']);

function named(why: string, names: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [name, why]));
}

export interface Offence {
  /** As a person knows it: `now()`, a cast of `timestamptz` to `date`. */
  readonly what: string;
  readonly why: string;
}

/** `isOwn`: whether the schema has a function of the name. `isEnum`: whether a type is one. */
interface Known {
  isOwn(name: string): boolean;
  isEnum(type: string): boolean;
}

/** Whether the form of an expression says that nothing in it is an offence: most keys and generated columns only take a value out of a document. */
export function isPlain(node: Node | undefined): boolean {
  if (!node) return false;
  if ('ColumnRef' in node || 'A_Const' in node) return true;
  if ('NullTest' in node) return isPlain(node.NullTest.arg);
  if ('BoolExpr' in node) return node.BoolExpr.args?.every(isPlain) ?? false;
  if ('TypeCast' in node) {
    const { arg, typeName } = node.TypeCast;
    const target = typeName && readType(typeName);
    return target?.builtIn === true && !CONVERTED.has(target.name.name) && isPlain(arg);
  }
  if (!('A_Expr' in node)) return false;
  const { kind, name = [], lexpr, rexpr } = node.A_Expr;
  const [operator] = name;
  const taken = name.length === 1 && operator && 'String' in operator && /^->>?$/.test(operator.String.sval ?? '');
  return kind === 'AEXPR_OP' && taken === true && isPlain(lexpr) && isPlain(rexpr);
}

/** What in an expression is certainly not immutable. */
export function notImmutable(expr: Expr, known: Known): readonly Offence[] {
  const own = offence(expr, known);
  return [...(own ? [own] : []), ...parts(expr).flatMap((part) => notImmutable(part, known))];
}

function offence(expr: Expr, { isOwn, isEnum }: Known): Offence | undefined {
  switch (expr.kind) {
    case 'keyword':
      return { what: `\`${expr.text}\``, why: 'gives something else at each call' };
    case 'call': {
      // As it is printed: `extract` in quotes, being a keyword.
      const name = expr.name.replaceAll('"', '');
      const why = isOwn(name) ? undefined : (FUNCTIONS[name] ?? SIGNATURES[signature(name, expr.args)]);
      return why === undefined ? undefined : { what: `\`${name}()\``, why };
    }
    case 'op': {
      const why = SIGNATURES[signature(expr.operator, expr.args)];
      if (why !== undefined) return { what: `\`${expr.operator}\``, why };
      // PostgreSQL makes text of what is put to a text.
      const other =
        expr.operator === '||' && expr.type?.name === 'text' && expr.args.find(({ type }) => type?.name !== 'text');
      return other ? conversion(other, 'text', isEnum) : undefined;
    }
    case 'cast':
      return conversion(expr.arg, expr.type && idOf(expr.type), isEnum);
    default:
      return undefined;
  }
}

function signature(name: string, args: readonly Expr[]): string {
  return `${name}(${args.map(({ type }) => (type ? idOf(type) : '?')).join()})`;
}

function conversion(arg: Expr, target: string | undefined, isEnum: Known['isEnum']): Offence | undefined {
  const source = arg.type && idOf(arg.type);
  if (source === undefined || target === undefined || arg.kind === 'const') return undefined;
  const what = `a cast of \`${source}\` to \`${target}\``;
  const why = CASTS[`${source}>${target}`];
  if (why !== undefined) return { what, why };
  const read = TEXTS.has(source) && (MOMENTS.has(target) || target === 'time' || target === 'timetz');
  const written = TEXTS.has(target) && MOMENTS.has(source);
  if (read || written) return { what, why: SETTINGS };
  if (isEnum(source) && TEXTS.has(target)) return { what, why: 'changes when a value of the type is renamed' };
  const array = source.endsWith('[]') && TEXTS.has(target);
  return array ? { what, why: SETTINGS } : undefined;
}
