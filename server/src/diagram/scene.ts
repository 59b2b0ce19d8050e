/** What is drawn where: the placed tables, and the lines between them. */
import type { Chips } from './chips';
import type { Point, Rect } from './geometry';
import { columnY, rowsOf, sizeOf, type Metrics } from './measure';
import { route, type Wire } from './route';
import type { Place } from './layout/types';
import type { Detail, DiagramColumn, DiagramRelation, DiagramTable } from './view';

export interface SceneTable extends Rect {
  readonly table: DiagramTable;
  readonly rows: readonly DiagramColumn[];
  readonly chips: Chips | undefined;
}

export interface SceneLine {
  readonly relation: DiagramRelation;
  readonly points: readonly Point[];
}

/** A table in a picture at its place. */
export function sceneTable(
  table: DiagramTable,
  place: Place,
  detail: Detail,
  metrics: Metrics,
  chips?: Chips,
): SceneTable {
  return {
    table,
    rows: rowsOf(table, detail),
    chips,
    ...sizeOf(table, detail, metrics, chips),
    x: place.x,
    y: place.y,
  };
}

/** The lines of relations whose tables are both there. */
export function linesOf(relations: readonly DiagramRelation[], tables: ReadonlyMap<string, SceneTable>): SceneLine[] {
  const byKey = new Map(relations.map((relation) => [relation.key, relation]));
  return route(wiresOf(relations, tables), tables.values()).map(({ wire, points }) => ({
    relation: byKey.get(wire.key)!,
    points,
  }));
}

function wiresOf(relations: readonly DiagramRelation[], tables: ReadonlyMap<string, SceneTable>): Wire[] {
  const bundles = new Set(relations.map((relation) => bundleOf(relation)));
  return relations.flatMap((relation) => {
    const from = tables.get(relation.from);
    const to = tables.get(relation.to);
    if (!from || !to) return [];
    const fromY = from.y + columnY(from.rows, relation.fromColumns[0]);
    const toY = to.y + columnY(to.rows, relation.toColumns[0]);
    // Mandatory and optional lines to the same column end beside one another, each with its own mark.
    const isOne = relation.toCardinality === 'one';
    const shared = bundles.has(bundleOf(relation, isOne ? 'zero-or-one' : 'one'));
    const shift = !shared ? 0 : isOne ? -5 : 5;
    return [{ key: relation.key, from, fromY, to, toY: toY + shift, bundle: bundleOf(relation) }];
  });
}

function bundleOf({ to, toColumns, toCardinality }: DiagramRelation, cardinality = toCardinality): string {
  return `${to} ${toColumns.join()} ${cardinality}`;
}
