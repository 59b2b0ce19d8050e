import { span } from '../base/span';
import { dictionaryTitle } from './dictionary';
import { isTelling } from './entity-draft';
import type { SpecEntity, SpecKind, Written } from './facts';
import { hasFences, isErDiagram } from './fences';
import { readHeading } from './headings';
import { PLAN_TITLE } from './plan/words';
import { MAX_LENGTH, readSpec } from './read';

const MARKDOWN = /\.(?:md|markdown|mdx)$/i;
const MERMAID = /\.(?:mmd|mermaid)$/i;
const YAML = /\.ya?ml$/i;
/** Their models are examples, among much else. */
const NEVER = /^(?:readme|changelog|contributing|skill|agents|claude)(?![\p{L}\p{N}])/iu;
const MODEL_NAME =
  /(?:^|[^a-z])(?:data-?models?|domain-?models?|(?:database|db)-?(?:schema|model|design)|schema|erd|entities)(?![a-z])/i;
const PLAN_NAME = /(?:^|[^a-z])(?:migration|schema-change)[-_ ]?plans?(?![a-z])/i;
const DICTIONARY_NAME = /(?:^|[^a-z])data[-_ ]?dictionar(?:y|ies)(?![a-z])/i;
const ABOUT_SCHEMA =
  /(?<![\p{L}\p{N}])(?:columns?|constraints?|index(?:es)?|foreign keys?|backfill|alter table|drop (?:column|table|constraint|index)|create (?:table|index)|not null|columna|restricci[oó]n|índice|coluna|spalte|colonne|столб\p{L}*|колонк\p{L}*|ограничени\p{L}*|индекс\p{L}*)(?![\p{L}\p{N}])|컬럼|칼럼|제약|인덱스|字段|约束|索引|列を|制約/iu;
const CREATES_TABLE = /^\s{0,20}create\s{1,8}(?:unlogged\s{1,8})?table\b/im;
const CONTRACT_NAME = /^database-contracts?\.ya?ml$/i;

/**
 * Whether a file is a data model, a data dictionary, a migration plan, a contract or holds diagrams, by its name, headings and shape; undefined for
 * everything else.
 * Cheap where nothing looks like it: a text is only read if its name or a heading promises something.
 */
export function recogniseSpec(path: string, text: string): SpecKind | undefined {
  const file = path.slice(path.lastIndexOf('/') + 1);
  if (MARKDOWN.test(file)) return (NEVER.test(file) ? undefined : markdownKind(file, text)) ?? (holdsDiagram(text) ? 'diagram' : undefined); // prettier-ignore
  if (MERMAID.test(file)) return isErDiagram(text) ? 'diagram' : undefined;
  if (YAML.test(file)) return CONTRACT_NAME.test(file) || isContract(text) ? 'contract' : undefined;
  return undefined;
}

/** Whatever else a text in Markdown is about, the diagrams in it can be compared. */
function holdsDiagram(text: string): boolean {
  return (
    isErDiagram(text) && hasFences(text) && text.length <= MAX_LENGTH && readSpec('diagram', text).diagrams.length > 0
  );
}

function markdownKind(file: string, text: string): SpecKind | undefined {
  const titles = titlesOf(text);
  const isCalled = (name: RegExp, title: (heading: string) => boolean) => name.test(file) || titles.some(title);
  if (isCalled(PLAN_NAME, (title) => PLAN_TITLE.test(title)) && isPlan(text)) return 'migration plan';
  if (isCalled(DICTIONARY_NAME, (title) => dictionaryTitle(title, span(0, title.length)) !== undefined) && isDictionary(text)) return 'data dictionary'; // prettier-ignore
  return isDataModel(file, text) ? 'data model' : undefined;
}

/** Headings of the first level; where the first one is of another, that one. */
function titlesOf(text: string): readonly string[] {
  const found = [...text.matchAll(/^\uFEFF? {0,3}(#{1,3})[ \t]{1,8}(\S.{0,200})|^\uFEFF?(\S.{0,200})(?:\r\n?|\n)=+[ \t]*$/gm)]; // prettier-ignore
  return found.flatMap(([, level, heading, underlined], i) =>
    i === 0 || level === undefined || level === '#' ? [heading ?? underlined ?? ''] : [],
  );
}

/** Most that is called a migration plan is about programs. One of a schema has steps that say so, and how to go back. */
function isPlan(text: string): boolean {
  if (text.length > MAX_LENGTH) return true;
  const { plan, sqlBlocks } = readSpec('migration plan', text);
  const { steps = [], deployment } = plan ?? {};
  const isAnswered = steps.some(({ rollback, dataMigration }) => rollback ?? dataMigration) || (deployment && steps.length > 0); // prettier-ignore
  if (!isAnswered) return false;
  const isSaid = ({ text: said }: Written) => ABOUT_SCHEMA.test(said);
  return (
    sqlBlocks.length > 0 ||
    steps.some(({ title, said, rollback, files }) => files.length > 0 || [title, ...said, ...(rollback ? [rollback] : [])].some(isSaid)) // prettier-ignore
  );
}

function isDictionary(text: string): boolean {
  return text.length > MAX_LENGTH || readSpec('data dictionary', text).entities.some(({ columns }) => columns.some(({ type }) => type !== undefined)); // prettier-ignore
}

function isDataModel(file: string, text: string): boolean {
  const { titled, listed } = promises(text);
  const named = titled || MODEL_NAME.test(file.replaceAll('_', '-'));
  if (!named && !listed) return false;
  if (text.length > MAX_LENGTH) return named;
  const { entities, diagrams, sqlBlocks, patterns } = readSpec('data model', text);
  if (!named) return entities.some(isTable);
  return (
    entities.some(({ columns }) => columns.length > 0 || sqlBlocks.length > 0) ||
    diagrams.some(({ entities: drawn }) => drawn.length > 0) ||
    (patterns?.tables.length ?? 0) > 0 ||
    (titled && sqlBlocks.some(({ start, end }) => CREATES_TABLE.test(text.slice(start, end))))
  );
}

/** What the headings promise. Those in blocks of code are among them; the reading that follows tells. */
function promises(text: string): { titled: boolean; listed: boolean } {
  let [titled, listed] = [false, false];
  for (const [, level = '', heading = ''] of text.matchAll(/^\uFEFF? {0,3}(#{1,3})[ \t]{1,8}(\S.{0,200})/gm)) {
    const { title, role } = readHeading(heading);
    if (title && level.length < 3) titled = true;
    if (role === 'entities' && level.length > 1) listed = true;
  }
  return { titled, listed };
}

/** Without a name or title that says so, more than one typed column is asked for, one of them of a database. */
function isTable({ columns }: SpecEntity): boolean {
  return columns.filter(({ type }) => type !== undefined).length > 1 && columns.some(isTelling);
}

function isContract(text: string): boolean {
  if (!/^\uFEFF?tables[ \t]*:/m.test(text) || !/^[ \t]+columns[ \t]*:/m.test(text)) return false;
  return readSpec('contract', text).entities.some(({ columns }) => columns.length > 0);
}
