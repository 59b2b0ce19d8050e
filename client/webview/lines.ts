/** The relations of the diagram. */
import type { ErdRelation, ErdTable } from '../../server/src/lsp/protocol';
import { svg } from './dom';
import { columnY, drawRelation, endsOf, lineOf } from './draw';
import { around, near, type Rect } from './geometry';
import { route, type Wire } from './route';

interface Line {
  readonly relation: ErdRelation;
  readonly element: SVGGElement;
  readonly rect: Rect;
}

export interface TableAt {
  readonly table: ErdTable;
  readonly box: Rect;
}

export class Lines {
  readonly element = svg('svg', { class: 'lines', 'aria-hidden': 'true' });
  private lines = new Map<string, Line>();
  private lit: string | undefined;

  update(relations: readonly ErdRelation[], tables: ReadonlyMap<string, TableAt>): void {
    const before = this.lines;
    this.lines = new Map();
    const byKey = new Map(relations.map((relation) => [relation.key, relation]));
    const boxes = [...tables.values()].map(({ box }) => box);
    for (const { wire, points } of route(wires(relations, tables), boxes)) {
      const relation = byKey.get(wire.key)!;
      const element = before.get(relation.key)?.element ?? drawRelation(relation);
      before.delete(relation.key);
      element.children[0]!.setAttribute('d', lineOf(points));
      element.children[1]!.setAttribute('d', endsOf(relation, points));
      if (!element.parentNode) this.element.append(element);
      this.lines.set(relation.key, {
        relation,
        element,
        rect: around(points.map((point) => ({ ...point, width: 0, height: 0 }))),
      });
    }
    for (const { element } of before.values()) element.remove();
  }

  /** Draws only what touches the given part of the diagram. */
  see(part: Rect): void {
    for (const { element, rect } of this.lines.values()) element.classList.toggle('away', !near(rect, part));
  }

  /** Brings out the lines of one table. */
  light(key: string | undefined): void {
    if (key === this.lit) return;
    this.lit = key;
    this.element.classList.toggle('lit', key !== undefined);
    for (const { relation, element } of this.lines.values()) {
      const lit = relation.from === key || relation.to === key;
      element.classList.toggle('lit', lit);
      // Drawn last, so that it is on top of those that it is bundled with.
      if (lit) this.element.append(element);
    }
  }
}

function wires(relations: readonly ErdRelation[], tables: ReadonlyMap<string, TableAt>): Wire[] {
  const bundles = new Set(relations.map(bundleOf));
  return relations.flatMap((relation) => {
    const from = tables.get(relation.from);
    const to = tables.get(relation.to);
    if (!from || !to) return [];
    const fromY = from.box.y + columnY(from.table, relation.fromColumns[0]);
    const toY = to.box.y + columnY(to.table, relation.toColumns[0]);
    // Mandatory and optional lines to the same column end beside one another, each with its own mark.
    const shared = bundles.has(bundleOf({ ...relation, toCardinality: other[relation.toCardinality] }));
    const shift = !shared ? 0 : relation.toCardinality === 'one' ? -5 : 5;
    return [{ key: relation.key, from: from.box, fromY, to: to.box, toY: toY + shift, bundle: bundleOf(relation) }];
  });
}

const other = { one: 'zero-or-one', 'zero-or-one': 'one' } as const;

function bundleOf({ to, toColumns, toCardinality }: ErdRelation): string {
  return `${to} ${toColumns.join()} ${toCardinality}`;
}
