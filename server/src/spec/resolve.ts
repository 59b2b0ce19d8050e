import type { SpecEntity } from './facts';
import { ANY, parseType, type ParsedType } from './types';

/** Plurals that no ending tells. */
const IRREGULAR: readonly (readonly [plural: string, singular: string])[] = [
  ['people', 'person'],
  ['children', 'child'],
  ['men', 'man'],
  ['mice', 'mouse'],
  ['data', 'datum'],
  ['media', 'medium'],
  ['criteria', 'criterion'],
  ['indices', 'index'],
  ['matrices', 'matrix'],
  ['vertices', 'vertex'],
  ['analyses', 'analysis'],
  ['quizzes', 'quiz'],
];

interface Names {
  /** Before the last dot. */
  readonly schema: string | undefined;
  readonly exact: string;
  /** Letters and digits in lower case: the same for `OrderItem`, `order_item` and `Order Item`. */
  readonly letters: string;
  /** The letters, and what they may be in the singular. */
  readonly singulars: readonly string[];
}

/** Names recur all the time, in every document and at every keystroke. */
const known = new Map<string, Names>();
const MOST_KNOWN = 20_000;

function namesOf(name: string): Names {
  let names = known.get(name);
  if (!names) {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(name, (names = readNames(name)));
  }
  return names;
}

function readNames(name: string): Names {
  const exact = name.split('(', 1)[0]!.replace(/[`"*]/g, '').trim();
  const dot = exact.lastIndexOf('.');
  const letters = lettersOf(exact.slice(dot + 1));
  return {
    schema: dot > 0 ? exact.slice(0, dot) : undefined,
    exact: exact.slice(dot + 1),
    letters,
    singulars: singularsOf(letters),
  };
}

function lettersOf(name: string): string {
  return name.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

function singularsOf(word: string): string[] {
  if (word === '') return [];
  const found = [word];
  if (word.endsWith('ies')) found.push(`${word.slice(0, -3)}y`);
  if (/(?:s|x|z|ch|sh|o)es$/.test(word)) found.push(word.slice(0, -2));
  if (word.endsWith('ves')) found.push(`${word.slice(0, -3)}f`, `${word.slice(0, -3)}fe`);
  if (/[^s]s$/.test(word)) found.push(word.slice(0, -1));
  for (const [plural, singular] of IRREGULAR) {
    if (word.endsWith(plural)) found.push(word.slice(0, -plural.length) + singular);
  }
  return found;
}

/**
 * Whether a document's name for an entity can mean a table: `OrderItem`, `ORDER_ITEM`, `Order Items` and
 * `order_items` are one. What stands in parentheses and a schema before the name don't matter.
 */
export function entityMatches(entity: string, table: string): boolean {
  const { singulars } = namesOf(table);
  return namesOf(entity).singulars.some((one) => singulars.includes(one));
}

/** Tells of a name whether it matches any of these. */
export function matcher(names: Iterable<string>): (name: string) => boolean {
  const singulars = new Set([...names].flatMap((name) => namesOf(name).singulars));
  return (name) => namesOf(name).singulars.some((one) => singulars.has(one));
}

/** Whether a document's name for a column means this one: `userId` is `user_id`. */
export function columnMatches(column: string, name: string): boolean {
  return column === name || (lettersOf(column) !== '' && lettersOf(column) === lettersOf(name));
}

/**
 * The table that an entity means: its own declared table, else the one of its schema, then the one spelled alike, then
 * the one in `public`. Undefined if there is none, or several with nothing to choose by.
 */
export function findTable<T extends { readonly name: string; readonly schema: string }>(
  entity: Pick<SpecEntity, 'name' | 'schema' | 'table'>,
  tables: Iterable<T>,
): T | undefined {
  const wanted = entity.table?.name ?? entity.name;
  const names = namesOf(wanted);
  const schema = entity.schema ?? names.schema;
  let best: T | undefined;
  let bestScore = -1;
  for (const table of tables) {
    if (!entityMatches(wanted, table.name)) continue;
    const score = scoreOf(names, schema, table);
    if (score === bestScore) best = undefined;
    else if (score > bestScore) [best, bestScore] = [table, score];
  }
  return best;
}

/** The same for many entities: the tables are looked up by what they may be called. */
export class TableIndex<T extends { readonly name: string; readonly schema: string }> {
  private readonly byName = new Map<string, T[]>();
  private readonly found = new Map<string, T | undefined>();

  constructor(readonly all: readonly T[]) {
    for (const table of all) {
      for (const one of namesOf(table.name).singulars) {
        const known = this.byName.get(one);
        if (known) known.push(table);
        else this.byName.set(one, [table]);
      }
    }
  }

  /** As `findTable`. */
  find(entity: Pick<SpecEntity, 'name' | 'schema' | 'table'>): T | undefined {
    const wanted = entity.table?.name ?? entity.name;
    const key = entity.schema === undefined ? wanted : `${entity.schema}\n${wanted}`;
    if (!this.found.has(key)) this.found.set(key, findTable(entity, this.called(wanted)));
    return this.found.get(key);
  }

  /** All tables that a name can mean, in whatever schema. */
  called(name: string): ReadonlySet<T> {
    return new Set(namesOf(name).singulars.flatMap((one) => this.byName.get(one) ?? []));
  }
}

function scoreOf(
  names: Names,
  schema: string | undefined,
  table: { readonly name: string; readonly schema: string },
): number {
  let score = 0;
  if (schema !== undefined && schema.toLowerCase() === table.schema.toLowerCase()) score += 8;
  if (names.exact === table.name) score += 4;
  if (names.letters === namesOf(table.name).letters) score += 2;
  if (table.schema === 'public') score += 1;
  return score;
}

export interface ColumnType {
  /** As `format_type` spells it. */
  readonly display: string;
  readonly isEnum: boolean;
}

export type TypeMatch = 'same' | 'family' | 'different';

/**
 * Compares the type that a document gives with a column's. `same`: the document is exact and right. `family`: it is vague,
 * or near (`VARCHAR(100)` and `text`), or has a word that isn't known. `different`: no reading makes them alike.
 */
export function compareTypes(document: string, column: ColumnType): TypeMatch {
  const said = parseType(document);
  const has = parseType(column.display);
  const families = column.isEnum ? ['text'] : has.families;
  if (!said.families || !families) return isNamed(said, has) ? 'same' : 'family';
  if (said.families.includes(ANY)) return 'family';
  if (said.array !== has.array || !said.families.some((family) => families.includes(family))) return 'different';
  return said.word === has.word && modifiersOf(said) === modifiersOf(has) ? 'same' : 'family';
}

/** How the types of one family differ that are both exact: `size`: one holds what the other can't; `limit`: only one has a limit. */
export type ExactDifference = 'size' | 'limit';

/** Words that PostgreSQL has and nobody uses loosely. */
const EXACT_WORDS =
  /^(?:bigint|int8|bigserial|serial8|smallint|int2|smallserial|int4|jsonb|real|float4|double precision|float8)(?![\p{L}\p{N}_])/iu;
/** Words that are exact in a document that has exact ones beside them. */
const OTHERWISE_LOOSE = /^(?:integer|serial|text)(?![\p{L}\p{N}_])/iu;
const SHOWS_EXACTNESS =
  /^(?:(?:var)?char|character varying|numeric|decimal)\s?\(\s?\d|^(?:timestamptz|timestamp with|bigint|smallint|jsonb|bytea|double precision)(?![\p{L}\p{N}_])/iu;

const LOOSE = /^(?:string|str|number|datetime|object)(?![\p{L}\p{N}_])/iu;

/** Whether a document is written in the types of PostgreSQL: what it calls `INTEGER` is no `bigint` then. */
export function isExactAbout(entities: readonly SpecEntity[]): boolean {
  return hasType(entities, SHOWS_EXACTNESS);
}

function hasType(entities: readonly SpecEntity[], pattern: RegExp): boolean {
  return entities.some(({ columns }) => columns.some(({ type }) => type !== undefined && pattern.test(type.text)));
}

/** Whether a document's types are those of a program: `timestamp` is any moment there. */
export function isLooseAbout(entities: readonly SpecEntity[]): boolean {
  return !isExactAbout(entities) && hasType(entities, LOOSE);
}

/** Compares types of which \`compareTypes\` says that they are of one family. `inExact`: see `isExactAbout`. */
export function exactDifference(document: string, display: string, inExact: boolean): ExactDifference | undefined {
  const [said, has] = [parseType(document), parseType(display)];
  if (!said.families || !has.families || said.array !== has.array) return undefined;
  const [limit, hasLimit] = [modifiersOf(said), modifiersOf(has)];
  if (said.modifiers !== '' && has.modifiers !== '') return limit === hasLimit ? undefined : 'size';
  const written = document.trim();
  const isExact = EXACT_WORDS.test(written) || (inExact && OTHERWISE_LOOSE.test(written));
  if (said.word !== has.word && isExact && !(said.families.includes('text') && has.modifiers === '')) {
    return said.families.includes('text') ? 'limit' : 'size';
  }
  return said.modifiers !== '' && said.word !== 'timestamp' && said.word !== 'timestamptz' ? 'limit' : undefined;
}

/** A type of the person's own has the same name on both sides. */
function isNamed(said: ParsedType, has: ParsedType): boolean {
  return said.array === has.array && entityMatches(said.word, has.word);
}

/** With what PostgreSQL adds: `numeric(10)` is `numeric(10,0)`, `char` is `char(1)`. */
function modifiersOf({ word, modifiers }: ParsedType): string {
  if (word === 'numeric' && /^\d+$/.test(modifiers)) return `${modifiers},0`;
  return modifiers === '' && (word === 'char' || word === 'bit') ? '1' : modifiers;
}
