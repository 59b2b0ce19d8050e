export interface Point {
  x: number;
  y: number;
}

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Whether there is less than `across` beside and less than `down` above and below between the two. */
export function near(a: Rect, b: Rect, across = 0, down = 0): boolean {
  return (
    a.x < b.x + b.width + across &&
    b.x < a.x + a.width + across &&
    a.y < b.y + b.height + down &&
    b.y < a.y + a.height + down
  );
}

/** The rectangle around all of them; an empty one at 0, 0 for none. */
export function around(rects: Iterable<Rect>): Rect {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y, width, height } of rects) {
    left = Math.min(left, x);
    right = Math.max(right, x + width);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + height);
  }
  return left === Infinity
    ? { x: 0, y: 0, width: 0, height: 0 }
    : { x: left, y: top, width: right - left, height: bottom - top };
}

const CELL = 256;

/** Finds rectangles by place, without looking at all of them. */
export class Grid<T extends Rect> {
  private readonly cells = new Map<number, T[]>();

  constructor(rects: Iterable<T> = []) {
    for (const rect of rects) this.add(rect);
  }

  add(rect: T): void {
    this.each(rect, (cell) => {
      const list = this.cells.get(cell);
      if (list) list.push(rect);
      else this.cells.set(cell, [rect]);
    });
  }

  remove(rect: T): void {
    this.each(rect, (cell) => {
      const list = this.cells.get(cell);
      list?.splice(list.indexOf(rect), 1);
    });
  }

  /** Those that may touch a part; all that do are among them. One may come more than once. */
  *in(part: Rect): Iterable<T> {
    const [left, right] = [Math.floor(part.x / CELL), Math.floor((part.x + part.width) / CELL)];
    const [top, bottom] = [Math.floor(part.y / CELL), Math.floor((part.y + part.height) / CELL)];
    for (let column = left; column <= right; column++) {
      for (let row = top; row <= bottom; row++) {
        const list = this.cells.get(column * 0x100000 + row);
        if (list) yield* list;
      }
    }
  }

  private each(rect: Rect, work: (cell: number) => void): void {
    const [left, right] = [Math.floor(rect.x / CELL), Math.floor((rect.x + rect.width) / CELL)];
    const [top, bottom] = [Math.floor(rect.y / CELL), Math.floor((rect.y + rect.height) / CELL)];
    for (let column = left; column <= right; column++) {
      for (let row = top; row <= bottom; row++) work(column * 0x100000 + row);
    }
  }
}
