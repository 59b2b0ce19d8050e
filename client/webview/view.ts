/** What part of the diagram is seen: pan, zoom, fit. */
import { near, type Rect } from '../../server/src/diagram/geometry';
import type { Camera } from './painter';

const least = 0.05;
const most = 2.5;
/** A table that is searched for is shown at least this large. */
const readable = 0.7;
const pad = 40;
/** How long nothing has to move until the picture is drawn sharp again. */
const rest = 150;

export class View implements Camera {
  x = 0;
  y = 0;
  zoom = 1;
  /** All of the picture was asked for, and nothing has been moved since. */
  isWhole = false;
  private timer: number | undefined;

  constructor(
    private readonly stage: HTMLElement,
    private readonly onMove: () => void,
    private readonly onRest: () => void,
  ) {
    stage.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
  }

  set(x: number, y: number, zoom: number, isWhole = false): void {
    this.isWhole = isWhole;
    this.x = x;
    this.y = y;
    this.zoom = Math.min(most, Math.max(least, zoom));
    this.onMove();
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.onRest(), rest);
  }

  /** The part of the diagram that is seen. */
  get seen(): Rect {
    const { clientWidth, clientHeight } = this.stage;
    return {
      x: -this.x / this.zoom,
      y: -this.y / this.zoom,
      width: clientWidth / this.zoom,
      height: clientHeight / this.zoom,
    };
  }

  /** A point of the screen in the diagram. */
  point(event: MouseEvent): { x: number; y: number } {
    const { left, top } = this.stage.getBoundingClientRect();
    return { x: (event.clientX - left - this.x) / this.zoom, y: (event.clientY - top - this.y) / this.zoom };
  }

  /** Keeps the point of the stage at `x`, `y` where it is; its middle by default. */
  zoomBy(factor: number, x = this.stage.clientWidth / 2, y = this.stage.clientHeight / 2): void {
    const zoom = Math.min(most, Math.max(least, this.zoom * factor));
    const by = zoom / this.zoom;
    this.set(x - (x - this.x) * by, y - (y - this.y) * by, zoom);
  }

  fit({ x, y, width, height }: Rect): void {
    const { clientWidth, clientHeight } = this.stage;
    const zoom = Math.min(1, (clientWidth - 2 * pad) / width, (clientHeight - 2 * pad) / height);
    this.center(x + width / 2, y + height / 2, Math.max(least, zoom), true);
  }

  /** How a picture is shaped that suits the stage: wide or tall, and no shape between, so that it is the same next time. */
  get aspect(): number {
    return this.stage.clientWidth > this.stage.clientHeight ? 1.5 : 0.8;
  }

  /** Brings a table to the middle, large enough to read; nothing moves when it is seen well already. */
  show(rect: Rect): void {
    const height = Math.min(rect.height, (this.stage.clientHeight - 2 * pad) / this.zoom);
    const [left, top] = [this.x + rect.x * this.zoom, this.y + rect.y * this.zoom];
    const right = left + rect.width * this.zoom;
    const bottom = top + height * this.zoom;
    const inside = left >= 0 && top >= 0 && right <= this.stage.clientWidth && bottom <= this.stage.clientHeight;
    if (inside && this.zoom >= readable - 0.01) return;
    this.center(rect.x + rect.width / 2, rect.y + height / 2, Math.max(this.zoom, readable));
  }

  /** Brings a table to the middle if nothing of it is seen; the zoom stays. */
  bring(rect: Rect): void {
    if (!near(rect, this.seen)) this.center(rect.x + rect.width / 2, rect.y + rect.height / 2, this.zoom);
  }

  private center(x: number, y: number, zoom: number, isWhole = false): void {
    this.set(this.stage.clientWidth / 2 - x * zoom, this.stage.clientHeight / 2 - y * zoom, zoom, isWhole);
  }

  /** Follows the pointer until it is let go. */
  pan(down: PointerEvent): void {
    const from = { x: this.x - down.clientX, y: this.y - down.clientY };
    follow(this.stage, down, (event) => this.set(from.x + event.clientX, from.y + event.clientY, this.zoom));
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : 1;
    // A pinch on a touchpad comes as small steps with the control key.
    const speed = event.ctrlKey ? 0.01 : 0.0015;
    const { left, top } = this.stage.getBoundingClientRect();
    this.zoomBy(Math.exp(-event.deltaY * lines * speed), event.clientX - left, event.clientY - top);
  }
}

/** Calls back while a pressed pointer moves, after its first three pixels, and when it is let go. */
export function follow(
  stage: HTMLElement,
  down: PointerEvent,
  onMove: (event: PointerEvent) => void,
  onEnd: (moved: boolean) => void = () => undefined,
): void {
  let moved = false;
  const move = (event: PointerEvent) => {
    if (!moved && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > 3) {
      moved = true;
      // Captured only when it moves: a captured pointer would take the double-click from the table.
      stage.setPointerCapture(down.pointerId);
      stage.classList.add('dragging');
    }
    if (moved) onMove(event);
  };
  const end = () => {
    stage.classList.remove('dragging');
    stage.removeEventListener('pointermove', move);
    stage.removeEventListener('pointerup', end);
    stage.removeEventListener('pointercancel', end);
    onEnd(moved);
  };
  stage.addEventListener('pointermove', move);
  stage.addEventListener('pointerup', end);
  stage.addEventListener('pointercancel', end);
}
