/** What the ERD panel's host and its page say to one another. */
import type { ErdModel } from '../../server/src/lsp/protocol';

export type ToPage =
  | { readonly type: 'model'; readonly model: ErdModel }
  /** The diagram couldn't be read again; the page keeps the last one. */
  | { readonly type: 'failed'; readonly message: string };

export type ToHost =
  /** The page is loaded and knows nothing yet. */
  | { readonly type: 'ready' }
  | { readonly type: 'pickRoot'; readonly root: string }
  | { readonly type: 'reveal'; readonly root: string; readonly table: string; readonly column?: string };

/** What `setState` keeps of the panel over a reload of the window. The host reads `root` only. */
export interface ErdPanelState {
  readonly root?: string;
  readonly views: Readonly<Record<string, ErdViewState>>;
}

/** How one root was looked at. */
export interface ErdViewState {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  readonly places: Readonly<Record<string, readonly [x: number, y: number]>>;
}
