import { span } from '../base/span';
import type { Origin, Table } from '../model/schema';
import { TableIndex } from '../spec/resolve';
import type { Root } from '../workspace/root';
import type { Workspace } from '../workspace/workspace';

/** Links to the entities of documents that describe a table. */
export function describedIn(workspace: Workspace, table: Table, root: Root, link: (origin: Origin) => string): string {
  const places: Origin[] = [];
  for (const path of workspace.paths()) {
    const file = workspace.file(path);
    if (file?.type !== 'spec' || workspace.rootOf(path) !== root) continue;
    const entity = file.facts.entities.find((each) => !each.placeholder && new TableIndex([table]).find(each));
    if (entity)
      places.push({ source: { file: path, statement: span(0, file.text.length), path: [] }, span: entity.nameSpan });
  }
  return places.length === 0 ? '' : `\n\nDescribed in ${places.map(link).join(', ')}`;
}
