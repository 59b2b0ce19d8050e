/** What the ERD panel's host and its page say to one another. */
import type {
  ErdArrangeParams,
  ErdArrangeResult,
  ErdAtResult,
  ErdChangedParams,
  ErdExportParams,
  ErdMarksParams,
  ErdModel,
  ErdParams,
  ErdViewsParams,
  Format,
  NamedView,
} from '../../server/src/lsp/erd-protocol';

export type ToPage =
  /** With what the active editor is about. */
  | { readonly type: 'model'; readonly model: ErdModel; readonly at?: ErdAtResult }
  | { readonly type: 'changed'; readonly changed: ErdChangedParams }
  | { readonly type: 'marks'; readonly marks: ErdMarksParams }
  /** The active editor, or the cursor in it, is about something else now. */
  | { readonly type: 'active'; readonly at: ErdAtResult }
  | { readonly type: 'answer'; readonly id: number; readonly result: ErdArrangeResult | null }
  /** The diagram couldn't be read again; the page keeps the last one. */
  | { readonly type: 'failed'; readonly message: string };

export type ToHost =
  /** The page is loaded and knows nothing yet, or wants another diagram. */
  | { readonly type: 'open'; readonly params: ErdParams; readonly locked: boolean }
  | { readonly type: 'lock'; readonly locked: boolean }
  | { readonly type: 'reveal'; readonly root: string; readonly table: string; readonly column?: string }
  | { readonly type: 'arrange'; readonly id: number; readonly params: ErdArrangeParams }
  | { readonly type: 'views'; readonly params: ErdViewsParams }
  /** Asks for a name and then keeps the view. */
  | { readonly type: 'nameView'; readonly params: ErdViewsParams; readonly view: Omit<NamedView, 'name'> }
  | { readonly type: 'copy'; readonly params: ErdExportParams }
  /** Asks for a format where there is none, and for a file. */
  | { readonly type: 'export'; readonly params: Omit<ErdExportParams, 'format'> };

/** Asks the page for a picture of what it shows. */
export interface PngRequest {
  readonly type: 'png';
}
export interface PngReply {
  readonly type: 'png';
  readonly bytes: Uint8Array;
}

/** What can be chosen for an export. */
export type ExportFormat = Format | 'png';

/** What `setState` keeps of the panel over a reload of the window. The host reads `root` only. */
export interface ErdPanelState {
  readonly root?: string;
  readonly locked?: boolean;
  readonly outline?: boolean;
  readonly views: Readonly<Record<string, ErdViewState>>;
}

/** How one root was looked at. */
export interface ErdViewState extends Omit<NamedView, 'name'> {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  readonly selected?: string;
}
