/** The bar above the diagram, the foot below it, and the panel of settings. */
import { html, nothing, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import type { Detail } from '../../server/src/diagram/view';
import type { State } from './state';
import type { Theme } from './theme';

export interface Actions {
  pickRoot(root: string): void;
  search(text: string): void;
  searchKey(event: KeyboardEvent): void;
  filter(text: string): void;
  detail(detail: Detail): void;
  depth(depth: number): void;
  unfocus(): void;
  unhide(): void;
  endPath(): void;
  group(by: 'schema' | 'file' | undefined): void;
  toggle(what: 'views' | 'enums'): void;
  pickView(name: string): void;
  nameView(): void;
  startWith(name: string | undefined): void;
  removeView(name: string): void;
  tidy(): void;
  undo(): void;
  export(): void;
  lock(): void;
  outline(): void;
  settings(): void;
  zoomBy(factor: number): void;
  fit(): void;
}

export interface Chrome {
  readonly zoom: number;
  readonly search: string;
  readonly count: string;
  readonly locked: boolean;
  readonly outline: boolean;
  readonly settings: boolean;
  readonly canUndo: boolean;
  readonly view: string | undefined;
  readonly problem: string | undefined;
}

const DETAILS: readonly (readonly [Detail, string])[] = [
  ['all', 'All columns'],
  ['keys', 'Keys only'],
  ['names', 'Names only'],
];

/** The value of the field that an event came from. */
export const valueOf = (event: Event): string => (event.target as unknown as { value: string }).value;

export function toolbar(state: State, chrome: Chrome, actions: Actions): TemplateResult {
  const { model, look } = state;
  return html`
    <div class="bar" role="toolbar" aria-label="Diagram">
      ${tool('list-tree', chrome.outline ? 'Hide the outline' : 'Show the outline', actions.outline, chrome.outline)}
      ${
        (model?.roots.length ?? 0) < 2
          ? nothing
          : html`<vscode-single-select
              class="roots"
              label="Schema"
              combobox
              .value=${model?.root?.id ?? ''}
              @change=${(event: Event) => actions.pickRoot(valueOf(event))}
            >
              ${model!.roots.map(
                ({ id, name }) =>
                  html`<vscode-option value=${id} ?selected=${id === model!.root?.id}>${name}</vscode-option>`,
              )}
            </vscode-single-select>`
      }
      <vscode-textfield
        class="search"
        type="search"
        placeholder="Find a table or column"
        label="Find a table or column"
        title="Enter: next, Shift+Enter: previous, Escape: done ( / )"
        .value=${chrome.search}
        @input=${(event: Event) => actions.search(valueOf(event))}
        @keydown=${(event: KeyboardEvent) => actions.searchKey(event)}
      ></vscode-textfield>
      <span class="count" role="status">${chrome.count}</span>
      <span class="space"></span>
      <vscode-single-select
        class="detail"
        label="Columns"
        .value=${look.detail ?? 'all'}
        @change=${(event: Event) => actions.detail(valueOf(event) as Detail)}
      >
        ${DETAILS.map(
          ([value, name]) =>
            html`<vscode-option value=${value} ?selected=${value === (look.detail ?? 'all')}>${name}</vscode-option>`,
        )}
      </vscode-single-select>
      ${tool('filter', chrome.settings ? 'Hide filter, groups and views' : 'Filter, groups and views', actions.settings, chrome.settings || look.filter !== undefined)}
      ${tool('wand', 'Tidy: place all tables anew', actions.tidy)}
      ${chrome.canUndo ? tool('discard', 'Undo (Ctrl+Z)', actions.undo) : nothing}
      ${tool('export', 'Export…', actions.export)}
      ${tool(chrome.locked ? 'lock' : 'unlock', chrome.locked ? 'Follow the active editor' : 'Keep this schema', actions.lock, chrome.locked)}
      <span class="zooms">
        ${tool('zoom-out', 'Zoom out ( - )', () => actions.zoomBy(1 / 1.25))}
        <span class="zoom">${Math.round(chrome.zoom * 100)} %</span>
        ${tool('zoom-in', 'Zoom in ( + )', () => actions.zoomBy(1.25))}
        ${tool('screen-full', 'Show all ( 0 )', actions.fit)}
      </span>
    </div>
    ${chrome.problem === undefined ? nothing : html`<p class="problem" role="alert">${chrome.problem}</p>`}
    ${chips(state, actions)} ${chrome.settings ? settings(state, chrome, actions) : nothing}
  `;
}

function tool(icon: string, label: string, run: () => void, checked = false): TemplateResult {
  return html`<vscode-toolbar-button
    icon=${icon}
    label=${label}
    title=${label}
    class=${checked ? 'checked' : ''}
    @click=${run}
  ></vscode-toolbar-button>`;
}

/** What limits the picture now, each with its way out. */
function chips({ look, path, tables }: State, actions: Actions): TemplateResult | typeof nothing {
  const hidden = (look.hidden ?? []).filter((key) => tables.has(key)).length;
  if (!look.focus && hidden === 0 && path.length === 0 && !look.filter) return nothing;
  return html`<div class="limits">
    ${
      look.focus
        ? html`<span class="limit"
            ><i class="codicon codicon-target"></i>
            ${look.focus.tables.map((key) => tables.get(key)?.name ?? key).join(', ')}
            <span class="depths" role="radiogroup" aria-label="How many relationships away">
              ${[1, 2, 3].map(
                (depth) =>
                  html`<button
                    role="radio"
                    aria-checked=${depth === look.focus!.depth}
                    class=${depth === look.focus!.depth ? 'on' : ''}
                    title="${depth} ${depth === 1 ? 'relationship' : 'relationships'} away"
                    @click=${() => actions.depth(depth)}
                  >
                    ${depth}
                  </button>`,
              )}
            </span>
            ${close('Show all tables', actions.unfocus)}</span
          >`
        : nothing
    }
    ${
      path.length > 0
        ? html`<span class="limit"
            ><i class="codicon codicon-git-compare"></i> ${path.map((key) => tables.get(key)?.name ?? key).join(' → ')}
            ${close('Forget the path', actions.endPath)}</span
          >`
        : nothing
    }
    ${look.filter ? html`<span class="limit"><i class="codicon codicon-filter"></i> ${look.filter} ${close('No filter', () => actions.filter(''))}</span>` : nothing}
    ${hidden > 0 ? html`<span class="limit"><i class="codicon codicon-eye-closed"></i> ${hidden} hidden ${close('Show them again', actions.unhide)}</span>` : nothing}
  </div>`;
}

function close(label: string, run: () => void): TemplateResult {
  return html`<button class="close" title=${label} aria-label=${label} @click=${run}>
    <i class="codicon codicon-close"></i>
  </button>`;
}

function settings(state: State, { view }: Chrome, actions: Actions): TemplateResult {
  const { look, model } = state;
  const tags = [...new Set([...state.tables.values()].flatMap((table) => table.tags))].sort();
  const schemas = [...new Set([...state.tables.values()].map((table) => table.schema))]
    .filter((name) => name !== '')
    .sort();
  const add = (word: string) => () => actions.filter(`${look.filter ?? ''} ${word}`.trim());
  return html`<div class="settings">
    <label class="wide"
      >Filter
      <vscode-textfield
        class="filter"
        placeholder="order*  -log  schema:billing  file:*users*  tag:core"
        .value=${look.filter ?? ''}
        @input=${(event: Event) => actions.filter(valueOf(event))}
      ></vscode-textfield>
    </label>
    ${
      schemas.length + tags.length > 1
        ? html`<div class="words">
            ${schemas.length > 1 ? schemas.slice(0, 12).map((name) => html`<button @click=${add(`schema:${name}`)}>${name}</button>`) : nothing}
            ${tags.slice(0, 12).map((tag) => html`<button @click=${add(`tag:${tag}`)}>#${tag}</button>`)}
          </div>`
        : nothing
    }
    <label
      >Colour by
      <vscode-single-select
        .value=${look.groups ?? ''}
        @change=${(event: Event) => actions.group((valueOf(event) || undefined) as 'schema' | 'file' | undefined)}
      >
        <vscode-option value="" ?selected=${!look.groups}>Nothing</vscode-option>
        <vscode-option value="schema" ?selected=${look.groups === 'schema'}>Schema</vscode-option>
        <vscode-option value="file" ?selected=${look.groups === 'file'}>File</vscode-option>
      </vscode-single-select>
    </label>
    <vscode-checkbox
      label="Views"
      ?checked=${look.views === true}
      @change=${() => actions.toggle('views')}
    ></vscode-checkbox>
    <vscode-checkbox
      label="Enums"
      ?checked=${look.enums === true}
      @change=${() => actions.toggle('enums')}
    ></vscode-checkbox>
    <span class="named">
      ${
        (model?.named.length ?? 0) === 0
          ? nothing
          : html`<vscode-single-select
              label="View"
              .value=${view ?? ''}
              @change=${(event: Event) => actions.pickView(valueOf(event))}
            >
              <vscode-option value="" ?selected=${view === undefined}>All</vscode-option>
              ${model!.named.map(({ name }) => html`<vscode-option value=${name} ?selected=${name === view}>${name}${name === model!.start ? ' (start)' : ''}</vscode-option>`)}
            </vscode-single-select>`
      }
      <button class="link" @click=${actions.nameView}>Name this view…</button>
      ${
        view === undefined
          ? nothing
          : html`<button class="link" @click=${() => actions.startWith(view === model?.start ? undefined : view)}>
                ${view === model?.start ? 'No start page' : 'Make it the start page'}
              </button>
              <button class="link" @click=${() => actions.removeView(view)}>Remove it</button>`
      }
    </span>
  </div>`;
}

export function foot(state: State, theme: Theme): TemplateResult {
  const shown = state.scene.size;
  const all = state.tables.size;
  const relations = [...state.relations.values()].filter(
    ({ from, to, use }) => !use && state.scene.has(from) && state.scene.has(to),
  ).length;
  const broken = state.marks?.broken ?? 0;
  const groups = [...state.groups()];
  return html`
    <span class="counts"
      >${shown === all ? plural(all, 'table') : `${shown} of ${plural(all, 'table')}`} ·
      ${plural(relations, 'relationship')}</span
    >
    ${
      broken > 0
        ? html`<span class="broken"
            ><i class="codicon codicon-warning"></i> ${plural(broken, 'statement')} with a syntax error: the last good
            version is shown</span
          >`
        : nothing
    }
    ${groups.map(
      ([name, i]) =>
        html`<span class="group"
          ><i class="swatch" .style=${`background: ${theme.groups[i % theme.groups.length]}`}></i
          >${name || 'no schema'}</span
        >`,
    )}
    <span class="legend" aria-hidden="true">
      <span><b>PK</b> primary key</span><span><b>FK</b> foreign key</span><span><b>U</b> unique</span>
      <span><i class="dot"></i>not null</span><span><i class="dot hollow"></i>may be null</span>
      <span><i class="dot personal"></i>personal data</span><span><i class="mark"></i>findings</span>
    </span>
  `;
}

function plural(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
