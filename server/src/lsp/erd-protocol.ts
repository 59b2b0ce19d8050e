/** What client and server say to one another of diagrams. Types and names only. */
import type { Range } from '../base/lines';
import type { Metrics } from '../diagram/measure';
import type { Colours } from '../diagram/svg';
import type { Detail, DiagramView } from '../diagram/view';
import type { Format } from '../features/erd/export/export';
import type { LiveDelta } from '../features/erd/live';
import type { ErdMarks } from '../features/erd/marks';
import type { NamedView } from '../features/erd/sidecar';

export type { Format } from '../features/erd/export/export';
export type { LiveDelta } from '../features/erd/live';
export type { ErdMarks, TableMarks } from '../features/erd/marks';
export type { NamedView } from '../features/erd/sidecar';

/** By table: its left top corner in pixels at zoom 1. */
export type Places = Readonly<Record<string, readonly [x: number, y: number]>>;

/** Asks for a whole diagram. From then on its changes are sent, until another one is asked for or it is closed. */
export const ERD = 'tablewright/erd';
export interface ErdParams {
  /** The root or document to draw; without it the root of `uri`, without that the first one. */
  readonly root?: string;
  readonly uri?: string;
  readonly views?: boolean;
  readonly enums?: boolean;
  readonly detail?: Detail;
  /** The widths of the fonts that it is drawn with. */
  readonly metrics?: Metrics;
  /** How much wider than high the panel is: a picture that is laid out anew gets its shape. */
  readonly aspect?: number;
}
export interface ErdModel extends DiagramView {
  /** Undefined in a workspace without schema. */
  readonly root?: { readonly id: string; readonly name: string };
  readonly roots: readonly { readonly id: string; readonly name: string }[];
  readonly version: number;
  readonly places: Places;
  readonly hubs: readonly string[];
  /** Tables that a person has dragged. */
  readonly kept: readonly string[];
  readonly named: readonly NamedView[];
  /** The name of the view that is shown first. */
  readonly start?: string;
  /** What is wrong with `.tablewright/erd.json`. */
  readonly problem?: string;
}

/** Sent to the client: what changed in the diagram that it shows. */
export const ERD_CHANGED = 'tablewright/erdChanged';
export interface ErdChangedParams extends LiveDelta {
  readonly root: string;
}

/** Sent to the client a moment after a change: what the linter found, and which tables stand in broken statements. */
export const ERD_MARKS = 'tablewright/erdMarks';
export interface ErdMarksParams extends ErdMarks {
  readonly root: string;
}

/** The client no longer shows a diagram. */
export const ERD_CLOSED = 'tablewright/erdClosed';

/** Changes where tables stand. `part` lays some out by themselves and changes nothing. */
export const ERD_ARRANGE = 'tablewright/erdArrange';
export type ErdArrangeParams = { readonly root: string } & (
  | { readonly do: 'move'; readonly places: Places }
  | { readonly do: 'tidy'; readonly detail: Detail; readonly aspect?: number }
  | { readonly do: 'restore'; readonly places: Places; readonly kept: readonly string[] }
  | {
      readonly do: 'part';
      readonly tables: readonly string[];
      readonly detail: Detail;
      readonly places?: Places;
      readonly aspect?: number;
    }
);
export interface ErdArrangeResult {
  readonly version: number;
  readonly places: Places;
  readonly kept: readonly string[];
}

/** Changes the views that have a name. */
export const ERD_VIEWS = 'tablewright/erdViews';
export interface ErdViewsParams {
  readonly root: string;
  readonly named: readonly NamedView[];
  readonly start?: string;
}

/** Asks for the text of `.tablewright/erd.json` as it is to be now; null where nothing has to be written, no text where nothing has to be kept. */
export const ERD_SIDECAR = 'tablewright/erdSidecar';
export type ErdSidecarResult = { readonly uri: string; readonly text?: string } | null;

/** Which tables a document is about, and which the cursor is in. */
export const ERD_AT = 'tablewright/erdAt';
export interface ErdAtParams {
  readonly root: string;
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}
export interface ErdAtResult {
  readonly tables: readonly string[];
  readonly table?: string;
  readonly column?: string;
}

/** Writes the diagram, or these tables of it, as a text. */
export const ERD_EXPORT = 'tablewright/erdExport';
export interface ErdExportParams {
  readonly root: string;
  readonly format: Format | 'ddl';
  readonly tables?: readonly string[];
  /** Where they stand, for pictures; without it where they are in the whole diagram. */
  readonly places?: Places;
  readonly detail?: Detail;
  readonly colours?: Colours;
}

/** Where a table (or a column of it) is defined. Null when it is gone. */
export const REVEAL = 'tablewright/reveal';
export interface RevealParams {
  readonly root: string;
  readonly table: string;
  readonly column?: string;
}
export interface RevealResult {
  readonly uri: string;
  readonly range: Range;
}
