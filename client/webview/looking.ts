/** How the diagram is looked at: filter, focus, hidden tables, a path, and the views that have a name. */
import { near } from '../../server/src/diagram/geometry';
import { pathBetween } from '../../server/src/diagram/select';
import type { ErdViewsParams } from '../../server/src/lsp/erd-protocol';
import type { Arranger } from './arranger';
import type { Host } from './host';
import type { Look, State } from './state';
import type { View } from './view';

export interface LookingActions {
  /** What is drawn changed, and is to be kept over a reload. */
  changed(): void;
  /** The diagram has to be asked for anew: with views, or without enums. */
  reopen(): void;
  say(problem: string | undefined): void;
}

export class Looking {
  /** The named view that is shown. */
  name: string | undefined;

  constructor(
    private readonly state: State,
    private readonly view: View,
    private readonly arranger: Arranger,
    private readonly host: Host,
    private readonly actions: LookingActions,
  ) {}

  change(change: Partial<Look>): void {
    const { state, view } = this;
    const before = state.look;
    state.look = { ...before, ...change };
    const isOtherPart = JSON.stringify(before.focus) !== JSON.stringify(state.look.focus);
    if (isOtherPart) state.part = undefined;
    if (isOtherPart && state.look.focus) {
      void this.arranger.placePart().then(() => view.fit(state.extent));
      return;
    }
    state.rebuild();
    if (isOtherPart) {
      const selected = state.selected === undefined ? undefined : state.scene.get(state.selected);
      if (selected) view.show(selected);
      else view.fit(state.extent);
    }
    // What a filter leaves may all be out of sight.
    const { seen } = view;
    if (state.scene.size > 0 && ![...state.scene.values()].some((table) => near(table, seen))) view.fit(state.extent);
    this.actions.changed();
  }

  focusOn(table: string): void {
    this.state.selected = table;
    this.change({ focus: { tables: [table], depth: this.state.look.focus?.depth ?? 1 } });
  }

  setDepth(depth: number): void {
    const { focus } = this.state.look;
    if (focus) this.change({ focus: { ...focus, depth } });
  }

  hide(table: string): void {
    const { state } = this;
    if (state.selected === table) state.selected = undefined;
    this.change({ hidden: [...(state.look.hidden ?? []), table] });
  }

  showPath(from: string, to: string): void {
    const { state } = this;
    const path = pathBetween([...state.relations.values()], from, to);
    const name = (key: string) => state.tables.get(key)?.name ?? key;
    this.actions.say(path ? undefined : `No relationships lead from ${name(from)} to ${name(to)}.`);
    state.path = path ?? [];
    this.actions.changed();
  }

  endPath(): void {
    this.state.path = [];
    this.actions.changed();
  }

  toggle(what: 'views' | 'enums'): void {
    this.state.look = { ...this.state.look, [what]: !this.state.look[what] };
    this.actions.reopen();
  }

  /** Shows a named view, or everything where there is none of that name. */
  take(name: string): void {
    const { state } = this;
    const named = state.model?.named.find((each) => each.name === name);
    this.name = named?.name;
    const before = state.look;
    state.look = lookOf(named ?? {});
    state.part = undefined;
    if (Boolean(before.views) !== Boolean(state.look.views) || Boolean(before.enums) !== Boolean(state.look.enums))
      this.actions.reopen();
    void (state.look.focus ? this.arranger.placePart() : Promise.resolve(state.rebuild())).then(() => {
      this.view.fit(state.extent);
      this.actions.changed();
    });
  }

  keep(): void {
    const params = this.named();
    if (params) this.host.post({ type: 'nameView', params, view: lookOf(this.state.look) });
  }

  /** Makes a view the one that is shown first; without a name none is. */
  startWith(name: string | undefined): void {
    const params = this.named();
    if (!params) return;
    const { root, named } = params;
    this.host.post({ type: 'views', params: { root, named, ...(name !== undefined && { start: name }) } });
  }

  remove(name: string): void {
    const params = this.named();
    if (!params) return;
    const { root, named, start } = params;
    this.name = undefined;
    const left = named.filter((each) => each.name !== name);
    const kept = start !== undefined && start !== name;
    this.host.post({ type: 'views', params: { root, named: left, ...(kept && { start }) } });
  }

  private named(): ErdViewsParams | undefined {
    const { model } = this.state;
    if (!model?.root) return undefined;
    const { root, named, start } = model;
    return { root: root.id, named, ...(start !== undefined && { start }) };
  }
}

/** What of something is about the look alone, without what isn't said. */
export function lookOf({ detail, filter, hidden, focus, groups, views, enums }: Look): Look {
  return {
    ...(detail && { detail }),
    ...(filter && { filter }),
    ...(hidden && hidden.length > 0 && { hidden }),
    ...(focus && { focus }),
    ...(groups && { groups }),
    ...(views && { views }),
    ...(enums && { enums }),
  };
}
