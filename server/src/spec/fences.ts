import type { Fence } from './blocks';
import type { SpecProblem } from './problem';
import { textOf, trimmed } from './text';

const SQL = /^\{?\.?(?:sql|postgres|postgresql|pgsql)(?![\w-])/i;
/** Documents give the same mark to lists of columns. */
const NO_SQL = /^\s*(?:[-*]\s+)?[`*]*\w+[`*]*\s*:\s/;
/** SQL with names to be filled in: `ALTER TABLE {table}`, `<table>`. Quotes hide them: `'{admin}'` is an array. */
const UNFILLED_SQL =
  /\(\s{0,8}(?:\.{3}|…)\s{0,8}\)|(?<=[\s(,.])(?:\{{1,2}[\w ]{1,60}\}{1,2}|<[a-z_]\w{0,60}>)(?=[\s(),.;]|$)/i;

/** The words that statements begin with, behind comments; nothing else is SQL, whatever the block is called. */
const BEGINS =
  /^(?:\s|--[^\r\n]*|\/\*[^]{0,5000}?\*\/|\()*(?:$|\\|(?:alter|analy[sz]e|begin|call|checkpoint|close|cluster|comment|commit|copy|create|declare|delete|do|drop|end|execute|explain|fetch|grant|import|insert|listen|lock|merge|notify|prepare|reassign|refresh|reindex|release|reset|revoke|rollback|savepoint|security|select|set|show|start|table|truncate|unlisten|update|vacuum|values|with)(?![\w]))/i;

/** Whether a block of code holds SQL that can be read. */
export function isSqlBlock(text: string, { info, content }: Fence): boolean {
  if (!SQL.test(info)) return false;
  const sql = textOf(text, content);
  return BEGINS.test(sql) && !NO_SQL.test(sql) && !UNFILLED_SQL.test(sql);
}

/** Of a block that goes on to the end of the document. */
export function unclosed(text: string, fence: Fence): SpecProblem {
  return {
    message: 'This block of code is never closed: everything below counts as code.',
    span: trimmed(text, fence.span.start, fence.content.start),
  };
}

const MERMAID = /^(?:\{?\.?mermaid(?![\w-])|$)/i;

/** Whether a text has blocks of code: then it is Markdown, for diagrams know no such line. */
export function hasFences(text: string): boolean {
  return /^[ \t]*(?:```|~~~)/m.test(text);
}

export function isErDiagram(content: string): boolean {
  return /^\uFEFF?[ \t]*erDiagram\b/m.test(content);
}

/** Whether a block of code holds a diagram of entities. */
export function isMermaidBlock(text: string, { info, content }: Fence): boolean {
  return MERMAID.test(info) && isErDiagram(textOf(text, content));
}
