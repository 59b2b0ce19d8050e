import { basename, dirname } from '../base/paths';
import { shift } from '../base/span';
import type { Source } from '../model/schema';
import type { MigrationFile, Outside } from '../rules/lib/migration';
import { orderedFolder } from '../model/tools/tools';
import type { FoldedText } from '../workspace/folded-text';
import type { MigrationInfo } from '../workspace/migration';
import { lastMigration, type Root } from '../workspace/root';

/** What a migration's tool makes of it, for rules and their fixes. */
export function migrationFile(
  path: string,
  info: MigrationInfo,
  text: FoldedText,
  root: Root | undefined,
  date: Date,
): MigrationFile {
  const known = root ? root.tool : info.tool === orderedFolder ? undefined : info.tool;
  return {
    path,
    ...(known && { tool: known }),
    mode: info.transaction,
    comments: commentsOf(text),
    outside: (source) => outside(path, info, text, source),
    next(name, up, outsideTransaction = false) {
      const home = root?.spec.history?.home ?? dirname(path);
      const last = (root && lastMigration(root.spec)) ?? path;
      const files = info.tool.write({
        name,
        up,
        down: '',
        date,
        last: last.slice(home.length + 1),
        outsideTransaction,
      });
      return files.map((file) => ({ path: `${home}/${file.path}`, text: file.text }));
    },
  };
}

function commentsOf({ sql }: FoldedText): MigrationFile['comments'] {
  return [...sql.withDirectives]
    .sort((a, b) => a.start - b.start)
    .flatMap(({ start, directives }) =>
      directives.map((directive) => {
        const span = shift(directive, start);
        const before = span.start === 0 ? '' : sql.slice(span.start - 1, span.start);
        return { text: sql.slice(span.start, span.end), span, startsLine: before === '' || before === '\n' };
      }),
    );
}

function outside(
  path: string,
  { tool, parts }: MigrationInfo,
  { sql }: FoldedText,
  source: Source,
): Outside | undefined {
  const mark = tool.outside;
  switch (mark?.in) {
    case 'head':
      return { kind: 'text', at: { start: 0, end: 0 }, newText: mark.text };
    case 'mark': {
      const part = parts.find(({ span }) => span.start <= source.statement.start && source.statement.start < span.end);
      if (!part || part.span.start === 0) return undefined;
      // The span begins behind the mark's line, or its comment.
      const end = sql.slice(0, part.span.start).trimEnd().length;
      return { kind: 'text', at: { start: end, end }, newText: mark.text };
    }
    case 'file':
      return { kind: 'file', file: { path: `${dirname(path)}/${mark.name(basename(path))}`, text: mark.text } };
    case 'name':
      return { kind: 'rename', to: `${dirname(path)}/${mark.name(basename(path))}` };
    default:
      return undefined;
  }
}
