export interface Box {
  readonly key: string;
  readonly width: number;
  readonly height: number;
}

/** `from` references `to`. */
export interface Link {
  readonly from: string;
  readonly to: string;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

export type Placed = Box & { x: number; y: number };

export interface LayoutInput {
  readonly boxes: readonly Box[];
  readonly links: readonly Link[];
  /** Where tables are now; without it everything is placed anew. */
  readonly before?: ReadonlyMap<string, Place>;
  /** Tables that stay where they are when two overlap: those that a person has dragged. */
  readonly pinned?: readonly string[];
  /** How much wider than high the whole should be. */
  readonly aspect?: number;
}

export interface Layout {
  readonly places: readonly Placed[];
  /** Tables that so many refer to that lines to them are left out. */
  readonly hubs: ReadonlySet<string>;
}

/** Thrown where a layout is no longer wanted. */
export class Stopped extends Error {}

/** Called now and then; throws Stopped. */
export type Stop = () => void;
export const NEVER_STOP: Stop = () => undefined;

/** Between columns: room for lines and their ends. */
export const GUTTER = 96;
/** Between the tables of a column. */
export const GAP = 40;
/** What is left of either when a table grows, before it pushes its neighbours. */
export const LEAST = 16;
/** How much wider than high a picture should be. */
export const ASPECT = 1.4;
