import { defined } from '../base/defined';
import { span, type Span } from '../base/span';
import type { Block, Row } from './blocks';
import { cellAt, placesOf, writtenIn, type HeaderRole, type Table } from './tables';
import { textOf, trimmed, unmarked } from './text';
import type { Written } from './written';

/** What a data dictionary says of a table beside its columns. All places are UTF-16 offsets in the document. */
export interface Dictionary {
  readonly keys: readonly KeyTable[];
  /** The migrations that the history of changes names. */
  readonly migrations: readonly Written[];
}

/** A table of keys and indexes, below the entity that it is about. */
export interface KeyTable {
  /** The place of the entity in the document's list; undefined where it stands outside of all. */
  readonly entity: number | undefined;
  readonly span: Span;
  readonly header: readonly Span[];
  readonly places: Readonly<Partial<Record<'method' | 'keyColumns' | 'keyName' | 'reason', number>>>;
  readonly rows: readonly KeyRow[];
}

export type KeyKind = 'primary key' | 'foreign key' | 'unique' | 'index' | 'check';

export interface KeyRow {
  readonly span: Span;
  readonly kind: KeyKind | undefined;
  readonly columns?: Written;
  readonly name?: Written;
}

const TITLE =
  /(?:data(?:base)? dictionary|diccionario de datos|dicion[aá]rio de dados|dictionnaire de(?:s)? donn[ée]es|datenw[öo]rterbuch|datenlexikon|dizionario dei dati|словарь данных|데이터 ?(?:사전|딕셔너리)|数据字典|データ(?:辞書|ディクショナリー?))(?![\p{Script=Latin}\p{Script=Cyrillic}])/iu;
/** Generators of documents write one for each table, with its name and nothing else as the title: `public.orders`. */
const TABLE = /^`?[a-z_][a-z0-9_$]*\.[a-z_][a-z0-9_$]*`?$/;
const SEPARATOR = /^[\s:：—–-]+|[\s:：—–(-]+$/gu;
const KINDS: readonly (readonly [KeyKind, RegExp])[] = [
  ['primary key', /^(?:primary|pk$|clave primaria|chave prim|первичный|主键|기본 ?키|主キー)/iu],
  ['foreign key', /^(?:foreign|fk$|clave for|chave estr|внешний|外键|외래 ?키|外部キー)/iu],
  ['unique', /^(?:unique|uk$|uq$|único|уникальн|唯一|유니크|고유)/iu],
  ['check', /^check/iu],
  ['index', /^(?:(?:partial |composite |covering |secondary |gin |gist |b-?tree |brin |hash )?index|idx$|b-?tree$|gin$|gist$|brin$|hash$|índice|индекс|索引|인덱스|インデックス)/iu],
]; // prettier-ignore

/** Whether a heading is the title of a data dictionary, and where it names the table that all of it is about. */
export function dictionaryTitle(text: string, heading: Span): { readonly name: Span | undefined } | undefined {
  const title = textOf(text, heading);
  const match = TITLE.exec(title);
  if (!match) return TABLE.test(title) ? { name: unmarked(text, heading) } : undefined;
  const behind = title.slice(match.index + match[0].length);
  const [part, from] = /[\p{L}\p{N}]/u.test(behind) ? [behind, match.index + match[0].length] : [title.slice(0, match.index), 0]; // prettier-ignore
  const name = part.replace(SEPARATOR, '').replace(/\)$/, '');
  if (!/[\p{L}\p{N}]/u.test(name)) return { name: undefined };
  const start = heading.start + from + part.indexOf(name);
  return { name: trimmed(text, start, start + name.length) };
}

/** Finds the tables of keys and those of changes. */
export function readDictionary(
  text: string,
  blocks: readonly Block[],
  entities: readonly { readonly span: Span }[],
): Dictionary {
  const keys: KeyTable[] = [];
  const migrations: Written[] = [];
  for (const block of blocks) {
    if (block.kind !== 'table') continue;
    const found = keyTable(text, block, entities);
    if (found) keys.push(found);
    else migrations.push(...migrationsIn(text, block));
  }
  return { keys, migrations };
}

function keyTable(text: string, table: Table, entities: readonly { readonly span: Span }[]): KeyTable | undefined {
  const places = placesOf(text, table, ['method', 'keyColumns', 'keyName', 'reason']);
  if (places.method === undefined || places.keyColumns === undefined) return undefined;
  const at = (row: Row, role: keyof typeof places & HeaderRole) => writtenIn(text, cellAt(row, places[role]));
  const rows = table.rows.map((row): KeyRow => {
    const kind = at(row, 'method');
    return {
      span: row.span,
      kind: kind && KINDS.find(([, pattern]) => pattern.test(kind.text))?.[0],
      ...defined({ columns: at(row, 'keyColumns'), name: at(row, 'keyName') }),
    };
  });
  if (!rows.some(({ kind }) => kind !== undefined)) return undefined;
  const entity = entities.findLastIndex(({ span: whole }) => whole.start <= table.span.start && table.span.start <= whole.end); // prettier-ignore
  return { entity: entity < 0 ? undefined : entity, span: table.span, header: table.header, places, rows };
}

function* migrationsIn(text: string, table: Table): Iterable<Written> {
  const places = placesOf(text, table, ['migration', 'date', 'change']);
  if (places.migration === undefined || (places.date ?? places.change) === undefined) return;
  for (const row of table.rows) {
    const cell = cellAt(row, places.migration);
    for (const match of cell ? textOf(text, cell).matchAll(/[\w./-]+\.sql(?!\w)/gi) : []) {
      const start = cell!.start + match.index;
      yield { text: match[0], span: span(start, start + match[0].length) };
    }
  }
}

/** The schema and the table that a list of fields and values names: `| Schema | public |`. */
export function fieldValues(text: string, table: Table): { readonly schema?: Written; readonly table?: Written } {
  const found: { schema?: Written; table?: Written } = {};
  if (table.header.length !== 2) return found;
  for (const { cells } of [{ cells: table.header }, ...table.rows]) {
    const [key, value] = cells;
    const said = value && writtenIn(text, value);
    if (!key || !said || !/^[\p{L}_][\p{L}\p{N}_.$]*$/u.test(said.text)) continue;
    const word = textOf(text, unmarked(text, key)).toLowerCase();
    if (/^(?:schema|schema name|esquema|схема|스키마|模式|スキーマ)$/u.test(word)) found.schema ??= said;
    if (/^(?:table|table name|tabla|tabela|таблица|테이블|表|表名|テーブル)$/u.test(word)) found.table ??= said;
  }
  return found;
}
