/** Paints the diagram on a canvas: everything while it moves, and what is under the nodes while it rests. */
import { near, type Rect } from '../../server/src/diagram/geometry';
import {
  badgeOf,
  CODE_SIZE,
  NAME_AT,
  PAD,
  ROW,
  TEXT_SIZE,
  textWidth,
  TITLE,
  type Metrics,
} from '../../server/src/diagram/measure';
import type { SceneTable } from '../../server/src/diagram/scene';
import { shorten } from '../../server/src/diagram/svg';
import type { DrawnLine, State } from './state';
import type { Theme } from './theme';

/** Below this zoom names alone are drawn. */
export const FAR = 0.42;
const RADIUS = 5;
/** Names that would be smaller on the screen aren't drawn. */
const SMALLEST = 4.5;

interface Texts {
  readonly name: string;
  readonly prefix: string;
  readonly prefixWidth: number;
  readonly badge: string;
  readonly rows: readonly {
    readonly name: string;
    readonly right: string;
    readonly isChip: boolean;
    readonly mark: string;
  }[];
  readonly far: { readonly size: number; readonly words: readonly string[] };
}

export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export class Painter {
  private texts = new WeakMap<SceneTable, Texts>();
  private path: { readonly keys: readonly string[]; readonly lines: readonly DrawnLine[] } | undefined;

  constructor(
    private readonly state: State,
    public theme: Theme,
  ) {}

  /** What was cut to fit is cut anew: the chips are others now. */
  forget(): void {
    this.texts = new WeakMap();
    this.path = undefined;
  }

  /** Paints the part of the diagram that the camera sees. `scale` is the number of dots in a pixel. */
  paint(context: CanvasRenderingContext2D, camera: Camera, width: number, height: number, scale: number): void {
    const { state, theme } = this;
    const { x, y, zoom } = camera;
    const seen: Rect = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = theme.ground;
    context.fillRect(0, 0, width * scale, height * scale);
    context.setTransform(zoom * scale, 0, 0, zoom * scale, x * scale, y * scale);
    const focus = state.hovered ?? state.selected;
    const hair = 1 / zoom;
    this.lines(context, state.lines, seen, theme.line, (zoom < FAR ? 0.8 : 1.15) * hair, zoom, focus !== undefined);
    if (focus !== undefined)
      this.lines(context, state.linesOfTable(focus), seen, theme.strong, 1.8 * hair, zoom, false);
    if (state.path.length > 0) this.lines(context, this.pathLines(), seen, theme.found, 2.4 * hair, zoom, false);
    const related =
      focus === undefined
        ? undefined
        : new Set(state.linesOfTable(focus).flatMap(({ relation }) => [relation.from, relation.to]));
    const groups = state.groups();
    const painted = new Set<SceneTable>();
    for (const table of state.grid.in(seen)) {
      if (painted.has(table) || !near(table, seen)) continue;
      painted.add(table);
      const colour =
        groups.size > 0
          ? theme.groups[(groups.get(table.table[state.look.groups!]) ?? 0) % theme.groups.length]
          : undefined;
      this.table(context, table, zoom, colour, related?.has(table.table.key) === true && table.table.key !== focus);
    }
  }

  private pathLines(): readonly DrawnLine[] {
    if (this.path?.keys !== this.state.path) this.path = { keys: this.state.path, lines: this.state.linesOfPath() };
    return this.path.lines;
  }

  private lines(
    context: CanvasRenderingContext2D,
    lines: readonly DrawnLine[],
    seen: Rect,
    colour: string,
    width: number,
    zoom: number,
    isDimmed: boolean,
  ): void {
    context.strokeStyle = colour;
    context.fillStyle = this.theme.ground;
    // From far away many lines are near to one another: the names between them count.
    context.globalAlpha = isDimmed ? 0.45 : zoom < FAR / 2 ? 0.6 : 1;
    for (const { path, ends, rect, relation, points } of lines) {
      if (!near(rect, seen, 20, 20)) continue;
      context.lineWidth = width;
      if (relation.use) context.setLineDash([2, 4]);
      if (zoom >= FAR) context.stroke(path);
      else {
        context.beginPath();
        for (const point of points) context.lineTo(point.x, point.y);
        context.stroke();
      }
      if (relation.use) context.setLineDash([]);
      if (zoom < FAR || relation.use) continue;
      context.fill(ends);
      context.stroke(ends);
    }
    context.globalAlpha = 1;
  }

  private table(
    context: CanvasRenderingContext2D,
    shown: SceneTable,
    zoom: number,
    group: string | undefined,
    isRelated: boolean,
  ): void {
    const { state, theme } = this;
    const { table, x, y, width, height } = shown;
    const marks = state.marks?.tables[table.key];
    const isFar = zoom < FAR;
    const hair = 1 / zoom;
    context.fillStyle = isFar ? theme.title : theme.box;
    box(context, x, y, width, height, isFar ? 0 : RADIUS);
    context.fill();
    if (!isFar) {
      context.fillStyle = theme.title;
      context.beginPath();
      context.roundRect(
        x,
        y,
        width,
        shown.rows.length > 0 ? TITLE : height,
        shown.rows.length > 0 ? [RADIUS, RADIUS, 0, 0] : RADIUS,
      );
      context.fill();
    }
    if (group !== undefined) {
      context.fillStyle = group;
      context.globalAlpha = theme.isHighContrast ? 1 : 0.8;
      context.fillRect(x, y, width, isFar ? Math.max(4, 3 * hair) : 3);
      context.globalAlpha = 1;
    }
    if (!isFar && shown.rows.length > 0) {
      context.fillStyle = theme.border;
      context.fillRect(x, y + TITLE - 0.5, width, hair);
    }
    this.outline(context, shown, hair, isFar, isRelated);
    if (isFar) this.farName(context, shown, zoom);
    else this.rows(context, shown, hair);
    const worst =
      marks &&
      (marks.worst === 'error' || marks.broken ? theme.error : marks.worst === 'warning' ? theme.warning : theme.info);
    // From far away only what is broken is worth a dot.
    if (worst && (!isFar || worst === theme.error)) {
      const size = isFar ? Math.max(5, 3.5 * hair) : 4;
      context.fillStyle = worst;
      context.beginPath();
      context.arc(x + width - (isFar ? 0 : 1), y + (isFar ? 0 : 1), size, 0, 7);
      context.fill();
    }
  }

  private outline(
    context: CanvasRenderingContext2D,
    shown: SceneTable,
    hair: number,
    isFar: boolean,
    isRelated: boolean,
  ): void {
    const { state, theme } = this;
    const { table, x, y, width, height } = shown;
    const { key, kind } = table;
    const isActive = state.active.table === key;
    const [colour, weight] =
      state.selected === key || state.hovered === key
        ? [theme.strong, 2]
        : state.found.has(key) || state.path.includes(key)
          ? [theme.found, 2]
          : isActive
            ? [theme.lit, 2]
            : isRelated
              ? [theme.strong, 1]
              : state.active.tables.has(key)
                ? [theme.lit, 1.2]
                : [theme.border, 1];
    context.strokeStyle = colour;
    context.lineWidth = weight * hair;
    const dashed =
      kind === 'view' || kind === 'matview' || kind === 'foreign' || state.marks?.tables[key]?.broken === true;
    if (dashed) context.setLineDash([4 * hair, 3 * hair]);
    box(context, x, y, width, height, isFar ? 0 : RADIUS);
    context.stroke();
    if (dashed) context.setLineDash([]);
  }

  private rows(context: CanvasRenderingContext2D, shown: SceneTable, hair: number): void {
    const { state, theme } = this;
    const { table, x, y, width, rows } = shown;
    const texts = this.textsOf(shown);
    const marks = state.marks?.tables[table.key];
    context.textBaseline = 'middle';
    const titleY = y + TITLE / 2 + 1;
    if (texts.prefix) {
      context.font = `${TEXT_SIZE}px ${theme.textFont}`;
      context.fillStyle = theme.dim;
      context.fillText(texts.prefix, x + PAD, titleY);
    }
    context.font = `600 ${TEXT_SIZE}px ${theme.textFont}`;
    context.fillStyle = theme.text;
    context.fillText(texts.name, x + PAD + texts.prefixWidth, titleY);
    if (texts.badge) {
      context.font = `10px ${theme.textFont}`;
      context.fillStyle = theme.dim;
      context.textAlign = 'right';
      context.fillText(texts.badge, x + width - PAD, titleY);
      context.textAlign = 'left';
    }
    let font = '';
    const setFont = (next: string) => {
      if (font !== next) context.font = font = next;
    };
    const text = `${TEXT_SIZE}px ${theme.textFont}`;
    const strong = `600 ${TEXT_SIZE}px ${theme.textFont}`;
    const code = `${CODE_SIZE}px ${theme.codeFont}`;
    const small = `600 9px ${theme.textFont}`;
    const left = x + (table.kind === 'enum' ? PAD : NAME_AT);
    for (const [i, column] of rows.entries()) {
      const middle = y + TITLE + (i + 0.5) * ROW + 1;
      const { name, mark, right, isChip } = texts.rows[i]!;
      if (mark) {
        setFont(small);
        context.fillStyle = column.primaryKey ? theme.key : theme.dim;
        context.fillText(mark, x + PAD, middle);
      }
      if (table.kind !== 'enum') {
        context.beginPath();
        context.arc(x + 31, middle - 1, 2.5, 0, 7);
        if (column.personal !== undefined) {
          context.fillStyle = context.strokeStyle = theme.personal;
        } else context.fillStyle = context.strokeStyle = theme.dim;
        context.lineWidth = Math.min(1, hair * 1.2);
        if (column.notNull) context.fill();
        else context.stroke();
      }
      setFont(column.primaryKey ? strong : text);
      const severity = marks?.columns[column.name];
      context.fillStyle = theme.text;
      context.fillText(name, left, middle);
      if (severity && severity !== 'hint') {
        context.fillStyle = severity === 'error' ? theme.error : severity === 'warning' ? theme.warning : theme.info;
        context.fillRect(left, middle + 7, context.measureText(name).width, 1.5);
      }
      if (!right) continue;
      setFont(isChip ? text : code);
      context.textAlign = 'right';
      context.fillStyle = isChip ? theme.key : theme.dim;
      context.fillText(right, x + width - PAD, middle);
      context.textAlign = 'left';
    }
  }

  private farName(context: CanvasRenderingContext2D, shown: SceneTable, zoom: number): void {
    const { x, y, width, height } = shown;
    const { far } = this.textsOf(shown);
    const size = Math.min(far.size, Math.max(TEXT_SIZE, 11 / zoom));
    if (size * zoom < SMALLEST) return;
    context.font = `600 ${size}px ${this.theme.textFont}`;
    context.fillStyle = this.theme.text;
    context.textBaseline = 'middle';
    context.textAlign = 'center';
    const words = size * joined(far.words) <= (width - 16) / 0.62 ? [far.words.join('')] : far.words;
    const top = y + height / 2 - ((words.length - 1) * size * 1.2) / 2;
    for (const [i, word] of words.entries()) context.fillText(word, x + width / 2, top + i * size * 1.2);
    context.textAlign = 'left';
  }

  private textsOf(shown: SceneTable): Texts {
    let texts = this.texts.get(shown);
    if (!texts)
      this.texts.set(shown, (texts = textsOf(shown, this.state.chips.get(shown.table.key), this.state.metrics)));
    return texts;
  }
}

function box(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
): void {
  context.beginPath();
  if (radius > 0) context.roundRect(x, y, width, height, radius);
  else context.rect(x, y, width, height);
}

function joined(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + word.length, 0);
}

function textsOf(
  { table, rows, width, height }: SceneTable,
  chips: ReadonlyMap<string, string> | undefined,
  metrics: Metrics,
): Texts {
  const measure = (text: string) => textWidth(text, metrics.text);
  const strong = (text: string) => textWidth(text, metrics.strong);
  const prefix = table.schema === 'public' || table.schema === '' ? '' : `${table.schema}.`;
  const badge = badgeOf(table);
  const prefixWidth = prefix ? measure(prefix) : 0;
  const badgeWidth = badge ? measure(badge) * 0.85 + 10 : 0;
  const left = table.kind === 'enum' ? PAD : NAME_AT;
  const words = table.name.split(/(?<=_)/);
  const longest = Math.max(...words.map(({ length }) => length));
  const broken = Math.min((width - 16) / longest / 0.62, (height - 10) / words.length / 1.2);
  return {
    prefix,
    prefixWidth,
    badge,
    name: shorten(table.name, width - 2 * PAD - prefixWidth - badgeWidth, strong),
    rows: rows.map((column) => {
      const own = column.primaryKey ? strong : measure;
      const name = shorten(column.name, width - left - PAD, own);
      const room = width - left - own(name) - PAD - 12;
      const chip = chips?.get(column.name);
      return {
        name,
        right: chip
          ? shorten(`→ ${chip}`, room, measure)
          : shorten(column.type, room, (text) => text.length * metrics.code),
        isChip: chip !== undefined,
        mark: column.primaryKey ? 'PK' : column.foreignKey ? 'FK' : column.unique ? 'U' : '',
      };
    }),
    far: { size: Math.floor(Math.max(Math.min((width - 16) / table.name.length / 0.62, height - 8), broken)), words },
  };
}
