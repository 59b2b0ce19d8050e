/** The picture itself: the canvas, the elements over it, and what a pointer does there. */
import type { DiagramColumn, DiagramTable } from '../../server/src/diagram/view';
import { ROW, TITLE } from '../../server/src/diagram/measure';
import { Near } from './near';
import { FAR, Painter } from './painter';
import type { State } from './state';
import type { Theme } from './theme';
import { follow, View } from './view';

export interface StageActions {
  /** The camera moved or rests. */
  moved(): void;
  rested(): void;
  select(table: string | undefined): void;
  reveal(table: string, column: string | undefined): void;
  menu(event: MouseEvent, table: string | undefined): void;
  /** A table was dragged and let go. */
  dropped(table: string, from: readonly [number, number]): void;
  hover(pointed: Pointed | undefined, event: PointerEvent): void;
}

export interface Pointed {
  readonly table: DiagramTable;
  readonly column?: DiagramColumn;
}

export class Stage {
  readonly element = document.createElement('main');
  readonly view: View;
  readonly painter: Painter;
  private readonly canvas = document.createElement('canvas');
  private readonly context = this.canvas.getContext('2d', { alpha: false })!;
  private readonly near: Near;
  private frame = 0;
  private resting = true;
  private size:
    { readonly left: number; readonly top: number; readonly width: number; readonly page: number } | undefined;

  constructor(
    private readonly state: State,
    theme: Theme,
    private readonly actions: StageActions,
  ) {
    this.near = new Near(state);
    this.element.className = 'stage';
    this.element.tabIndex = 0;
    this.element.setAttribute('role', 'application');
    this.element.setAttribute('aria-roledescription', 'diagram');
    this.element.setAttribute(
      'aria-label',
      'Entity-relationship diagram. Arrow keys go along relationships, with Shift to the nearest table; Enter shows the source.',
    );
    this.canvas.setAttribute('aria-hidden', 'true');
    this.element.append(this.canvas, this.near.element);
    this.painter = new Painter(state, theme);
    this.view = new View(
      this.element,
      () => {
        this.resting = false;
        this.near.hide();
        this.draw();
        actions.moved();
      },
      () => {
        this.resting = true;
        this.near.show(this.view, this.view.seen);
        actions.rested();
      },
    );
    this.listen();
    new ResizeObserver(() => this.resize()).observe(this.element);
  }

  /** Paints in the next frame; once, however often it is asked. */
  draw(): void {
    this.frame ||= requestAnimationFrame(() => this.paint());
  }

  /** What is drawn is another thing now. */
  refresh(): void {
    this.painter.forget();
    this.draw();
    if (this.resting) this.near.show(this.view, this.view.seen);
  }

  private paint(): void {
    this.frame = 0;
    const { clientWidth, clientHeight } = this.element;
    this.painter.paint(this.context, this.view, clientWidth, clientHeight, devicePixelRatio);
  }

  private resize(): void {
    const { clientWidth, clientHeight } = this.element;
    this.canvas.width = Math.round(clientWidth * devicePixelRatio);
    this.canvas.height = Math.round(clientHeight * devicePixelRatio);
    const { left, top } = this.element.getBoundingClientRect();
    const before = this.size;
    this.size = { left, top, width: clientWidth, page: innerHeight };
    const { x, y, zoom, isWhole } = this.view;
    const isOther = before && (before.width !== clientWidth || before.page !== innerHeight);
    if (isOther && isWhole) this.view.fit(this.state.extent);
    // When a row above it or the outline comes or goes, the picture stays where it is on the screen.
    else if (before) this.view.set(x - (left - before.left), y - (top - before.top), zoom, isWhole);
    cancelAnimationFrame(this.frame);
    this.paint();
    if (this.resting) this.near.show(this.view, this.view.seen);
  }

  private pointed(event: MouseEvent): Pointed | undefined {
    const { x, y } = this.view.point(event);
    const shown = this.state.at(x, y);
    if (!shown) return undefined;
    const row = Math.floor((y - shown.y - TITLE) / ROW);
    const column = y - shown.y > TITLE && this.view.zoom >= FAR ? shown.rows[row] : undefined;
    return { table: shown.table, ...(column && { column }) };
  }

  private listen(): void {
    const { element, actions } = this;
    element.addEventListener('pointerdown', (event) => {
      const pointed = this.pointed(event);
      if (event.button === 2) return;
      // Far tables leave too little room between them to take hold of the picture elsewhere.
      const isTitle = pointed && !pointed.column && event.button === 0 && this.view.zoom >= FAR;
      if (isTitle) this.drag(event, pointed.table.key);
      else {
        const from = { x: event.clientX, y: event.clientY };
        this.view.pan(event);
        const up = (end: PointerEvent) => {
          if (Math.hypot(end.clientX - from.x, end.clientY - from.y) <= 3 && event.button === 0)
            actions.select(pointed?.table.key);
        };
        element.addEventListener('pointerup', up, { once: true });
      }
    });
    element.addEventListener('pointermove', (event) => {
      if (event.buttons === 0) actions.hover(this.pointed(event), event);
    });
    element.addEventListener('pointerleave', (event) => actions.hover(undefined, event));
    element.addEventListener('dblclick', (event) => {
      const pointed = this.pointed(event);
      if (pointed) actions.reveal(pointed.table.key, pointed.column?.name);
    });
    element.addEventListener('contextmenu', (event) => {
      event.preventDefault();
      actions.menu(event, this.pointed(event)?.table.key);
    });
  }

  private drag(down: PointerEvent, key: string): void {
    const { state } = this;
    const start = this.view.point(down);
    const [x, y] = state.part?.[key] ?? state.places.get(key)!;
    follow(
      this.element,
      down,
      (event) => {
        const at = this.view.point(event);
        const place = [Math.round(x + at.x - start.x), Math.round(y + at.y - start.y)] as const;
        if (state.part) state.part = { ...state.part, [key]: place };
        else state.places.set(key, place);
        state.rebuild();
        this.near.hide();
        this.refresh();
      },
      (moved) => (moved ? this.actions.dropped(key, [x, y]) : this.actions.select(key)),
    );
  }
}
