import { quoteIdent } from '../../model/names';
import type { Origin, Table } from '../../model/schema';
import type { Edit } from '../define-rule';
import { insertAfter } from './edits';
import { keywordCase, likeCase, type Texts } from './syntax';

interface Definition {
  readonly type: string;
  /** Keywords behind the type. */
  readonly constraint: string;
  readonly value: string;
}

/**
 * Adds columns of one definition behind those of CREATE TABLE, laid out and spelled as they are. Undefined where the
 * statement writes no columns.
 */
export function addColumns(
  table: Table,
  names: readonly string[],
  definition: Definition,
  context: Texts,
): readonly Edit[] | undefined {
  const { source } = table.origin;
  const written = table.columns.filter(({ origin }) => origin.source === source);
  const last = written.sort((a, b) => a.origin.span.end - b.origin.span.end).at(-1);
  if (!last) return undefined;
  const type = likeCase(context.text(last.typeOrigin), definition.type);
  const constraint = keywordCase(source, context)(definition.constraint);
  const columns = names.map((name) => `${quoteIdent(name)} ${type} ${constraint} ${definition.value}`);

  const before = context.text({ source, span: { start: 0, end: last.origin.span.start } });
  const indent = /\n([ \t]*)$/.exec(before)?.[1];
  const separator = indent === undefined ? ', ' : `,\n${indent}`;
  const remark = remarkBehind(last.origin, context);
  if (indent === undefined || !remark)
    return [insertAfter(last.origin, columns.map((each) => separator + each).join(''))];
  // The remark stays with its column, and so does the comma in front of it.
  const list = `\n${indent}${columns.join(separator)}`;
  return remark.comma
    ? [insertAfter(remark.at, `${list},`)]
    : [insertAfter(last.origin, ','), insertAfter(remark.at, list)];
}

/** The `-- …` behind a place in the same line. */
function remarkBehind(at: Origin, context: Texts): { readonly at: Origin; readonly comma: boolean } | undefined {
  const { source, span } = at;
  const rest = context.text({ source, span: { start: span.end, end: source.statement.end - source.statement.start } });
  const match = /^(\s*,)?[ \t]*--[^\r\n]*/.exec(rest);
  return match
    ? { at: { source, span: { start: span.end, end: span.end + match[0].length } }, comma: match[1] !== undefined }
    : undefined;
}
