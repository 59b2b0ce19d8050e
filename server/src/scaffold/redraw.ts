import type { TextEdit } from '../base/span';
import { err, ok, type Result } from '../base/result';
import type { Table } from '../model/schema';
import { spelledLike } from '../rules/lib/names';
import { diagramOf } from './model-document';
import { TableIndex } from '../spec/resolve';
import { UNREAD } from '../workspace/files';
import type { Workspace } from '../workspace/workspace';

/**
 * The ER diagrams of a document as the schema has them: each keeps the entities that it draws, by the names that it gives
 * them; one without entities draws all. An error is a sentence for people.
 */
export function redraw(workspace: Workspace, path: string): Result<readonly TextEdit[]> {
  const file = workspace.file(path);
  if (file?.type === 'spec' && file.behind) return err(UNREAD);
  if (file?.type !== 'spec' || file.facts.diagrams.length === 0)
    return err('This document has no ER diagram to draw anew.');
  const root = workspace.rootOf(path);
  const schema = root?.model ?? file.model;
  const index = new TableIndex([...schema.tables()]);
  if (index.all.length === 0) return err('There is no schema here yet: nothing to draw.');
  const edits = file.facts.diagrams.map(({ span, entities }): TextEdit => {
    const drawn = new Map<Table, string>();
    for (const { name, alias } of entities) {
      const table = index.find({ name: alias?.text ?? name });
      if (table) drawn.set(table, name);
    }
    const style = [...drawn.values()][0] ?? 'order_items';
    const nameOf = (table: Table) => drawn.get(table) ?? spelledLike(style, table.name);
    const text = diagramOf(schema, nameOf, (table) => drawn.size === 0 || drawn.has(table));
    const before = /[^\r\n]*$/.exec(file.text.slice(0, span.start))![0];
    const lines = text.split('\n').map((line, i) => (i === 0 ? line : before.replace(/\S/g, ' ') + line));
    const behind = /\s*$/.exec(file.text.slice(span.start, span.end))![0];
    return { span, newText: lines.join('\n') + behind };
  });
  return ok(edits);
}
