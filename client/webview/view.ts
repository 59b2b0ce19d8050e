/** What part of the diagram is seen: pan, zoom, fit. */
import type { Rect } from './geometry';

const least = 0.05;
const most = 2.5;
/** Below this zoom names alone are drawn. */
const far = 0.45;
const pad = 40;
/** How far out of sight tables are drawn already, in pixels of the screen. */
const beyond = 300;
/** How long nothing has to move until the picture is drawn sharp again. */
const rest = 150;

export class View {
  x = 0;
  y = 0;
  zoom = 1;
  private timer: number | undefined;

  constructor(
    private readonly stage: HTMLElement,
    private readonly canvas: HTMLElement,
    private readonly onMove: () => void,
    private readonly onRest: () => void,
  ) {
    stage.addEventListener('pointerdown', (event) => this.drag(event));
    stage.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
  }

  set(x: number, y: number, zoom: number): void {
    this.x = x;
    this.y = y;
    this.zoom = Math.min(most, Math.max(least, zoom));
    this.canvas.style.transform = `translate(${this.x}px, ${this.y}px) scale(${this.zoom})`;
    this.canvas.classList.toggle('far', this.zoom < far);
    this.canvas.classList.add('moving');
    this.onMove();
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.settle(), rest);
  }

  /** The part of the diagram that is seen, and a bit around it. */
  get seen(): Rect {
    return {
      x: (-beyond - this.x) / this.zoom,
      y: (-beyond - this.y) / this.zoom,
      width: (this.stage.clientWidth + 2 * beyond) / this.zoom,
      height: (this.stage.clientHeight + 2 * beyond) / this.zoom,
    };
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
    this.center(x + width / 2, y + height / 2, Math.max(least, zoom));
  }

  /** Brings a table to the middle, large enough to read; nothing moves when it is seen well already. */
  show(rect: Rect): void {
    const height = Math.min(rect.height, (this.stage.clientHeight - 2 * pad) / this.zoom);
    const [left, top] = [this.x + rect.x * this.zoom, this.y + rect.y * this.zoom];
    const right = left + rect.width * this.zoom;
    const bottom = top + height * this.zoom;
    const inside = left >= 0 && top >= 0 && right <= this.stage.clientWidth && bottom <= this.stage.clientHeight;
    if (inside && this.zoom >= far) return;
    this.canvas.classList.add('gliding');
    this.center(rect.x + rect.width / 2, rect.y + height / 2, Math.max(this.zoom, 0.8));
  }

  private center(x: number, y: number, zoom: number): void {
    this.set(this.stage.clientWidth / 2 - x * zoom, this.stage.clientHeight / 2 - y * zoom, zoom);
  }

  private settle(): void {
    this.canvas.classList.remove('moving', 'gliding');
    // Not while it moves: every table's look depends on it.
    this.canvas.style.setProperty('--zoom', String(this.zoom));
    this.onRest();
  }

  private drag(down: PointerEvent): void {
    if (down.button > 1) return;
    const from = { x: this.x - down.clientX, y: this.y - down.clientY };
    let dragging = false;
    const move = (event: PointerEvent) => {
      // Captured only when it moves: a captured pointer would take the double-click from the table.
      if (!dragging && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > 3) {
        dragging = true;
        this.stage.setPointerCapture(down.pointerId);
        this.stage.classList.add('dragging');
      }
      if (dragging) this.set(from.x + event.clientX, from.y + event.clientY, this.zoom);
    };
    const end = () => {
      this.stage.classList.remove('dragging');
      this.stage.removeEventListener('pointermove', move);
      this.stage.removeEventListener('pointerup', end);
      this.stage.removeEventListener('pointercancel', end);
    };
    this.stage.addEventListener('pointermove', move);
    this.stage.addEventListener('pointerup', end);
    this.stage.addEventListener('pointercancel', end);
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
