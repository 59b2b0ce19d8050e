import { basename, dirname } from '../base/paths';
import type { Span } from '../base/span';
import type { Direction, MigrationText, MigrationTool, Migration, TransactionMode } from '../model/tools/tool';
import { directivesOf } from './files';
import type { SqlText } from './sql-text';

/** A part of a migration that runs one way. */
export interface MigrationPart {
  readonly direction: Direction;
  /** What runs, without the comment that starts it: UTF-16 in the file. */
  readonly span: Span;
  readonly transaction: TransactionMode;
}

/** What is known of one migration. */
export interface MigrationInfo {
  /** As the tool keeps it; empty where it has none. */
  readonly version: string;
  /** What stands behind the version in the file's name. */
  readonly name: string;
  readonly tool: MigrationTool;
  readonly kind: Migration['kind'];
  readonly transaction: TransactionMode;
  /** In the order of the text; several of one direction where the tool allows it. */
  readonly parts: readonly MigrationPart[];
}

/** Reads what a migration's text says of its parts now. `sideFile` finds files of the tool by path. */
export function migrationInfo(
  { path, version, name, kind }: Migration,
  tool: MigrationTool,
  sql: SqlText,
  sideFile: (path: string) => string | undefined,
): MigrationInfo {
  const text: MigrationText = {
    name: basename(path),
    text: sql.toString(),
    comments: directivesOf(sql),
    statements: () => sql.statements.filter(({ empty }) => !empty).map((statement) => sql.sql(statement)),
    beside: (file) => sideFile(`${dirname(path)}/${file}`),
  };
  const transaction = tool.transaction(text);
  const parts = partsOf(sql, tool, kind === 'down' ? 'down' : 'up', transaction);
  return { version, name, tool, kind, transaction, parts };
}

/** The parts of a text. What stands before the first mark is one too, if anything but comments does. */
function partsOf(sql: SqlText, tool: MigrationTool, first: Direction, transaction: TransactionMode): MigrationPart[] {
  const parts: MigrationPart[] = [];
  let open: MigrationPart = { direction: first, span: { start: 0, end: 0 }, transaction };
  let marks = 0;
  const close = (end: number) => {
    const { start } = open.span;
    const holds = sql.statements.some(
      (statement) => !statement.empty && statement.start >= start && statement.start < end,
    );
    if (holds || parts.length > 0 || marks > 0) parts.push({ ...open, span: { start, end } });
  };
  const inside: MigrationPart[] = [];
  for (const statement of sql.statements) {
    for (const directive of statement.directives) {
      const [start, end] = [statement.start + directive.start, statement.start + directive.end];
      const mark = tool.mark?.(sql.slice(start, end));
      if (!mark) continue;
      const own = mark.transaction ?? transaction;
      if (mark.within) {
        const span = { start: start + mark.within.start, end: start + mark.within.end };
        inside.push({ direction: mark.direction, span, transaction: own });
        continue;
      }
      close(start);
      marks++;
      open = { direction: mark.direction, span: { start: end, end }, transaction: own };
    }
  }
  close(sql.toString().length);
  return [...parts, ...inside].sort((a, b) => a.span.start - b.span.start);
}
