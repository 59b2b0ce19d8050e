import { matches } from '../../diagram/filter';
import { neighbourhood, partOf } from '../../diagram/select';
import type { DiagramView } from '../../diagram/view';
import type { NamedView } from './sidecar';

/** The part of a diagram that a named view shows. */
export function selectView(view: DiagramView, { filter, hidden, focus }: NamedView): DiagramView {
  const keys = new Set(view.tables.filter((table) => matches(table, filter ?? '')).map(({ key }) => key));
  for (const key of hidden ?? []) keys.delete(key);
  if (!focus) return partOf(view, keys);
  const near = neighbourhood(view.relations, focus.tables, focus.depth);
  return partOf(view, new Set([...keys].filter((key) => near.has(key))));
}
