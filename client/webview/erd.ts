/** The page of the ERD panel: what the host sends is drawn, what the person does is sent to the host. */
import { html, nothing, render } from 'lit';
import { pathBetween } from '../../server/src/diagram/select';
import { KIND_WORDS } from '../../server/src/diagram/view';
import type { ErdArrangeParams, ErdArrangeResult, ErdModel, Places } from '../../server/src/lsp/erd-protocol';
import type { ErdPanelState, ErdViewState, PngReply, PngRequest, ToHost, ToPage } from '../src/erdMessages';
import { columnCard, tableCard } from './card';
import './erd.css';
import { isWay, tableInWay } from './keyboard';
import { Menu, type MenuChoice } from './menu';
import { Outline } from './outline';
import { pngOf } from './png';
import { find } from './search';
import { Stage, type Pointed } from './stage';
import { State, type Look } from './state';
import { measureFonts, readTheme } from './theme';
import { foot, toolbar, type Actions } from './toolbar';

declare function acquireVsCodeApi(): {
  postMessage(message: ToHost | PngReply): void;
  getState(): ErdPanelState | undefined;
  setState(state: ErdPanelState): void;
};

/** A card is shown when the pointer has rested for so long. */
const REST = 350;

const vscode = acquireVsCodeApi();
const saved = vscode.getState();
const views: Record<string, ErdViewState> = { ...saved?.views };
const state = new State();
let theme = readTheme();
state.metrics = measureFonts(theme);
let locked = saved?.locked === true;
let showOutline = saved?.outline === true;
let showSettings = false;
let searched = '';
let found: string[] = [];
let foundAt = 0;
let viewName: string | undefined;
let problem: string | undefined;
let loading = true;
const undo: { readonly places: Places; readonly kept: readonly string[] }[] = [];
const answers = new Map<number, (result: ErdArrangeResult | null) => void>();
let asked = 0;

const stage = new Stage(state, theme, {
  moved: () => drawChrome(),
  rested: save,
  select,
  reveal,
  menu: (event, table) => openMenu({ x: event.clientX, y: event.clientY }, table),
  dropped: (table) => void drop(table),
  hover,
});
const { view } = stage;
const outline = new Outline(state, { select: (table) => select(table, true), reveal, render: () => drawChrome() });
const menu = new Menu();
const element = (tag: string, className: string) => {
  const made = document.createElement(tag);
  made.className = className;
  return made;
};
const bar = element('header', 'head');
const side = element('nav', 'outline');
const message = element('div', 'message');
message.setAttribute('role', 'status');
const card = element('div', 'card');
card.setAttribute('role', 'tooltip');
const said = element('div', 'said');
said.setAttribute('aria-live', 'polite');
const footer = element('footer', 'foot');
const body = element('div', 'body');
body.append(side, stage.element);
stage.element.append(message);
document.body.append(bar, body, footer, card, menu.element, said);

const actions: Actions = {
  pickRoot: (root) => {
    locked = true;
    open(root);
  },
  search: (text) => {
    searched = text;
    foundAt = 0;
    search(true);
  },
  searchKey: (event) => {
    if (event.key === 'Enter' && found.length > 0) {
      foundAt = (foundAt + (event.shiftKey ? found.length - 1 : 1)) % found.length;
      search(true);
    } else if (event.key === 'Escape') {
      searched = '';
      search(false);
      stage.element.focus();
    }
  },
  filter: (filter) => look({ filter: filter || undefined }),
  detail: (detail) => look({ detail: detail === 'all' ? undefined : detail }),
  depth: (depth) => look({ focus: state.look.focus && { ...state.look.focus, depth } }),
  unfocus: () => look({ focus: undefined }),
  unhide: () => look({ hidden: undefined }),
  endPath: () => {
    state.path = [];
    drawAll();
  },
  group: (groups) => look({ groups }),
  toggle: (what) => {
    state.look = { ...state.look, [what]: !state.look[what] };
    open(state.model?.root?.id);
  },
  pickView: (name) => takeView(name),
  nameView: () => {
    if (state.model?.root) vscode.postMessage({ type: 'nameView', params: namedParams(), view: state.look });
  },
  startWith: (start) => vscode.postMessage({ type: 'views', params: { ...namedParams(), start } }),
  removeView: (name) => {
    viewName = undefined;
    const { named, start, root } = namedParams();
    const left = named.filter((each) => each.name !== name);
    vscode.postMessage({ type: 'views', params: { root, named: left, ...(start !== name && { start }) } });
  },
  tidy: () => void tidy(),
  undo: () => void undoLast(),
  export: () => {
    if (state.model?.root) vscode.postMessage({ type: 'export', params: exportParams() });
  },
  lock: () => {
    locked = !locked;
    vscode.postMessage({ type: 'lock', locked });
    save();
    drawChrome();
  },
  outline: () => {
    showOutline = !showOutline;
    save();
    drawChrome();
  },
  settings: () => {
    showSettings = !showSettings;
    drawChrome();
  },
  zoomBy: (factor) => view.zoomBy(factor),
  fit: () => view.fit(state.extent),
};

addEventListener('message', ({ data }: MessageEvent<ToPage | PngRequest>) => receive(data));
addEventListener('keydown', onKey);
new MutationObserver(retheme).observe(document.body, { attributes: true, attributeFilter: ['class'] });
new MutationObserver(retheme).observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
drawChrome();
open(saved?.root);

function open(root: string | undefined): void {
  const first = root === undefined ? undefined : views[root];
  const { views: withViews, enums, detail } = state.model ? state.look : (first ?? {});
  vscode.postMessage({
    type: 'open',
    locked,
    params: { ...(root !== undefined && { root }), views: withViews, enums, detail, metrics: state.metrics },
  });
}

function receive(sent: ToPage | PngRequest): void {
  switch (sent.type) {
    case 'model':
      problem = undefined;
      return void show(sent.model);
    case 'changed':
      if (sent.changed.root !== state.model?.root?.id || sent.changed.version <= state.model.version) return;
      if (!state.change(sent.changed)) return open(state.model.root.id);
      if (state.look.focus) void placePart();
      if (searched) search(false);
      return drawAll();
    case 'marks':
      if (sent.marks.root === state.model?.root?.id) state.marks = sent.marks;
      return drawAll();
    case 'active':
      state.active = { tables: new Set(sent.at.tables), ...(sent.at.table !== undefined && { table: sent.at.table }) };
      return drawAll();
    case 'answer':
      answers.get(sent.id)?.(sent.result);
      answers.delete(sent.id);
      return;
    case 'failed':
      problem = `The diagram could not be brought up to date: ${sent.message}`;
      return drawChrome();
    case 'png':
      return void pngOf(state, theme).then((bytes) => vscode.postMessage({ type: 'png', bytes }));
  }
}

async function show(model: ErdModel): Promise<void> {
  const before = state.model;
  const id = model.root?.id ?? '';
  const isOther = before?.root?.id !== model.root?.id;
  const kept = views[id];
  loading = false;
  if (isOther) {
    state.marks = undefined;
    state.selected = kept?.selected;
    state.path = [];
    state.part = undefined;
    undo.length = 0;
    const start = model.named.find(({ name }) => name === model.start);
    viewName = kept ? undefined : start?.name;
    state.look = lookOf(kept ?? start ?? {});
  }
  const wasEmpty = !before || before.tables.length === 0;
  state.open(model);
  if (state.look.focus) await placePart();
  if (isOther && kept) view.set(kept.x, kept.y, kept.zoom);
  else if (model.tables.length > 0 && (isOther || wasEmpty)) view.fit(state.extent);
  search(false);
  // A view that wants more than was asked for.
  if (isOther && (state.look.views || state.look.enums) && !before) open(id);
  drawAll();
}

function lookOf({ detail, filter, hidden, focus, groups, views: withViews, enums }: Look): Look {
  return { detail, filter, hidden, focus, groups, views: withViews, enums };
}

/** Changes how the diagram is looked at. */
function look(change: Partial<Look>): void {
  const before = state.look;
  state.look = { ...before, ...change };
  const isOtherPart = JSON.stringify(before.focus) !== JSON.stringify(state.look.focus);
  if (isOtherPart) state.part = undefined;
  if (isOtherPart && state.look.focus) {
    void placePart().then(() => view.fit(state.extent));
    return;
  }
  state.rebuild();
  if (isOtherPart) {
    const selected = state.selected === undefined ? undefined : state.scene.get(state.selected);
    if (selected) view.show(selected);
    else view.fit(state.extent);
  }
  drawAll();
  save();
}

/** Lays the tables in focus out by themselves; those that are there already stay. */
async function placePart(): Promise<void> {
  const root = state.model?.root?.id;
  if (root === undefined) return;
  const wanted = state.wanted();
  if (!state.part || [...wanted].some((key) => !state.part![key])) {
    const result = await arrange({
      root,
      do: 'part',
      tables: [...wanted],
      detail: state.look.detail ?? 'all',
      ...(state.part && { places: state.part }),
    });
    if (result && state.look.focus) state.part = result.places;
  }
  state.rebuild();
  drawAll();
}

function arrange(params: ErdArrangeParams): Promise<ErdArrangeResult | null> {
  const id = ++asked;
  vscode.postMessage({ type: 'arrange', id, params });
  return new Promise((resolve) => answers.set(id, resolve));
}

/** What undo goes back to. */
function remember(places = Object.fromEntries(state.places)): void {
  undo.push({ places, kept: state.model?.kept ?? [] });
  if (undo.length > 50) undo.shift();
}

function take(result: ErdArrangeResult | null): void {
  if (!result || !state.model) return;
  state.move(result.places);
  state.model = { ...state.model, version: result.version, kept: result.kept };
  state.rebuild();
  drawAll();
}

async function drop(table: string): Promise<void> {
  const root = state.model?.root?.id;
  const place = state.places.get(table);
  if (state.part || root === undefined || !place) return drawAll();
  const before = stage.lastDrag;
  if (before) remember({ ...Object.fromEntries(state.places), [table]: before });
  take(await arrange({ root, do: 'move', places: { [table]: place } }));
}

async function tidy(): Promise<void> {
  const root = state.model?.root?.id;
  if (root === undefined) return;
  if (state.look.focus) {
    state.part = undefined;
    await placePart();
  } else {
    remember();
    take(await arrange({ root, do: 'tidy', detail: state.look.detail ?? 'all' }));
  }
  view.fit(state.extent);
}

async function undoLast(): Promise<void> {
  const last = undo.pop();
  const root = state.model?.root?.id;
  if (!last || root === undefined) return;
  take(await arrange({ root, do: 'restore', ...last }));
}

function select(table: string | undefined, isShown = false): void {
  state.selected = table;
  const shown = table === undefined ? undefined : state.scene.get(table);
  if (shown && isShown) view.show(shown);
  if (shown) said.textContent = spoken(table!);
  drawAll();
  save();
}

function spoken(key: string): string {
  const table = state.tables.get(key)!;
  const near = state.neighbours(key);
  const names = (isOut: boolean) => [
    ...new Set(
      near
        .filter(({ relation }) => (relation.from === key) === isOut)
        .map(({ other }) => state.tables.get(other)?.name ?? other),
    ),
  ];
  const [out, into] = [names(true), names(false)];
  return [
    `${table.name}, ${KIND_WORDS[table.kind]}, ${table.columns.length} columns.`,
    out.length > 0 ? `References ${out.join(', ')}.` : '',
    into.length > 0 ? `Referenced by ${into.join(', ')}.` : '',
  ].join(' ');
}

function reveal(table: string, column?: string): void {
  const root = state.model?.root?.id;
  if (root !== undefined) vscode.postMessage({ type: 'reveal', root, table, ...(column !== undefined && { column }) });
}

function search(isGoing: boolean): void {
  found = find(
    [...state.scene.values()].map(({ table }) => table),
    searched,
  );
  if (foundAt >= found.length) foundAt = 0;
  state.found = new Set(found);
  const current = found[foundAt];
  if (isGoing && current !== undefined) {
    state.selected = current;
    view.show(state.scene.get(current)!);
  }
  drawAll();
}

let hoverTimer: number | undefined;
function hover(pointed: Pointed | undefined, event: PointerEvent): void {
  const key = pointed?.table.key;
  card.classList.remove('shown');
  clearTimeout(hoverTimer);
  if (key !== state.hovered) {
    state.hovered = key;
    stage.draw();
  }
  if (!pointed) return;
  const { clientX, clientY } = event;
  hoverTimer = window.setTimeout(() => {
    const { table, column } = pointed;
    const relations = [...state.relations.values()];
    const content =
      column && table.kind !== 'enum'
        ? columnCard(column, relations, table)
        : tableCard(table, relations, state.marks?.tables[table.key]);
    render(content, card);
    card.classList.add('shown');
    const { width, height } = card.getBoundingClientRect();
    card.style.left = `${Math.max(4, Math.min(clientX + 14, innerWidth - width - 8))}px`;
    card.style.top = `${clientY + 18 + height > innerHeight ? Math.max(4, clientY - height - 10) : clientY + 18}px`;
  }, REST);
}

function openMenu(at: { x: number; y: number }, table: string | undefined): void {
  const from =
    state.selected !== undefined && state.selected !== table ? state.tables.get(state.selected)?.name : undefined;
  menu.open(at, table, from, (choice) => choose(choice, table));
}

function choose(choice: MenuChoice, table: string | undefined): void {
  const { root } = state.model ?? {};
  if (!root) return;
  switch (choice) {
    case 'reveal':
      return reveal(table!);
    case 'focus':
      return focusOn(table!);
    case 'path':
      return showPath(state.selected!, table!);
    case 'hide':
      return hide(table!);
    case 'copyDdl':
      return vscode.postMessage({ type: 'copy', params: { root: root.id, format: 'ddl', tables: [table!] } });
    case 'copyMermaid':
      return vscode.postMessage({
        type: 'copy',
        params: { root: root.id, format: 'mermaid', tables: table === undefined ? [...state.scene.keys()] : [table] },
      });
    case 'export':
      return actions.export();
    case 'fit':
      return actions.fit();
    case 'tidy':
      return void tidy();
    case 'unhide':
      return actions.unhide();
  }
}

function focusOn(table: string): void {
  state.selected = table;
  look({ focus: { tables: [table], depth: state.look.focus?.depth ?? 1 } });
}

function hide(table: string): void {
  if (state.selected === table) state.selected = undefined;
  look({ hidden: [...(state.look.hidden ?? []), table] });
}

function showPath(from: string, to: string): void {
  const path = pathBetween([...state.relations.values()], from, to);
  problem = path
    ? undefined
    : `No relationships lead from ${state.tables.get(from)?.name} to ${state.tables.get(to)?.name}.`;
  state.path = path ?? [];
  drawAll();
}

function takeView(name: string): void {
  const named = state.model?.named.find((each) => each.name === name);
  viewName = named?.name;
  const before = state.look;
  state.look = lookOf(named ?? {});
  state.part = undefined;
  if (Boolean(before.views) !== Boolean(state.look.views) || Boolean(before.enums) !== Boolean(state.look.enums))
    open(state.model?.root?.id);
  void (state.look.focus ? placePart() : Promise.resolve(state.rebuild())).then(() => {
    view.fit(state.extent);
    drawAll();
  });
}

function namedParams() {
  const { root, named, start } = state.model!;
  return { root: root!.id, named, ...(start !== undefined && { start }) };
}

function exportParams() {
  const { ground, box, title, border, text, dim, line, key } = theme;
  return {
    root: state.model!.root!.id,
    tables: [...state.scene.keys()],
    places: Object.fromEntries([...state.scene].map(([name, { x, y }]) => [name, [x, y] as const])),
    ...(state.look.detail && { detail: state.look.detail }),
    colours: { ground, box, title, border, text, dim, line, key },
  };
}

function onKey(event: KeyboardEvent): void {
  const control = event.ctrlKey || event.metaKey;
  if (control && event.key === 'f') return focusSearch(event);
  const origin = event.composedPath()[0];
  if (origin instanceof HTMLInputElement || origin instanceof HTMLSelectElement) return;
  if (control && event.key === 'z') return void undoLast();
  if (control || event.altKey) return;
  if (event.key === '/') return focusSearch(event);
  if (event.key === '+' || event.key === '=') return view.zoomBy(1.25);
  if (event.key === '-') return view.zoomBy(1 / 1.25);
  if (event.key === '0') return view.fit(state.extent);
  if (document.activeElement !== stage.element) return;
  const { selected } = state;
  if (isWay(event.key)) {
    event.preventDefault();
    const next = tableInWay(state, selected, event.key);
    if (next !== undefined) select(next, true);
  } else if (event.key === 'Escape') {
    if (state.path.length > 0) actions.endPath();
    else if (selected !== undefined) select(undefined);
    else if (state.look.focus) actions.unfocus();
  } else if (selected !== undefined) {
    if (event.key === 'Enter') reveal(selected);
    else if (event.key === 'f') focusOn(selected);
    else if (event.key === 'Delete') hide(selected);
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      const { x, y } = state.scene.get(selected) ?? { x: 0, y: 0 };
      const { left, top } = stage.element.getBoundingClientRect();
      openMenu({ x: left + view.x + x * view.zoom, y: top + view.y + y * view.zoom + 20 }, selected);
    }
  }
}

function focusSearch(event: Event): void {
  event.preventDefault();
  bar.querySelector<HTMLElement>('.search')?.focus();
}

function retheme(): void {
  theme = readTheme();
  stage.painter.theme = theme;
  drawAll();
}

function drawAll(): void {
  stage.refresh();
  drawChrome();
}

let chromeWanted = false;
/** The parts around the picture; once in a frame. */
function drawChrome(): void {
  if (chromeWanted) return;
  chromeWanted = true;
  queueMicrotask(() => {
    chromeWanted = false;
    const count = searched === '' ? '' : found.length > 0 ? `${foundAt + 1} of ${found.length}` : 'Not found';
    const chrome = {
      zoom: view.zoom,
      search: searched,
      count,
      locked,
      outline: showOutline,
      settings: showSettings,
      canUndo: undo.length > 0,
      view: viewName,
      problem,
    };
    render(toolbar(state, chrome, actions), bar);
    render(showOutline ? outline.render() : nothing, side);
    side.hidden = !showOutline;
    const none = state.tables.size === 0;
    const filteredOut = !none && state.scene.size === 0 && state.wanted().size === 0;
    message.hidden = !none && !filteredOut;
    render(
      loading
        ? html`<p>Reading the schema…</p>`
        : filteredOut
          ? html`<p>No table passes the filter.</p>`
          : emptyMessage(),
      message,
    );
    render(none ? nothing : foot(state, theme), footer);
    document.body.dataset.version = String(state.model?.version ?? 0);
  });
}

function emptyMessage() {
  return html`<p>No tables yet.</p>
    <p>
      Write a CREATE TABLE statement in a SQL file, or run “Tablewright: New Entity…”. The diagram follows what you
      type.
    </p>`;
}

function save(): void {
  const root = state.model?.root?.id;
  if (root !== undefined && state.tables.size > 0) {
    const { x, y, zoom } = view;
    views[root] = {
      x,
      y,
      zoom,
      ...lookOf(state.look),
      ...(state.selected !== undefined && { selected: state.selected }),
    };
  }
  vscode.setState({ ...(root !== undefined && { root }), locked, outline: showOutline, views });
}
