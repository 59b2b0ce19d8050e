/** The names in a picture that is seen from afar, as on a map: in their tables where they fit, else beyond them where there is room. */
import { around, Grid, near, type Rect } from '../../server/src/diagram/geometry';
import { TEXT_SIZE, textWidth, type Metrics } from '../../server/src/diagram/measure';
import type { SceneTable } from '../../server/src/diagram/scene';

interface Label {
  readonly table: SceneTable;
  readonly lines: readonly string[];
  readonly size: number;
  /** What the text covers. */
  readonly rect: Rect;
  /** It reaches beyond its table. */
  readonly isWide: boolean;
}

/** Sizes on the screen, the wished one first. */
const SIZES = [9.5, 8, 7, 6.5];
/** A name is broken rather than written smaller than this. */
const WHOLE = 8;
const WIDE_SIZE = 9.5;
/** What is left free round a name that reaches beyond its table. */
const ROOM = 9;
/** A word is broken into pieces of so many letters at least. */
const PIECE = 5;
const LINE = 1.18;
/** Names keep their size in the diagram within a step of the zoom, so that nothing flickers: so many to each doubling. */
const STEPS = 4;

type Tables = ReadonlyMap<string, SceneTable>;

/** Works out which names are written how large. */
export class Labels {
  private known: { readonly tables: Tables; readonly step: number; readonly labels: readonly Label[] } | undefined;

  constructor(
    private readonly metrics: () => Metrics,
    /** How much a table matters: those that matter more come first where there isn't room for all. */
    private readonly weight: (key: string) => number,
  ) {}

  at(zoom: number, tables: Tables): readonly Label[] {
    const step = Math.floor(Math.log2(zoom) * STEPS);
    if (this.known?.tables !== tables || this.known.step !== step)
      this.known = { tables, step, labels: this.place(2 ** (step / STEPS), tables) };
    return this.known.labels;
  }

  private place(zoom: number, tables: Tables): readonly Label[] {
    const labels: Label[] = [];
    const taken = new Grid<Rect>();
    const add = (label: Label) => {
      labels.push(label);
      taken.add(label.rect);
    };
    const isFree = ({ rect }: Label, room: number) => {
      const { x, y, width, height } = rect;
      const wide = { x: x - room, y: y - room, width: width + 2 * room, height: height + 2 * room };
      for (const other of taken.in(wide)) if (near(rect, other, room, room)) return false;
      return true;
    };
    const left = new Map<SceneTable, number>();
    for (const table of tables.values()) {
      const label = this.inside(table, zoom);
      if (label) add(label);
      else left.set(table, this.weight(table.table.key));
    }
    const all = around(tables.values());
    for (const [table] of [...left].sort((a, b) => b[1] - a[1])) {
      const label = this.label(table, [table.table.name], WIDE_SIZE / zoom, true, all);
      if (!isFree(label, ROOM / zoom)) continue;
      add(label);
      left.delete(table);
    }
    for (const table of left.keys()) {
      const label = this.inPieces(table, zoom);
      if (label && isFree(label, 0)) add(label);
    }
    return labels;
  }

  /** The name within its table, as large as fits, broken between its words. */
  private inside(table: SceneTable, zoom: number): Label | undefined {
    for (const size of SIZES.filter((each) => each >= WHOLE)) {
      const lines = this.broken(table, [table.table.name], size / zoom);
      if (lines) return this.label(table, lines, size / zoom, false);
    }
    for (const size of SIZES) {
      const lines = this.broken(table, wordsOf(table), size / zoom);
      if (lines) return this.label(table, lines, size / zoom, false);
    }
    return undefined;
  }

  /** The same with broken words. */
  private inPieces(table: SceneTable, zoom: number): Label | undefined {
    const size = SIZES.at(-1)! / zoom;
    const pieces = wordsOf(table).flatMap((word) => {
      const count = Math.ceil(this.width(word, size) / (table.width - size));
      const length = Math.ceil(word.length / count);
      return length < PIECE
        ? [word]
        : Array.from({ length: count }, (_, i) => word.slice(i * length, (i + 1) * length));
    });
    const lines = this.broken(table, pieces, size);
    return lines && this.label(table, lines, size, false);
  }

  /** The parts in as few lines as there is room for. */
  private broken({ width, height }: SceneTable, parts: readonly string[], size: number): string[] | undefined {
    const lines: string[] = [];
    for (const part of parts) {
      const longer = (lines.at(-1) ?? '') + part;
      if (lines.length > 0 && this.width(longer, size) <= width - size) lines[lines.length - 1] = longer;
      else if (this.width(part, size) <= width - size) lines.push(part);
      else return undefined;
    }
    return lines.length * size * LINE <= height - size * 0.3 ? lines : undefined;
  }

  private label(
    table: SceneTable,
    lines: readonly string[],
    size: number,
    isWide: boolean,
    within: Rect = table,
  ): Label {
    const width = Math.max(...lines.map((line) => this.width(line, size)));
    const height = lines.length * size * LINE;
    const middle = table.x + (table.width - width) / 2;
    const x = Math.max(within.x, Math.min(within.x + within.width - width, middle));
    const y = table.y + (table.height - height) / 2;
    return { table, lines, size, rect: { x, y, width, height }, isWide };
  }

  private width(text: string, size: number): number {
    return (textWidth(text, this.metrics().strong) * size) / TEXT_SIZE;
  }
}

function wordsOf({ table }: SceneTable): string[] {
  return table.name.split(/(?<=_)|(?<=[a-z])(?=[A-Z])/);
}

/** Writes the names; those that reach beyond their tables with an edge in the ground's colour. */
export function paintLabels(
  context: CanvasRenderingContext2D,
  labels: readonly Label[],
  seen: Rect,
  zoom: number,
  { textFont, text, ground }: { readonly textFont: string; readonly text: string; readonly ground: string },
): void {
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  context.fillStyle = text;
  context.strokeStyle = ground;
  context.lineJoin = 'round';
  context.lineWidth = 4 / zoom;
  for (const { lines, size, rect, isWide } of labels) {
    if (!near(rect, seen)) continue;
    context.font = `600 ${size}px ${textFont}`;
    for (const [i, line] of lines.entries()) {
      const [x, y] = [rect.x + rect.width / 2, rect.y + (i + 0.5) * size * LINE];
      if (isWide) context.strokeText(line, x, y);
      context.fillText(line, x, y);
    }
  }
  context.textAlign = 'left';
}
