import { isErDiagram } from './diagram/read';
import { isTelling } from './entity-draft';
import type { SpecEntity, SpecKind } from './facts';
import { readHeading } from './headings';
import { MAX_LENGTH, readSpec } from './read';

const MARKDOWN = /\.(?:md|markdown|mdx)$/i;
const MERMAID = /\.(?:mmd|mermaid)$/i;
const YAML = /\.ya?ml$/i;
/** Their models are examples, among much else. */
const NEVER = /^(?:readme|changelog|contributing|skill|agents|claude)(?![\p{L}\p{N}])/iu;
const MODEL_NAME =
  /(?:^|[^a-z])(?:data-?models?|domain-?models?|(?:database|db)-?(?:schema|model|design)|schema|erd|entities)(?![a-z])/i;
const CONTRACT_NAME = /^database-contracts?\.ya?ml$/i;

/**
 * Whether a file is a data model or a contract, by its name, headings and shape; undefined for everything else.
 * Cheap where nothing looks like it: a text is only read if its name or a heading promises something.
 */
export function recogniseSpec(path: string, text: string): SpecKind | undefined {
  const file = path.slice(path.lastIndexOf('/') + 1);
  if (MARKDOWN.test(file)) return isDataModel(file, text) ? 'data model' : undefined;
  if (MERMAID.test(file)) return isErDiagram(text) ? 'diagram' : undefined;
  if (YAML.test(file)) return CONTRACT_NAME.test(file) || isContract(text) ? 'contract' : undefined;
  return undefined;
}

function isDataModel(file: string, text: string): boolean {
  if (NEVER.test(file)) return false;
  const { titled, listed } = promises(text);
  const named = titled || MODEL_NAME.test(file.replaceAll('_', '-'));
  if (!named && !listed) return false;
  if (text.length > MAX_LENGTH) return named;
  const { entities, sqlBlocks } = readSpec('data model', text);
  return named ? entities.some(({ columns }) => columns.length > 0 || sqlBlocks.length > 0) : entities.some(isTable);
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
