import { span, type Span } from '../base/span';
import { Recent } from '../base/recent';
import { shifted } from './shift';
import { isPlaceholder, matchAt, NAME, PLACEHOLDER, textOf, trimmed } from './text';

/** What stands below a heading. `schema` means columns below an entity, and entities elsewhere. */
export type SectionRole = 'entities' | 'relationships' | 'columns' | 'schema';

/** English, then the languages in which real documents were met: es, pt, fr, de, it, ru, ko, zh, ja. */
const ROLES: readonly (readonly [SectionRole, string])[] = [
  [
    'entities',
    '(?:(?:core|key|main|data|domain|business|database|db|current|existing|primary|supporting|other|lookup|reference|junction|join) )*(?:entities|entity (?:definitions?|details|list)|tables|' +
      'table (?:definitions?|structures?|details|schemas?|list)|models|model definitions?|schema definitions?)' +
      '|entidades|tablas|tabelas|entités|entitäten|tabellen|entità|tabelle|сущности|таблицы|структура таблиц' +
      '|엔티티|엔터티|테이블|实体|数据表|表结构|表定义|エンティティ|テーブル',
  ],
  [
    'relationships',
    '(?:(?:entity|table|key|core|model) )*(?:relationships?|relations|associations)(?! diagram)' +
      '|relaciones|relacionamentos|relações|beziehungen|relazioni|связи|отношения|관계|关系|实体关系|表关系|関係|リレーション',
  ],
  [
    'columns',
    '(?:attributes|columns|fields|properties|(?:column|field) (?:inventory|definitions?|details|list)|table structure)' +
      '|atributos|columnas|campos|colunas|attributs|champs|colonnes|felder|spalten|поля|атрибуты|столбцы|колонки' +
      '|컬럼|칼럼|필드|속성|字段|列定义|カラム|フィールド',
  ],
  [
    'schema',
    '(?:(?:database|db|sql|postgres|postgresql|table) )?schemas?|ddl|definition|esquema|schéma|схема|스키마|スキーマ',
  ],
];
const SECTIONS = ROLES.map(([role, words]) => ({
  role,
  pattern: new RegExp(`^(?:${words})(?![\\p{Script=Latin}])`, 'u'),
}));

const TITLE = new RegExp(
  '(?:^|[^a-z])(?:(?:data|domain|relational) models?|(?:database|db) (?:schema|design|model))(?![a-z])' +
    '|modelo de (?:datos|dados)|modèle de données|datenmodell|modello dei dati|модель данных|схема (?:базы данных|бд)' +
    '|데이터 ?모델|데이터베이스 (?:스키마|설계)|数据模型|数据库(?:设计|结构|表)|データモデル|データベース設計',
  'u',
);

/** Sections about what goes over the wire or into the environment: they have fields and types too. */
const ELSEWHERE =
  /(?:^|[^a-z])(?:api|apis|endpoints?|requests?|responses?|payloads?|environment|configuration|config|parameters?|graphql|dtos?|props)(?![a-z])/;

export interface Heading {
  readonly role: SectionRole | undefined;
  readonly title: boolean;
  readonly elsewhere: boolean;
}

/** `Billing tables`, `Marketplace entities (new)`: those of one area. */
const OF_AN_AREA = /^(?:[\p{L}\p{N}&/]+ ){1,3}(?:tables|entities)(?:$| \()/u;

/** Headings recur all the time, at every keystroke. */
const known = new Recent<string, Heading>(5_000);
const knownNames = new Recent<string, { readonly name: EntityName | undefined }>(20_000);

/** What a heading says of its section. */
export function readHeading(heading: string): Heading {
  return known.get(heading, () => read(heading));
}

function read(heading: string): Heading {
  const all = heading.replace(/[`*]/g, '').replace(/[-_]+/g, ' ').split(/\s+/);
  const first = all.findIndex((word) => isWord(word) && !NUMBER.test(word));
  const words = first < 0 ? '' : all.slice(first).join(' ').toLowerCase();
  return {
    role:
      SECTIONS.find(({ pattern }) => pattern.test(words))?.role ?? (OF_AN_AREA.test(words) ? 'entities' : undefined),
    title: TITLE.test(words),
    elsewhere: ELSEWHERE.test(words),
  };
}

const NUMBER = /^\d+(?:(?:\.\d+)*[.)]?|(?:\.\d+)+[a-z]?)$/;

/** Emoji, bullets and what wrong encodings make of them are no words. */
function isWord(word: string): boolean {
  return /[a-z0-9_\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/iu.test(
    word,
  );
}

export interface EntityName {
  readonly name: string;
  readonly span: Span;
  readonly schema?: string;
  /** ``Task (`tasks`)`` says which table it is. */
  readonly table?: { readonly name: string; readonly span: Span };
  /** One identifier: it can name a table also outside a section of entities. */
  readonly plain: boolean;
  readonly placeholder: boolean;
}

const PREFIX =
  /(?:table|entity|model|tabla|entidad|tabela|entidade|entité|tabelle|entität|таблица|сущность|테이블|엔티티|数据表|表|实体|テーブル|エンティティ)(?:\s\d+(?:\.\d+)*)?(?:\s{0,8}[:：]\s{0,8}|\s{1,8}(?=[`*]))/iuy;
const BOLD = /(?:\*\*)?/y;
const TEMPLATE = new RegExp(PLACEHOLDER, 'uy');
const ENCLOSED = /`([^`]+)`|\[([^\][]+)\]\(/y;
const CUT = /\s?\(|\s[—–-]+\s|[:：]|`|\*\*|\{#/u;
const TABLE = new RegExp(`\\s?\\(\`(${NAME}(?:\\.${NAME})?)\`\\)`, 'uy');
const OF_A_KIND = /^[\p{L}\p{N} /&-]{1,40}[:：]\s{0,8}([a-z][a-z0-9]*_\w+)$/u;
const KIND = /\s(?:table|entity|model)$/i;
const IDENTIFIER = new RegExp(`^${NAME}$`, 'u');
const QUALIFIED = new RegExp(`^(${NAME})\\.(${NAME})$`, 'u');

/** The entity that a heading names: ``2.1 `auth.users` (extended)``, `Table: users`, `TeamMember (Join Table)`. */
export function readEntityName(text: string, heading: Span): EntityName | undefined {
  const own = textOf(text, heading);
  const { name } = knownNames.get(own, () => ({ name: nameIn(own) }));
  return name && shifted(name, heading.start);
}

function nameIn(rest: string): EntityName | undefined {
  let at = skipSymbols(rest, 0);
  for (const before of [BOLD, PREFIX, BOLD]) at += matchAt(before, rest, at)?.[0].length ?? 0;
  const template = matchAt(TEMPLATE, rest, at);
  if (template) return named(template[0], at);
  const enclosed = matchAt(ENCLOSED, rest, at);
  if (enclosed) {
    const inner = trimmed(rest, at + 1, at + 1 + (enclosed[1] ?? enclosed[2])!.length);
    return named(textOf(rest, inner), inner.start);
  }
  // `Lookup: event_tags`: what stands behind is the name.
  const behind = OF_A_KIND.exec(rest.slice(at));
  if (behind) return named(behind[1]!, at + behind[0].length - behind[1]!.length);
  const cut = rest.slice(at).split(CUT, 1)[0]!.trimEnd();
  const entity = named(cut.replace(KIND, ''), at);
  const table = matchAt(TABLE, rest, at + cut.length)?.[1];
  if (!entity || table === undefined) return entity;
  const start = rest.indexOf(table, at + cut.length);
  return { ...entity, table: { name: table, span: span(start, start + table.length) } };
}

/** Whether a line stands for a heading: ``**`orders`** (of customers)``, `**Table: orders**`. */
export function isEntityTitle(line: string): boolean {
  const bold = /^\*\*([^*]+)\*\*[^*]*$/.exec(line)?.[1];
  if (bold === undefined) return false;
  return /^`[^`]+`$/.test(bold) || (matchAt(PREFIX, bold, 0)?.[0].length ?? bold.length) < bold.length;
}

function named(name: string, start: number): EntityName | undefined {
  if (name === '') return undefined;
  const placeholder = isPlaceholder(name);
  const qualified = QUALIFIED.exec(name);
  const end = start + name.length;
  if (!qualified) return { name, span: span(start, end), plain: IDENTIFIER.test(name), placeholder };
  const [, schema, last = ''] = qualified;
  return { name: last, span: span(end - last.length, end), schema, plain: true, placeholder };
}

/** Past numbering, emoji and the like. */
function skipSymbols(text: string, from: number): number {
  let at = from;
  for (;;) {
    const word = matchAt(/\S+/y, text, at)?.[0];
    if (word === undefined || !(NUMBER.test(word) || !(isWord(word) || /^[`[{<]/.test(word)))) return at;
    at = trimmed(text, at + word.length, text.length).start;
  }
}
