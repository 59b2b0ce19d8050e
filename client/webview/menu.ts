/** What a table's context menu offers. */
import { html, nothing, render } from 'lit';

export type MenuChoice =
  'reveal' | 'focus' | 'path' | 'hide' | 'copyDdl' | 'copyMermaid' | 'export' | 'fit' | 'tidy' | 'unhide';

interface Item {
  readonly label: string;
  readonly choice: MenuChoice;
  readonly key?: string;
  /** A line is drawn above it. */
  readonly isNext?: true;
}

/** A menu by pointer and by keyboard. It gives the focus back to what had it. */
export class Menu {
  readonly element = document.createElement('div');
  private chosen: ((choice: MenuChoice) => void) | undefined;
  private before: Element | null = null;

  constructor() {
    const { element } = this;
    element.className = 'menu';
    element.setAttribute('role', 'menu');
    element.hidden = true;
    element.addEventListener('keydown', (event) => this.key(event));
    element.addEventListener('contextmenu', (event) => event.preventDefault());
    element.addEventListener('focusout', ({ relatedTarget }) => {
      if (!element.contains(relatedTarget as Node | null)) element.hidden = true;
    });
  }

  /** Opens at a point of the page; `pathFrom` names the table that a path could begin at. */
  open(
    at: { x: number; y: number },
    table: string | undefined,
    pathFrom: string | undefined,
    chosen: (choice: MenuChoice) => void,
  ): void {
    const { element } = this;
    this.chosen = chosen;
    if (element.hidden) this.before = document.activeElement;
    const items = table === undefined ? GROUND : tableItems(pathFrom);
    element.setAttribute('aria-label', table ?? 'Diagram');
    render(
      items.map(
        ({ label, choice, key, isNext }) =>
          html`${isNext ? html`<hr />` : nothing}<button
              role="menuitem"
              @click=${() => this.choose(choice)}
              @pointerenter=${(event: Event) => (event.currentTarget as HTMLElement).focus()}
            >
              <span>${label}</span>${key === undefined ? nothing : html`<kbd>${key}</kbd>`}
            </button>`,
      ),
      element,
    );
    element.hidden = false;
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(0, Math.min(at.x, innerWidth - width - 4))}px`;
    element.style.top = `${Math.max(0, Math.min(at.y, innerHeight - height - 4))}px`;
    this.buttons[0]!.focus();
  }

  private get buttons(): HTMLElement[] {
    return [...this.element.querySelectorAll('button')];
  }

  private close(): void {
    this.element.hidden = true;
    if (this.before instanceof HTMLElement) this.before.focus();
  }

  private choose(choice: MenuChoice): void {
    this.close();
    this.chosen?.(choice);
  }

  private key(event: KeyboardEvent): void {
    const { buttons } = this;
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    const go = (to: number) => buttons[(to + buttons.length) % buttons.length]!.focus();
    if (event.key === 'ArrowDown') go(at + 1);
    else if (event.key === 'ArrowUp') go(at - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(-1);
    else if (event.key === 'Escape' || event.key === 'Tab') this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

function tableItems(pathFrom: string | undefined): Item[] {
  return [
    { label: 'Go to Definition', choice: 'reveal', key: 'Enter' },
    { label: 'Focus', choice: 'focus', key: 'F' },
    ...(pathFrom === undefined ? [] : [{ label: `Path from ${pathFrom}`, choice: 'path' as const }]),
    { label: 'Hide', choice: 'hide', key: 'Delete' },
    { label: 'Copy DDL', choice: 'copyDdl', isNext: true },
    { label: 'Copy as Mermaid', choice: 'copyMermaid' },
  ];
}

const GROUND: readonly Item[] = [
  { label: 'Show All', choice: 'fit', key: '0' },
  { label: 'Show Hidden Tables', choice: 'unhide' },
  { label: 'Tidy', choice: 'tidy' },
  { label: 'Copy as Mermaid', choice: 'copyMermaid', isNext: true },
  { label: 'Export…', choice: 'export' },
];
