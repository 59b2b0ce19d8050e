import type { DiagramTable } from './view';

/**
 * Whether a table is among those that a filter means: words that all must hold. `schema:x`, `file:x`, `tag:x` and `kind:x` ask for
 * that; other words are patterns for the name, with `*` for anything; a `-` before a word asks for the opposite.
 */
export function matches(table: DiagramTable, filter: string): boolean {
  return filter
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '' && word !== '-')
    .every((word) => (word.startsWith('-') ? !holds(table, word.slice(1)) : holds(table, word)));
}

function holds(table: DiagramTable, word: string): boolean {
  const [, what, value] = /^(schema|file|tag|kind):(.*)$/i.exec(word) ?? [];
  switch (what?.toLowerCase()) {
    case 'schema':
      return pattern(value!, false).test(table.schema);
    case 'file':
      return pattern(value!, true).test(table.file);
    case 'tag':
      return table.tags.some((tag) => pattern(value!.replace(/^#/, ''), false).test(tag));
    case 'kind':
      return pattern(value!, false).test(table.kind);
    default:
      return pattern(word, true).test(word.includes('.') ? table.key : table.name);
  }
}

function pattern(text: string, anywhere: boolean): RegExp {
  const body = text.replaceAll(/[\\^$.+?()[\]{}|]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(anywhere && !text.includes('*') ? body : `^${body}$`, 'i');
}
