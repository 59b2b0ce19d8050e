/** Where tables stand: dragging, Tidy and its undo, and the places of a part that is looked at by itself. */
import type { ErdArrangeResult, Places } from '../../server/src/lsp/erd-protocol';
import type { Host } from './host';
import type { State } from './state';
import type { View } from './view';

/** So many steps can be undone. */
const STEPS = 50;

interface Step {
  readonly places: Places;
  readonly kept: readonly string[];
}

export class Arranger {
  private steps: Step[] = [];

  constructor(
    private readonly state: State,
    private readonly view: View,
    private readonly host: Host,
    private readonly changed: () => void,
  ) {}

  get canUndo(): boolean {
    return this.steps.length > 0;
  }

  /** Another diagram is shown. */
  forget(): void {
    this.steps = [];
  }

  /** Lays the tables in focus out by themselves; those that are there already stay. */
  async placePart(): Promise<void> {
    const { state } = this;
    const { root } = this;
    if (root === undefined) return;
    const wanted = state.wanted();
    if (!state.part || [...wanted].some((key) => !state.part![key])) {
      const result = await this.host.arrange({
        root,
        do: 'part',
        tables: [...wanted],
        detail: state.look.detail ?? 'all',
        aspect: this.view.aspect,
        ...(state.part && { places: state.part }),
      });
      if (result && state.look.focus) state.part = result.places;
    }
    state.rebuild();
    this.changed();
  }

  /** A table was dragged from one place to another. */
  async drop(table: string, from: readonly [number, number]): Promise<void> {
    const { state, root } = this;
    const place = state.places.get(table);
    if (state.part || root === undefined || !place) return this.changed();
    this.remember({ ...Object.fromEntries(state.places), [table]: from });
    this.take(await this.host.arrange({ root, do: 'move', places: { [table]: place } }));
  }

  async tidy(): Promise<void> {
    const { state, root } = this;
    if (root === undefined) return;
    if (state.look.focus) {
      state.part = undefined;
      await this.placePart();
    } else {
      this.remember(Object.fromEntries(state.places));
      const { aspect } = this.view;
      this.take(await this.host.arrange({ root, do: 'tidy', detail: state.look.detail ?? 'all', aspect }));
    }
    this.view.fit(state.extent);
  }

  async undo(): Promise<void> {
    const { root } = this;
    const last = this.steps.pop();
    if (last && root !== undefined) this.take(await this.host.arrange({ root, do: 'restore', ...last }));
  }

  private get root(): string | undefined {
    return this.state.model?.root?.id;
  }

  private remember(places: Places): void {
    this.steps.push({ places, kept: this.state.model?.kept ?? [] });
    if (this.steps.length > STEPS) this.steps.shift();
  }

  private take(result: ErdArrangeResult | null): void {
    const { state } = this;
    if (!result || !state.model) return;
    state.move(result.places);
    state.model = { ...state.model, version: result.version, kept: result.kept };
    state.rebuild();
    this.changed();
  }
}
