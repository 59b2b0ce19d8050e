import { shift, span, type Span } from '../base/span';
import type { Origin, Table } from '../model/schema';
import { TableIndex } from '../spec/resolve';
import type { Behind } from '../workspace/files';
import type { Root } from '../workspace/root';
import type { Workspace } from '../workspace/workspace';

/** Links to the entities of documents that describe a table. */
export function describedIn(workspace: Workspace, table: Table, root: Root, link: (origin: Origin) => string): string {
  const places: Origin[] = [];
  for (const path of workspace.paths()) {
    const file = workspace.file(path);
    if (file?.type !== 'spec' || workspace.rootOf(path) !== root) continue;
    const { behind, text } = file;
    const entity = (behind?.read ?? file).facts.entities.find((each) => !each.placeholder && new TableIndex([table]).find(each)); // prettier-ignore
    const at = entity && placeNow(entity.nameSpan, behind);
    if (at) places.push({ source: { file: path, statement: span(0, text.length), path: [] }, span: at });
  }
  return places.length === 0 ? '' : `\n\nDescribed in ${places.map(link).join(', ')}`;
}

/** Where a place of a document as it was read is now; undefined for one that was edited since. */
function placeNow(at: Span, behind: Behind | undefined): Span | undefined {
  if (!behind || at.end <= behind.edited.start) return at;
  const { oldEnd, newEnd } = behind.edited;
  return at.start < oldEnd ? undefined : shift(at, newEnd - oldEnd);
}
