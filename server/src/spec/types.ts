import { Recent } from '../base/recent';
import { matchAt } from './text';

/** A type as a document or PostgreSQL spells it, read into parts. */
export interface ParsedType {
  /** One word for all spellings of a type: `varchar` for `character varying`. Lower case. */
  readonly word: string;
  /** `10,2` of `numeric(10, 2)`; empty where there are none. The values of an ENUM are left out. */
  readonly modifiers: string;
  readonly array: boolean;
  /** What the type can be taken for; undefined for a word that isn't known. */
  readonly families: readonly string[] | undefined;
}

/** The family of a word that can be kept in many ways. */
export const ANY = 'any';

/** Spellings by family: `,` between spellings of one type, `|` between types. */
const TYPES: readonly (readonly [families: string, spellings: string])[] = [
  [
    'text',
    'text|varchar,character varying,varchar2,nvarchar|char,character,bpchar,nchar|citext|string,str|enum|longtext,mediumtext,clob',
  ],
  [
    'int',
    'int2,smallint,smallserial,serial2|int4,integer,int,serial,serial4|int8,bigint,bigserial,serial8|long|short|tinyint,mediumint',
  ],
  ['numeric', 'numeric,decimal,dec|money'],
  ['float', 'float4,real|float8,double precision,double,float'],
  ['int numeric float', 'number'],
  ['bool', 'bool,boolean'],
  ['timestamp', 'timestamp,timestamp without time zone'],
  ['timestamptz', 'timestamptz,timestamp with time zone'],
  ['timestamp timestamptz', 'datetime'],
  ['date', 'date'],
  ['time', 'time,time without time zone|timetz,time with time zone'],
  ['interval', 'interval|duration'],
  ['json', 'json|jsonb|object'],
  ['uuid', 'uuid,guid'],
  ['uuid text', 'cuid,ulid,nanoid'],
  [ANY, 'array,list|map,dict,dictionary|any'],
  ['bytes', 'bytea|binary|blob|bytes|varbinary'],
  ['bits', 'bit|varbit,bit varying'],
  ...(
    'inet cidr macaddr macaddr8 xml tsvector tsquery hstore ltree lquery geometry geography point line lseg box path polygon ' +
    'circle vector halfvec sparsevec oid pg_lsn jsonpath int4range int8range numrange tsrange tstzrange daterange'
  )
    .split(' ')
    .map((word) => [word, word] as const),
];

const WORDS = new Map(
  TYPES.flatMap(([families, types]) =>
    types.split('|').flatMap((type) => {
      const spellings = type.split(',');
      return spellings.map((spelling) => [spelling, { word: spellings[0]!, families: families.split(' ') }] as const);
    }),
  ),
);

const ZONED = /(time(?:stamp)?)\s{0,3}(?:\(\s?(\d+)\s?\)\s{0,3})?(with(?:out)?)\s{1,3}time\s{1,3}zone/iy;
const WORD = /(?:double\s{1,3}precision|character\s{1,3}varying|bit\s{1,3}varying|[\p{L}_][\p{L}\p{M}\p{N}_]*)/iuy;
const MODIFIERS =
  /\s{0,3}\(\s{0,3}((?:-?\d+|max|n|p)(?:\s{0,3},\s{0,3}(?:-?\d+|s))?|(?:multi)?(?:point|linestring|polygon|geometry)z?m?(?:\s{0,3},\s{0,3}\d+)?)\s{0,3}\)/iy;
const DIMENSIONS = /(?:\s{0,3}\[\d*\])+|\s{1,3}array(?![\p{L}\p{N}_])/iuy;

/** Reads the known type at an offset of a text: its parts and where it ends. Undefined where none starts there. */
export function readType(text: string, at: number): (ParsedType & { readonly end: number }) | undefined {
  let word: string;
  let modifiers = '';
  let end: number;
  const zoned = matchAt(ZONED, text, at);
  if (zoned) {
    word = `${zoned[1]} ${zoned[3]} time zone`;
    modifiers = zoned[2] ?? '';
    end = at + zoned[0].length;
  } else {
    word = matchAt(WORD, text, at)?.[0] ?? '';
    end = at + word.length;
  }
  const known = WORDS.get(word.toLowerCase().replace(/\s+/g, ' '));
  if (!known) return undefined;
  if (known.word === 'enum') end = enumEnd(text, end);
  else if (!zoned) {
    const written = matchAt(MODIFIERS, text, end);
    if (written) {
      modifiers = written[1]!.toLowerCase().replace(/\s+/g, '');
      end += written[0].length;
    }
  }
  const dimensions = matchAt(DIMENSIONS, text, end);
  if (dimensions) end += dimensions[0].length;
  return { ...known, modifiers, array: dimensions !== undefined, end };
}

const parsed = new Recent<string, ParsedType>(5_000);

/** Reads a text that is a type and nothing else, known or not. */
export function parseType(text: string): ParsedType {
  return parsed.get(text, () => parse(text));
}

function parse(text: string): ParsedType {
  const trimmed = text.trim().replace(/^["`]|["`]$/g, '');
  const known = readType(trimmed, 0);
  if (known?.end === trimmed.length) return known;
  const word = trimmed.replace(/(?:\s{0,3}\[\d{0,9}\]){1,9}$/, '');
  const array = word.length < trimmed.length;
  return { word: word.toLowerCase(), modifiers: '', array, families: undefined };
}

/** The end of the list of values behind the word ENUM: `('a', 'b')`, `(a, b)`, `[a, b]`. */
function enumEnd(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ') at++;
  const close = text[at] === '(' ? ')' : text[at] === '[' ? ']' : undefined;
  if (close === undefined) return from;
  return endOfGroup(text, at, close) ?? from;
}

/** The end of the group that opens at `at`, past its closing mark; quotes hide marks. */
export function endOfGroup(text: string, at: number, close = ')'): number | undefined {
  const open = text[at];
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    const c = text[i];
    if (c === "'" || c === '"') {
      const quote = text.indexOf(c, i + 1);
      if (quote >= 0) i = quote;
    } else if (c === open) depth++;
    else if (c === close && --depth === 0) return i + 1;
  }
  return undefined;
}
