/** Paints the diagram on a canvas: everything while it moves, and what is under the nodes while it rests. */
import { near, type Rect } from '../../server/src/diagram/geometry';
import { TITLE } from '../../server/src/diagram/measure';
import type { SceneTable } from '../../server/src/diagram/scene';
import { Labels, paintLabels } from './labels';
import type { DrawnLine, State } from './state';
import { paintTexts } from './table-text';
import type { Theme } from './theme';

/** Below this zoom names alone are drawn. */
export const FAR = 0.42;
const RADIUS = 5;

export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export class Painter {
  private readonly labels = new Labels(
    () => this.state.metrics,
    (key) => this.state.neighbours(key).length,
  );
  /** How the diagram lies on the screen's dots. */
  private dots = { x: 0, y: 0, zoom: 1, scale: 1 };
  private path: { readonly keys: readonly string[]; readonly lines: readonly DrawnLine[] } | undefined;

  constructor(
    private readonly state: State,
    public theme: Theme,
  ) {}

  /** The lines are others now. */
  forget(): void {
    this.path = undefined;
  }

  /** Paints the part of the diagram that the camera sees. `scale` is the number of dots in a pixel. */
  paint(context: CanvasRenderingContext2D, camera: Camera, width: number, height: number, scale: number): void {
    const { state, theme } = this;
    const { x, y, zoom } = camera;
    this.dots = { x, y, zoom, scale };
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
    if (zoom >= FAR) return;
    paintLabels(context, this.labels.at(zoom, state.scene), seen, zoom, theme);
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
    if (!isFar) paintTexts(context, shown, state, theme, hair);
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
    const isBroken = state.marks?.tables[key]?.broken === true;
    const [colour, weight] =
      state.selected === key || state.hovered === key
        ? [theme.strong, 2]
        : state.found.has(key) || state.path.includes(key)
          ? [theme.found, 2]
          : isBroken
            ? [theme.error, isActive ? 2 : 1.2]
            : isActive
              ? [theme.lit, 2]
              : isRelated
                ? [theme.strong, 1]
                : state.active.tables.has(key)
                  ? [theme.lit, 1.2]
                  : [theme.border, 1];
    context.strokeStyle = colour;
    context.lineWidth = weight * hair;
    const dashed = kind === 'view' || kind === 'matview' || kind === 'foreign' || isBroken;
    if (dashed) context.setLineDash([4 * hair, 3 * hair]);
    const [left, top] = this.sharp(x, y, weight);
    const [right, bottom] = this.sharp(x + width, y + height, weight);
    box(context, left, top, right - left, bottom - top, isFar ? 0 : RADIUS);
    context.stroke();
    if (dashed) context.setLineDash([]);
  }

  /** The point nearest to one at which a line of that width covers whole dots. */
  private sharp(x: number, y: number, weight: number): [number, number] {
    const { dots } = this;
    const half = (Math.round(weight * dots.scale) % 2) / 2;
    const snap = (value: number, offset: number) => {
      const dot = Math.floor((value * dots.zoom + offset) * dots.scale) + half;
      return (dot / dots.scale - offset) / dots.zoom;
    };
    return [snap(x, dots.x), snap(y, dots.y)];
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
