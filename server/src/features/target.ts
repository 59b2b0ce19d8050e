import type { Span } from '../base/span';
import { column, type Column, type EnumType, type Table } from '../model/schema';
import { constraintsOf, type Op } from '../model/facts';
import { tokenize, type Token } from '../sql/lexer';
import type { SqlFile } from '../workspace/files';
import type { Workspace } from '../workspace/workspace';
import type { Root } from '../workspace/root';

/** What a person points at. `span` is the word, UTF-16 in the file. */
export type Target =
  | { readonly kind: 'table'; readonly root: Root; readonly table: Table; readonly span: Span }
  | {
      readonly kind: 'column';
      readonly root: Root;
      readonly table: Table;
      readonly column: Column;
      readonly span: Span;
    }
  | { readonly kind: 'enum'; readonly root: Root; readonly type: EnumType; readonly span: Span };

/** The table, column or enum that the word at an offset of a SQL file names. */
export function targetAt(workspace: Workspace, file: SqlFile, offset: number): Target | undefined {
  const root = workspace.rootOf(file.path);
  const statement = file.sql.statementAt(offset);
  if (!root || !statement || statement.empty) return undefined;
  const sql = file.sql.sql(statement);
  const tokens = tokenize(sql);
  const at = offset - statement.start;
  const index = tokens.findIndex((token) => isName(token) && token.start <= at && at <= token.end);
  const token = tokens[index];
  if (!token) return undefined;
  const name = unquote(sql.slice(token.start, token.end), token);
  const span = { start: statement.start + token.start, end: statement.start + token.end };
  const qualifier = sql[tokens[index - 1]?.start ?? 0] === '.' ? tokens[index - 2] : undefined;
  const before = qualifier && unquote(sql.slice(qualifier.start, qualifier.end), qualifier);
  const path = root.text(file.path)?.pathAt(statement) ?? ['public'];
  const columnTarget = (table: Table | undefined): Target | undefined => {
    const found = table && column(table, name);
    return found && { kind: 'column', root, table, column: found, span };
  };

  const { ops } = file.sql.result(statement).facts;
  const table = root.model.resolve(before === undefined ? { name } : { schema: before, name }, path);
  const owner = ownerAt(ops, token, root, path);
  if (owner && !isTableName(ops, token)) {
    const found = columnTarget(owner);
    if (found) return found;
  }
  if (table) return { kind: 'table', root, table, span };
  if (before !== undefined) {
    const found = columnTarget(root.model.resolve({ name: before }, path));
    if (found) return found;
  }
  const type = root.model.enum(before === undefined ? { name } : { schema: before, name }, path);
  return type && { kind: 'enum', root, type, span };
}

/** The table whose columns a word of a definition can name. */
function ownerAt(ops: readonly Op[], token: Token, root: Root, path: readonly string[]): Table | undefined {
  for (const op of ops) {
    if (token.start < op.span.start || token.end > op.span.end) continue;
    for (const { references, span } of constraintsOf(op)) {
      const inside = references && token.start > references.table.span.end && token.end <= span.end;
      if (inside) return root.model.resolve(references.table, path);
    }
    const name = op.op === 'create table' || op.op === 'comment' ? op.name : 'table' in op ? op.table : undefined;
    if (name) return root.model.resolve(name, path);
  }
  return undefined;
}

function isTableName(ops: readonly Op[], token: Token): boolean {
  const inside = (span: Span | undefined) => span !== undefined && span.start <= token.start && token.end <= span.end;
  return ops.some((op) => {
    if (constraintsOf(op).some(({ references }) => inside(references?.table.span))) return true;
    return inside(
      'table' in op
        ? op.table.span
        : 'name' in op && typeof op.name !== 'string' && op.op !== 'comment'
          ? op.name.span
          : undefined,
    );
  });
}

function isName(token: Token): boolean {
  return token.kind === 'word' || token.kind === 'ident';
}

function unquote(text: string, token: Token): string {
  return token.kind === 'ident' ? text.replace(/^(?:[uU]&)?"|"$/g, '').replaceAll('""', '"') : text.toLowerCase();
}
