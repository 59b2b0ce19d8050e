/** The page of the ERD panel: what the host sends is drawn, what the person does is sent to the host. */
import { html, nothing, render } from 'lit';
import type { ErdAtResult, ErdModel } from '../../server/src/lsp/erd-protocol';
import type { ErdViewState, PngRequest, ToPage } from '../src/erdMessages';
import { Arranger } from './arranger';
import { Card, cardOf } from './card';
import './erd.css';
import { Host } from './host';
import { listenToKeys, tableInWay } from './keyboard';
import { lookOf, Looking } from './looking';
import { Menu, type MenuChoice } from './menu';
import { Outline } from './outline';
import { pngOf } from './png';
import { Search } from './search';
import { Stage, type Pointed } from './stage';
import { State } from './state';
import { measureFonts, readTheme } from './theme';
import { foot, toolbar, type Actions } from './toolbar';
import { spokenOf } from './words';

/** A picture that has to be smaller than this to be seen whole is opened at the table that the editor is about. */
const SMALL = 0.2;

const host = new Host();
const { saved } = host;
const views: Record<string, ErdViewState> = { ...saved?.views };
const state = new State();
let theme = readTheme();
state.metrics = measureFonts(theme);
let locked = saved?.locked === true;
let showOutline = saved?.outline === true;
let showSettings = false;
let problem: string | undefined;
let loading = true;

const stage = new Stage(state, theme, {
  moved: () => drawChrome(),
  rested: save,
  select,
  reveal,
  menu: (event, table) => openMenu({ x: event.clientX, y: event.clientY }, table),
  dropped: (table, from) => void arranger.drop(table, from),
  hover,
});
const { view } = stage;
const arranger = new Arranger(state, view, host, drawAll);
const looking = new Looking(state, view, arranger, host, {
  changed: () => {
    drawAll();
    save();
  },
  reopen: () => open(state.model?.root?.id),
  say: (what) => (problem = what),
});
const search = new Search();
const outline = new Outline(state, { select: (table) => select(table, true), reveal, render: () => drawChrome() });
const menu = new Menu();
const card = new Card();
const element = (tag: string, className: string) => {
  const made = document.createElement(tag);
  made.className = className;
  return made;
};
const bar = element('header', 'head');
const side = element('nav', 'outline');
const message = element('div', 'message');
message.setAttribute('role', 'status');
const said = element('div', 'said');
said.setAttribute('aria-live', 'polite');
const footer = element('footer', 'foot');
const body = element('div', 'body');
body.append(side, stage.element);
stage.element.append(message);
document.body.append(bar, body, footer, card.element, menu.element, said);

const actions: Actions = {
  pickRoot: (root) => {
    locked = true;
    open(root);
  },
  search: (text) => {
    search.start(shownTables(), text);
    showFound();
  },
  searchKey: (event) => {
    if (event.key === 'Enter') {
      search.step(event.shiftKey ? -1 : 1);
      showFound();
    } else if (event.key === 'Escape') {
      search.start([], '');
      drawAll();
      stage.element.focus();
    }
  },
  filter: (filter) => looking.change({ filter: filter || undefined }),
  detail: (detail) => looking.change({ detail: detail === 'all' ? undefined : detail }),
  depth: (depth) => looking.setDepth(depth),
  unfocus: () => looking.change({ focus: undefined }),
  unhide: () => looking.change({ hidden: undefined }),
  endPath: () => looking.endPath(),
  group: (groups) => looking.change({ groups }),
  toggle: (what) => looking.toggle(what),
  pickView: (name) => looking.take(name),
  nameView: () => looking.keep(),
  startWith: (name) => looking.startWith(name),
  removeView: (name) => looking.remove(name),
  tidy: () => void arranger.tidy(),
  undo: () => void arranger.undo(),
  export: () => {
    if (state.model?.root) host.post({ type: 'export', params: exportParams(state.model.root.id) });
  },
  lock: () => {
    locked = !locked;
    host.post({ type: 'lock', locked });
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
listenToKeys(stage.element, {
  find: () => bar.querySelector<HTMLElement>('.search')?.focus(),
  undo: actions.undo,
  zoomBy: actions.zoomBy,
  fit: actions.fit,
  go: (way, isNearest) => {
    const next = tableInWay(state, state.selected, way, isNearest);
    if (next !== undefined) select(next, true);
  },
  escape: () => {
    if (state.path.length > 0) looking.endPath();
    else if (state.selected !== undefined) select(undefined);
    else if (state.look.focus) actions.unfocus();
  },
  choose: (choice) => {
    if (state.selected !== undefined) choose(choice, state.selected);
  },
  menu: () => {
    if (state.selected === undefined) return;
    const { x, y } = state.scene.get(state.selected) ?? { x: 0, y: 0 };
    const { left, top } = stage.element.getBoundingClientRect();
    openMenu({ x: left + view.x + x * view.zoom, y: top + view.y + y * view.zoom + 20 }, state.selected);
  },
});
new MutationObserver(retheme).observe(document.body, { attributes: true, attributeFilter: ['class'] });
new MutationObserver(retheme).observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
drawChrome();
open(saved?.root);

function open(root: string | undefined): void {
  const first = root === undefined ? undefined : views[root];
  const { views: withViews, enums, detail } = state.model ? state.look : (first ?? {});
  const { metrics } = state;
  const params = { views: withViews, enums, detail, metrics, aspect: view.aspect };
  host.post({ type: 'open', locked, params: { ...(root !== undefined && { root }), ...params } });
}

function receive(sent: ToPage | PngRequest): void {
  switch (sent.type) {
    case 'model':
      problem = sent.model.problem;
      return void show(sent.model, sent.at);
    case 'changed':
      if (sent.changed.root !== state.model?.root?.id || sent.changed.version <= state.model.version) return;
      if (!state.change(sent.changed)) return open(state.model.root.id);
      if (state.look.focus) void arranger.placePart();
      if (search.text) search.again(shownTables());
      return drawAll();
    case 'marks':
      if (sent.marks.root === state.model?.root?.id) state.marks = sent.marks;
      return drawAll();
    case 'active':
      return follow(sent.at);
    case 'answer':
      return host.answered(sent.id, sent.result);
    case 'failed':
      problem = `The diagram could not be brought up to date: ${sent.message}`;
      return drawChrome();
    case 'png':
      return void pngOf(state, theme).then((bytes) => host.post({ type: 'png', bytes }));
  }
}

async function show(model: ErdModel, at: ErdAtResult | undefined): Promise<void> {
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
    arranger.forget();
    const start = model.named.find(({ name }) => name === model.start);
    looking.name = kept ? undefined : start?.name;
    state.look = lookOf(kept ?? start ?? {});
  }
  const wasEmpty = !before || before.tables.length === 0;
  state.open(model);
  if (at) state.active = activeOf(at);
  if (state.look.focus) await arranger.placePart();
  if (isOther && kept) view.set(kept.x, kept.y, kept.zoom);
  else if (model.tables.length > 0 && (isOther || wasEmpty)) openAt(at?.table);
  search.again(shownTables());
  // A view that wants more than was asked for.
  if (isOther && (state.look.views || state.look.enums) && !before) open(id);
  drawAll();
}

/** Shows all of a diagram; of one that is too large for that, the table that the editor is about. */
function openAt(table: string | undefined): void {
  view.fit(state.extent);
  const shown = table === undefined ? undefined : state.scene.get(table);
  if (shown && view.zoom < SMALL) view.show(shown);
}

function activeOf({ tables, table }: ErdAtResult): State['active'] {
  return { tables: new Set(tables), ...(table !== undefined && { table }) };
}

/** The cursor went to another table: it is brought into sight. */
function follow(at: ErdAtResult): void {
  const isOther = at.table !== state.active.table;
  state.active = activeOf(at);
  const shown = at.table === undefined ? undefined : state.scene.get(at.table);
  if (shown && isOther && !locked) view.bring(shown);
  drawAll();
}

function select(table: string | undefined, isShown = false): void {
  state.selected = table;
  const shown = table === undefined ? undefined : state.scene.get(table);
  if (shown && isShown) view.show(shown);
  if (shown) said.textContent = spokenOf(state, shown.table);
  drawAll();
  save();
}

function reveal(table: string, column?: string): void {
  const root = state.model?.root?.id;
  if (root !== undefined) host.post({ type: 'reveal', root, table, ...(column !== undefined && { column }) });
}

function shownTables() {
  return [...state.scene.values()].map(({ table }) => table);
}

function showFound(): void {
  const { current } = search;
  if (current !== undefined) {
    state.selected = current;
    view.show(state.scene.get(current)!);
  }
  drawAll();
}

function hover(pointed: Pointed | undefined, event: PointerEvent): void {
  const key = pointed?.table.key;
  if (key !== state.hovered) {
    state.hovered = key;
    stage.draw();
  }
  if (pointed) card.showSoon(event, () => cardOf(state, pointed.table, pointed.column));
  else card.hide();
}

function openMenu(at: { x: number; y: number }, table: string | undefined): void {
  const from =
    state.selected !== undefined && state.selected !== table ? state.tables.get(state.selected)?.name : undefined;
  card.hide();
  menu.open(at, table, from, (choice) => choose(choice, table));
}

function choose(choice: MenuChoice, table: string | undefined): void {
  const { root } = state.model ?? {};
  if (!root) return;
  switch (choice) {
    case 'reveal':
      return reveal(table!);
    case 'focus':
      return looking.focusOn(table!);
    case 'path':
      return looking.showPath(state.selected!, table!);
    case 'hide':
      return looking.hide(table!);
    case 'copyDdl':
      return host.post({ type: 'copy', params: { root: root.id, format: 'ddl', tables: [table!] } });
    case 'copyMermaid':
      return host.post({
        type: 'copy',
        params: { root: root.id, format: 'mermaid', tables: table === undefined ? [...state.scene.keys()] : [table] },
      });
    case 'export':
      return actions.export();
    case 'fit':
      return actions.fit();
    case 'tidy':
      return actions.tidy();
    case 'unhide':
      return actions.unhide();
  }
}

function exportParams(root: string) {
  const { ground, box, title, border, text, dim, line, key } = theme;
  return {
    root,
    tables: [...state.scene.keys()],
    places: Object.fromEntries([...state.scene].map(([name, { x, y }]) => [name, [x, y] as const])),
    ...(state.look.detail && { detail: state.look.detail }),
    colours: { ground, box, title, border, text, dim, line, key },
  };
}

function retheme(): void {
  theme = readTheme();
  stage.painter.theme = theme;
  drawAll();
}

function drawAll(): void {
  state.found = new Set(search.found);
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
    const chrome = {
      zoom: view.zoom,
      search: search.text,
      count: search.count,
      locked,
      outline: showOutline,
      settings: showSettings,
      canUndo: arranger.canUndo,
      view: looking.name,
      problem,
    };
    render(toolbar(state, chrome, actions), bar);
    render(showOutline ? outline.render() : nothing, side);
    side.hidden = !showOutline;
    const none = state.tables.size === 0;
    const filteredOut = !none && state.scene.size === 0 && state.wanted().size === 0;
    // What went wrong is said above; that there is nothing isn't known then.
    message.hidden = (!none && !filteredOut) || (none && problem !== undefined);
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
    const selected = state.selected !== undefined && { selected: state.selected };
    views[root] = { x, y, zoom, ...lookOf(state.look), ...selected };
  }
  host.save({ ...(root !== undefined && { root }), locked, outline: showOutline, views });
}
