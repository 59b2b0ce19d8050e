/** What the page knows and how it is looked at, and what follows from both: which tables are drawn where. */
import { chipsOf, type Chips } from '../../server/src/diagram/chips';
import { matches } from '../../server/src/diagram/filter';
import { around, Grid, type Point, type Rect } from '../../server/src/diagram/geometry';
import { METRICS, type Metrics } from '../../server/src/diagram/measure';
import { linesOf, sceneTable, type SceneLine, type SceneTable } from '../../server/src/diagram/scene';
import { neighbourhood } from '../../server/src/diagram/select';
import { endsOf, lineOf } from '../../server/src/diagram/strokes';
import type { DiagramRelation, DiagramTable } from '../../server/src/diagram/view';
import type { ErdMarksParams, ErdModel, NamedView, Places } from '../../server/src/lsp/erd-protocol';
import type { ErdChangedParams } from '../../server/src/lsp/erd-protocol';

export type Look = Omit<NamedView, 'name'>;

export interface Neighbour {
  readonly relation: DiagramRelation;
  readonly other: string;
}

export interface DrawnLine extends SceneLine {
  readonly path: Path2D;
  readonly ends: Path2D;
  readonly rect: Rect;
}

export class State {
  model: ErdModel | undefined;
  marks: ErdMarksParams | undefined;
  metrics: Metrics = METRICS;
  look: Look = {};
  selected: string | undefined;
  hovered: string | undefined;
  /** Tables of the active editor's file, and the one with the cursor. */
  active: { readonly tables: ReadonlySet<string>; readonly table?: string } = { tables: new Set() };
  found: ReadonlySet<string> = new Set();
  /** The tables of the way from one to another. */
  path: readonly string[] = [];
  /** While a part is looked at by itself: where its tables stand. */
  part: Places | undefined;

  tables = new Map<string, DiagramTable>();
  relations = new Map<string, DiagramRelation>();
  places = new Map<string, readonly [number, number]>();
  scene = new Map<string, SceneTable>();
  grid = new Grid<SceneTable>();
  lines: readonly DrawnLine[] = [];
  hubs: ReadonlySet<string> = new Set();
  /** Lines that run as before are not made again. */
  private readonly drawn = new WeakMap<DiagramRelation, DrawnLine>();
  private readonly onDemand = new Map<string, readonly DrawnLine[]>();

  /** Takes in a whole diagram. */
  open(model: ErdModel): void {
    this.model = model;
    this.tables = new Map(model.tables.map((table) => [table.key, table]));
    this.relations = new Map(model.relations.map((relation) => [relation.key, relation]));
    this.places = new Map(Object.entries(model.places));
    this.hubs = new Set(model.hubs);
    this.rebuild();
  }

  /** Takes in a change. Returns false where one before it is missing. */
  change(changed: ErdChangedParams): boolean {
    const { model } = this;
    if (!model || changed.version !== model.version + 1) return false;
    for (const key of changed.goneTables) this.tables.delete(key);
    for (const table of changed.tables) this.tables.set(table.key, table);
    for (const key of changed.goneRelations) this.relations.delete(key);
    for (const relation of changed.relations) this.relations.set(relation.key, relation);
    if (changed.hubs) this.hubs = new Set(changed.hubs);
    this.move(changed.places);
    this.model = {
      ...model,
      version: changed.version,
      tables: [...this.tables.values()],
      relations: [...this.relations.values()],
    };
    this.rebuild();
    return true;
  }

  move(places: Places): void {
    for (const [key, place] of Object.entries(places)) this.places.set(key, place);
  }

  /** The tables that the person wants to see, whether they have a place or not. */
  wanted(): Set<string> {
    const { filter, hidden, focus } = this.look;
    let keys = new Set<string>();
    for (const table of this.tables.values()) if (!filter || matches(table, filter)) keys.add(table.key);
    for (const key of hidden ?? []) keys.delete(key);
    if (focus) {
      const near = neighbourhood([...this.relations.values()], focus.tables, focus.depth);
      keys = new Set([...near].filter((key) => this.tables.has(key) && !hidden?.includes(key)));
    }
    return keys;
  }

  /** Works out what is drawn. Tables that are the same at the same place keep their objects. */
  rebuild(): void {
    const detail = this.look.detail ?? 'all';
    const wanted = this.wanted();
    const all = [...this.relations.values()];
    const hubs = this.look.focus ? new Set<string>() : this.hubs;
    const chips = chipsOf(all, hubs, this.tables);
    const scene = new Map<string, SceneTable>();
    for (const key of wanted) {
      const table = this.tables.get(key)!;
      const place = this.part?.[key] ?? (this.part ? undefined : this.places.get(key));
      if (!place) continue;
      const [x, y] = place;
      const old = this.scene.get(key);
      const own = chips.get(key);
      const isSame = old?.table === table && old.x === x && old.y === y && this.detail === detail;
      const same = isSame && sameChips(old.chips, own);
      scene.set(key, same ? old : sceneTable(table, { x, y }, detail, this.metrics, own));
    }
    this.detail = detail;
    this.scene = scene;
    this.grid = new Grid(scene.values());
    this.lines = this.linesFor(all.filter(({ from, to }) => !hubs.has(to) || from === to));
    this.onDemand.clear();
  }
  private detail: string | undefined;

  /** The lines of one table, with those to hubs. */
  linesOfTable(key: string): readonly DrawnLine[] {
    let lines = this.onDemand.get(key);
    if (!lines) {
      const drawn = this.lines.filter(({ relation }) => relation.from === key || relation.to === key);
      const there = new Set(drawn.map(({ relation }) => relation.key));
      const left = [...this.relations.values()].filter((each) => each.from === key && !there.has(each.key));
      lines = [...drawn, ...(left.length > 0 ? this.linesFor(left) : [])];
      this.onDemand.set(key, lines);
    }
    return lines;
  }

  /** The lines along the path that was asked for. */
  linesOfPath(): readonly DrawnLine[] {
    const onPath = new Set(this.path.slice(1).map((key, i) => pairOf(key, this.path[i]!)));
    return this.linesFor([...this.relations.values()].filter(({ from, to }) => onPath.has(pairOf(from, to))));
  }

  at(x: number, y: number): SceneTable | undefined {
    for (const table of this.grid.in({ x, y, width: 0, height: 0 })) {
      if (x >= table.x && x <= table.x + table.width && y >= table.y && y <= table.y + table.height) return table;
    }
    return undefined;
  }

  get extent(): Rect {
    return around(this.scene.values());
  }

  /** The groups that have a colour, in order. */
  groups(): Map<string, number> {
    const { groups } = this.look;
    if (!groups) return new Map();
    const names = [...new Set([...this.scene.values()].map(({ table }) => table[groups]))].sort();
    return new Map(names.map((name, i) => [name, i]));
  }

  /** The tables that are one relationship away, with the relationship. */
  neighbours(key: string): readonly Neighbour[] {
    if (this.adjacentOf !== this.model) {
      this.adjacentOf = this.model;
      this.adjacent = new Map();
      const add = (at: string, neighbour: Neighbour) => {
        const list = this.adjacent.get(at);
        if (list) list.push(neighbour);
        else this.adjacent.set(at, [neighbour]);
      };
      for (const relation of this.relations.values()) {
        const { from, to } = relation;
        add(from, { relation, other: to });
        if (from !== to) add(to, { relation, other: from });
      }
    }
    return this.adjacent.get(key) ?? [];
  }
  private adjacent = new Map<string, Neighbour[]>();
  private adjacentOf: ErdModel | undefined;

  private linesFor(relations: readonly DiagramRelation[]): DrawnLine[] {
    return linesOf(relations, this.scene).map((line): DrawnLine => {
      const { relation, points } = line;
      const old = this.drawn.get(relation);
      if (old && isSame(old.points, points)) return old;
      const drawn = {
        ...line,
        path: new Path2D(lineOf(points)),
        ends: new Path2D(endsOf(relation, points)),
        rect: around(points.map((point) => ({ ...point, width: 0, height: 0 }))),
      };
      this.drawn.set(relation, drawn);
      return drawn;
    });
  }
}

function isSame(a: readonly Point[], b: readonly Point[]): boolean {
  return a.length === b.length && a.every(({ x, y }, i) => x === b[i]!.x && y === b[i]!.y);
}

function sameChips(a: Chips | undefined, b: Chips | undefined): boolean {
  return a?.size === b?.size && [...(a ?? [])].every(([column, name]) => b?.get(column) === name);
}

function pairOf(a: string, b: string): string {
  return a < b ? `${a}\n${b}` : `${b}\n${a}`;
}
