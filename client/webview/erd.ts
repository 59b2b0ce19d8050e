/** The page of the ERD panel: what the host sends is drawn, what the person picks is sent to the host. */
import type { ErdPanelState, ErdViewState, ToHost, ToPage } from '../src/erdMessages';
import type { ErdModel } from '../../server/src/lsp/protocol';
import { Bar } from './bar';
import { Diagram, keyOf } from './diagram';
import { h } from './dom';
import './erd.css';
import './diagram.css';
import { Search } from './search';
import { View } from './view';

declare function acquireVsCodeApi(): {
  postMessage(message: ToHost): void;
  getState(): ErdPanelState | undefined;
  setState(state: ErdPanelState): void;
};

const empty = [
  'No tables yet.',
  'Write a CREATE TABLE statement in a SQL file, or run “Tablewright: New Entity…”. The diagram follows what you type.',
];

const vscode = acquireVsCodeApi();
const views: Record<string, ErdViewState> = { ...vscode.getState()?.views };
let model: ErdModel | undefined;

const diagram = new Diagram();
const message = h('div', { class: 'message', role: 'status' }, h('p', {}, 'Reading the schema…'));
const problem = h('p', { class: 'problem', role: 'alert' });
problem.hidden = true;
const stage = h('main', { class: 'stage', 'aria-label': 'Entity-relationship diagram' }, diagram.element, message);
const counts = h('span', { class: 'counts' });
const legend = h(
  'span',
  { class: 'legend', 'aria-hidden': 'true' },
  'PK primary key · FK foreign key · U unique · ',
  h('span', { class: 'dot' }),
  ' not null · ',
  h('span', { class: 'dot hollow' }),
  ' may be null',
);

const search = new Search(
  () => model?.tables ?? [],
  (found, current) => diagram.mark(found, current),
  (table) => view.show(diagram.box(table)!),
);
const bar = new Bar(search, {
  pickRoot: (root) => vscode.postMessage({ type: 'pickRoot', root }),
  zoomBy: (factor) => view.zoomBy(factor),
  fit: () => view.fit(diagram.rect),
});
const view = new View(stage, diagram.canvas, moved, save);

document.body.append(bar.element, problem, stage, h('footer', { class: 'foot' }, counts, legend));
addEventListener('message', ({ data }: MessageEvent<ToPage>) => receive(data));
addEventListener('keydown', onKey);
addEventListener('resize', moved);
stage.addEventListener('dblclick', ({ target }) => reveal(target));
stage.addEventListener('focusin', ({ target }) => {
  const table = target instanceof HTMLElement && target.matches(':focus-visible') ? keyOf(target) : undefined;
  if (table) view.show(diagram.box(table)!);
});
vscode.postMessage({ type: 'ready' });

function receive(sent: ToPage): void {
  problem.hidden = sent.type === 'model';
  if (sent.type === 'model') show(sent.model);
  else problem.textContent = `The diagram could not be brought up to date: ${sent.message}`;
}

function show(next: ErdModel): void {
  const before = model;
  model = next;
  const id = next.root?.id ?? '';
  const saved = views[id];
  const otherRoot = !before || before.root?.id !== next.root?.id;
  if (otherRoot) diagram.startOver(saved?.places ?? {});
  diagram.update(next);
  bar.showRoots(next);
  search.refresh();
  const none = next.tables.length === 0;
  message.hidden = !none;
  message.replaceChildren(...empty.map((line) => h('p', {}, line)));
  counts.textContent = none
    ? ''
    : `${plural(next.tables.length, 'table')} · ${plural(next.relations.length, 'relation')}`;
  if (otherRoot && saved) view.set(saved.x, saved.y, saved.zoom);
  else if (!none && (otherRoot || before.tables.length === 0)) view.fit(diagram.rect);
  else save();
}

function moved(): void {
  bar.showZoom(view.zoom);
  diagram.see(view.seen);
}

function save(): void {
  if (!model || model.tables.length === 0) return;
  const root = model.root?.id ?? '';
  const places = Object.fromEntries(
    model.tables.map(({ key }) => {
      const { x, y } = diagram.box(key)!;
      return [key, [x, y] as const];
    }),
  );
  views[root] = { x: view.x, y: view.y, zoom: view.zoom, places };
  vscode.setState({ root, views });
}

function reveal(target: EventTarget | null): void {
  const table = keyOf(target);
  if (!table || !model?.root) return;
  const column = (target as Element).closest<HTMLElement>('[data-column]')?.dataset.column;
  vscode.postMessage({ type: 'reveal', root: model.root.id, table, column });
}

function onKey(event: KeyboardEvent): void {
  if ((event.ctrlKey || event.metaKey) && event.key === 'f') return search.input.focus();
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
  if (event.key === 'Enter') return reveal(event.target);
  if (event.key === '+' || event.key === '=') return view.zoomBy(1.25);
  if (event.key === '-') return view.zoomBy(1 / 1.25);
  if (event.key === '0') return view.fit(diagram.rect);
  if (event.key !== '/') return;
  event.preventDefault();
  search.input.focus();
}

function plural(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
