/** The bar above the diagram: the schema, the search, the zoom. */
import type { ErdModel } from '../../server/src/lsp/protocol';
import { h } from './dom';
import type { Search } from './search';

export interface BarActions {
  pickRoot(root: string): void;
  zoomBy(factor: number): void;
  fit(): void;
}

export class Bar {
  readonly element: HTMLElement;
  private readonly roots = h('select', { class: 'roots', 'aria-label': 'Schema', title: 'Schema' });
  private readonly zoom = h('span', { class: 'zoom' });

  constructor(search: Search, actions: BarActions) {
    this.roots.addEventListener('change', () => actions.pickRoot(this.roots.value));
    this.element = h(
      'header',
      { class: 'bar' },
      this.roots,
      search.input,
      search.count,
      h('span', { class: 'space' }),
      button('−', 'Zoom out ( - )', () => actions.zoomBy(1 / 1.25)),
      this.zoom,
      button('+', 'Zoom in ( + )', () => actions.zoomBy(1.25)),
      button('Fit', 'Show all ( 0 )', () => actions.fit()),
    );
    this.showRoots({ roots: [] });
  }

  showRoots({ root, roots }: Pick<ErdModel, 'root' | 'roots'>): void {
    this.roots.hidden = roots.length < 2;
    this.roots.replaceChildren(...roots.map(({ id, name }) => h('option', { value: id }, name)));
    if (root) this.roots.value = root.id;
  }

  showZoom(zoom: number): void {
    this.zoom.textContent = `${Math.round(zoom * 100)} %`;
  }
}

function button(text: string, title: string, run: () => void): HTMLButtonElement {
  const element = h('button', { type: 'button', title, 'aria-label': title }, text);
  element.addEventListener('click', run);
  return element;
}
