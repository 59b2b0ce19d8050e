import { chipsOf, type Chips } from '../../diagram/chips';
import { hubsOf } from '../../diagram/layout/layout';
import { sizeOf, type Metrics } from '../../diagram/measure';
import type { Box, Layout, LayoutInput, Place } from '../../diagram/layout/types';
import type { Detail, DiagramTable, DiagramView } from '../../diagram/view';
import { ViewHashes, type ViewDelta } from './delta';

/** One change of a diagram that somebody shows: what differs, and where tables are that weren't there before. */
export interface LiveDelta extends ViewDelta {
  /** Counts the changes; each follows the one before. */
  readonly version: number;
  readonly places: Readonly<Record<string, readonly [x: number, y: number]>>;
  readonly hubs?: readonly string[];
}

/** A diagram that follows its model. Nothing moves that a change doesn't touch. */
export class LiveDiagram {
  readonly places = new Map<string, Place>();
  /** Keys of tables that a person has dragged. */
  readonly kept = new Set<string>();
  hubs: readonly string[] = [];
  version = 0;
  view: DiagramView = { tables: [], relations: [] };
  private readonly hashes = new ViewHashes();
  private readonly boxes = new WeakMap<DiagramTable, { readonly rest: string; readonly box: Box }>();
  /** Tables that came without a relationship since the first picture. */
  private readonly lonely = new Set<string>();

  constructor(
    private readonly layouts: { run(input: LayoutInput, isPart?: boolean): Promise<Layout | undefined> },
    private readonly metrics: Metrics,
    /** With which sizes tables are placed. */
    public detail: Detail,
    kept: ReadonlyMap<string, Place>,
    /** How much wider than high a picture that is laid out anew should be. */
    public aspect?: number,
  ) {
    for (const [key, place] of kept) {
      this.places.set(key, place);
      this.kept.add(key);
    }
  }

  /** Takes a new view in. Undefined where nothing differs, or where a later one is under way. */
  async update(view: DiagramView): Promise<LiveDelta | undefined> {
    const delta = this.hashes.next(view);
    if (!delta) return undefined;
    this.view = view;
    this.followRename(delta);
    const isFirst = this.version === 0;
    this.leaveLonely();
    const before = new Set(this.places.keys());
    // A table that is gone leaves its place to itself: it comes back there while a statement is typed.
    const moved = await this.place(this.places);
    if (!isFirst) this.noteLonely(Object.keys(moved.places).filter((key) => !before.has(key)));
    return { ...delta, ...moved, version: ++this.version };
  }

  /** New tables without a relationship are far from what they will belong to when it is typed. */
  private noteLonely(fresh: readonly string[]): void {
    const related = new Set(this.view.relations.flatMap(({ from, to }) => (from === to ? [] : [from, to])));
    for (const key of fresh) if (!related.has(key)) this.lonely.add(key);
  }

  /** Such a table gives its place up when it gets its first relationship, unless a person has dragged it. */
  private leaveLonely(): void {
    if (this.lonely.size === 0) return;
    const hubs = hubsOf(this.view.relations);
    const moving = new Set<string>();
    const isLonely = (key: string) => this.lonely.has(key) && !this.kept.has(key);
    for (const { from, to } of this.view.relations) {
      if (from === to || hubs.has(to)) continue;
      if (isLonely(from) && !moving.has(to)) moving.add(from);
      else if (isLonely(to) && !moving.has(from)) moving.add(to);
    }
    for (const { from, to } of this.view.relations) {
      this.lonely.delete(from);
      this.lonely.delete(to);
    }
    for (const key of moving) this.places.delete(key);
  }

  /** Tables that a person dragged: they stay where they are put, others make room. */
  async move(places: Readonly<Record<string, readonly [number, number]>>): Promise<Omit<LiveDelta, keyof ViewDelta>> {
    for (const [key, [x, y]] of Object.entries(places)) {
      this.places.set(key, { x: Math.round(x), y: Math.round(y) });
      this.kept.add(key);
    }
    return { ...(await this.place(this.places, Object.keys(places))), version: ++this.version };
  }

  /** Lays everything out anew; what was dragged is forgotten. */
  async tidy(): Promise<Omit<LiveDelta, keyof ViewDelta>> {
    this.kept.clear();
    return { ...(await this.place(undefined)), version: ++this.version };
  }

  /** Back to where tables were. */
  async restore(
    places: Readonly<Record<string, readonly [number, number]>>,
    kept: readonly string[],
  ): Promise<Omit<LiveDelta, keyof ViewDelta>> {
    this.kept.clear();
    for (const key of kept) this.kept.add(key);
    for (const [key, [x, y]] of Object.entries(places)) this.places.set(key, { x, y });
    const moved = await this.place(this.places);
    return { ...moved, places: { ...places, ...moved.places }, version: ++this.version };
  }

  /** A layout of some of the tables by themselves, which changes nothing. */
  async layoutOf(
    keys: ReadonlySet<string>,
    places: Readonly<Record<string, readonly [number, number]>> = {},
  ): Promise<Readonly<Record<string, readonly [number, number]>>> {
    const input = this.input((key) => keys.has(key));
    const known = new Map(
      Object.entries(places).flatMap(([key, [x, y]]) => (keys.has(key) ? [[key, { x, y }] as const] : [])),
    );
    for (;;) {
      const layout = await this.layouts.run({ ...input, ...(known.size > 0 && { before: known }) }, true);
      if (layout) return Object.fromEntries(layout.places.map(({ key, x, y }) => [key, [x, y] as const]));
    }
  }

  private async place(
    before: ReadonlyMap<string, Place> | undefined,
    first: readonly string[] = [],
  ): Promise<Pick<LiveDelta, 'places' | 'hubs'>> {
    const input = this.input(() => true);
    const known =
      before && new Map(input.boxes.flatMap(({ key }) => (before.has(key) ? [[key, before.get(key)!] as const] : [])));
    const pinned = first.length > 0 ? first : [...this.kept];
    const layout = await this.layouts.run({ ...input, ...(known && known.size > 0 && { before: known }), pinned });
    const changed: Record<string, readonly [number, number]> = {};
    for (const { key, x, y } of layout?.places ?? []) {
      const old = this.places.get(key);
      if (old && old.x === x && old.y === y && known?.has(key)) continue;
      this.places.set(key, { x, y });
      changed[key] = [x, y];
    }
    const hubs = layout && [...layout.hubs].sort();
    const otherHubs = hubs && hubs.join() !== this.hubs.join();
    if (otherHubs) this.hubs = hubs;
    return { places: changed, ...(otherHubs && { hubs }) };
  }

  private input(isShown: (key: string) => boolean): LayoutInput {
    const tables = this.view.tables.filter(({ key }) => isShown(key));
    const relations = this.view.relations.filter(({ from, to }) => isShown(from) && isShown(to));
    const byKey = new Map(tables.map((table) => [table.key, table]));
    const chips = chipsOf(relations, hubsOf(relations), byKey);
    return {
      boxes: tables.map((table) => this.boxOf(table, chips.get(table.key))),
      links: relations.map(({ from, to }) => ({ from, to })),
      ...(this.aspect !== undefined && { aspect: this.aspect }),
    };
  }

  private boxOf(table: DiagramTable, chips: Chips | undefined): Box {
    const rest = `${this.detail}\n${chips ? [...chips].join('\n') : ''}`;
    let known = this.boxes.get(table);
    if (known?.rest !== rest) {
      known = { rest, box: { key: table.key, ...sizeOf(table, this.detail, this.metrics, chips) } };
      this.boxes.set(table, known);
    }
    return known.box;
  }

  /** One table gone and one new is a new name: it stays where it is. */
  private followRename({ tables, goneTables }: ViewDelta): void {
    const come = tables.filter(({ key }) => !this.places.has(key));
    const [gone] = goneTables;
    if (goneTables.length !== 1 || come.length !== 1 || gone === undefined) return;
    const { key } = come[0]!;
    const place = this.places.get(gone);
    if (place) this.places.set(key, place);
    this.places.delete(gone);
    if (this.kept.delete(gone)) this.kept.add(key);
  }
}
