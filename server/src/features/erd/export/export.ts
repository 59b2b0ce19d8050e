import { chipsOf } from '../../../diagram/chips';
import { hubsOf, layout } from '../../../diagram/layout/layout';
import type { Place } from '../../../diagram/layout/types';
import { METRICS, sizeOf } from '../../../diagram/measure';
import { linesOf, sceneTable } from '../../../diagram/scene';
import { PRINT, svgOf, type Colours } from '../../../diagram/svg';
import type { Detail, DiagramView } from '../../../diagram/view';
import { dbmlOf } from './dbml';
import { mermaidOf } from './mermaid';
import { plantumlOf } from './plantuml';

export const FORMATS = ['svg', 'mermaid', 'dbml', 'plantuml', 'json'] as const;
export type Format = (typeof FORMATS)[number];

/** How a picture is to look; texts need none of it. */
export interface Look {
  readonly title: string;
  readonly detail?: Detail;
  /** Where tables stand; without it, and for tables that it lacks, they are placed. */
  readonly places?: ReadonlyMap<string, Place>;
  readonly colours?: Colours;
}

/** Writes a diagram as a text of that format. */
export function exportView(view: DiagramView, format: Format, look: Look): string {
  switch (format) {
    case 'svg':
      return pictureOf(view, look);
    case 'mermaid':
      return mermaidOf(view);
    case 'dbml':
      return dbmlOf(view);
    case 'plantuml':
      return plantumlOf(view);
    case 'json':
      return `${JSON.stringify(view, undefined, 2)}\n`;
  }
}

function pictureOf({ tables, relations }: DiagramView, look: Look): string {
  const detail = look.detail ?? 'all';
  const byKey = new Map(tables.map((table) => [table.key, table]));
  const chips = chipsOf(relations, hubsOf(relations), byKey);
  const boxes = tables.map((table) => ({ key: table.key, ...sizeOf(table, detail, METRICS, chips.get(table.key)) }));
  const before = look.places && new Map([...look.places].filter(([key]) => boxes.some((box) => box.key === key)));
  const { places, hubs } = layout({ boxes, links: relations, ...(before && before.size > 0 && { before }) });
  const scene = new Map(
    places.map((place) => [place.key, sceneTable(byKey.get(place.key)!, place, detail, METRICS, chips.get(place.key))]),
  );
  const drawn = relations.filter(({ from, to }) => !hubs.has(to) || from === to);
  const picture = { tables: scene.values(), lines: linesOf(drawn, scene), title: look.title };
  return svgOf(picture, look.colours ?? PRINT, METRICS);
}
