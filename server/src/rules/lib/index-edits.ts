import { quoteIdent } from '../../model/names';
import { primaryKey, type Index, type Origin, type Source, type Table } from '../../model/schema';
import type { Edit, Fix } from '../define-rule';
import { insertAfter, replace } from './edits';
import { findWords, keywordCase, type Texts } from './syntax';

/** Takes one of several keys out of an index. */
export function removeKey({ keys, origin }: Index, at: number): Edit {
  const [start, end] =
    at === 0
      ? [keys[0]!.origin.span.start, keys[1]!.origin.span.start]
      : [keys[at - 1]!.origin.span.end, keys[at]!.origin.span.end];
  return replace({ source: origin.source, span: { start, end } }, '');
}

/** Lets an index of one key find rows by the primary key instead; undefined without one. */
export function keyByPrimaryKey({ keys }: Index, table: Table): Edit | undefined {
  const columns = primaryKey(table)?.columns ?? [];
  if (columns.length === 0 || columns.includes(keys[0]?.column ?? '')) return undefined;
  return replace(keys[0]!.origin, columns.map(quoteIdent).join(', '));
}

/** Writes a clause at the end of a statement. */
export function addClause(source: Source, clause: string, context: Texts): Edit {
  const end = source.statement.end - source.statement.start;
  const text = context.text({ source, span: { start: 0, end } });
  const at = text.replace(/\s*;?\s*$/, '').length;
  return replace({ source, span: { start: at, end: at } }, clause);
}

/** Names another method for an index of one key. */
export function useMethod(method: string, { nameOrigin }: Index, key: Origin, context: Texts): Fix {
  const { source } = key;
  const before = { source, span: { start: nameOrigin.span.end, end: key.span.start } };
  const title = `Use \`${method}\``;
  const clause = `${keywordCase(source, context)('USING')} ${method}`;
  const written = findWords(context, before, 'using', 'btree');
  if (written) return { title, kind: 'suggestion', edits: [replace(written, clause)] };
  const open = before.span.start + context.text(before).lastIndexOf('(');
  const at = { source, span: { start: open, end: open } };
  return { title, kind: 'suggestion', edits: [insertAfter(at, `${clause} `)] };
}
