/** What a table's context menu offers. */
import '@vscode-elements/elements/dist/vscode-context-menu/index.js';
import type { VscodeContextMenu } from '@vscode-elements/elements/dist/vscode-context-menu/index.js';

export type MenuChoice =
  'reveal' | 'focus' | 'path' | 'hide' | 'copyDdl' | 'copyMermaid' | 'export' | 'fit' | 'tidy' | 'unhide';

type Item =
  | { readonly label: string; readonly value: MenuChoice; readonly keybinding?: string; readonly tabindex: number }
  | { readonly separator: true };

export class Menu {
  readonly element: VscodeContextMenu = document.createElement('vscode-context-menu');
  private chosen: ((choice: MenuChoice) => void) | undefined;

  constructor() {
    this.element.addEventListener('vsc-context-menu-select', (event) =>
      this.chosen?.(event.detail.value as MenuChoice),
    );
  }

  /** Opens at a point of the page; `pathFrom` names the table that a path could begin at. */
  open(
    at: { x: number; y: number },
    table: string | undefined,
    pathFrom: string | undefined,
    chosen: (choice: MenuChoice) => void,
  ): void {
    this.chosen = chosen;
    this.element.data = table === undefined ? groundItems() : tableItems(pathFrom);
    const height = this.element.data.length * 26 + 12;
    this.element.style.left = `${Math.max(0, Math.min(at.x, innerWidth - 240))}px`;
    this.element.style.top = `${Math.max(0, Math.min(at.y, innerHeight - height))}px`;
    this.element.show = true;
  }
}

function tableItems(pathFrom: string | undefined): Item[] {
  return [
    { label: 'Go to Definition', value: 'reveal', keybinding: 'Enter', tabindex: 0 },
    { label: 'Focus', value: 'focus', keybinding: 'F', tabindex: 1 },
    ...(pathFrom === undefined ? [] : [{ label: `Path from ${pathFrom}`, value: 'path' as const, tabindex: 2 }]),
    { label: 'Hide', value: 'hide', keybinding: 'Delete', tabindex: 3 },
    { separator: true },
    { label: 'Copy DDL', value: 'copyDdl', tabindex: 4 },
    { label: 'Copy as Mermaid', value: 'copyMermaid', tabindex: 5 },
  ];
}

function groundItems(): Item[] {
  return [
    { label: 'Show All', value: 'fit', keybinding: '0', tabindex: 0 },
    { label: 'Show Hidden Tables', value: 'unhide', tabindex: 1 },
    { label: 'Tidy', value: 'tidy', tabindex: 2 },
    { separator: true },
    { label: 'Copy as Mermaid', value: 'copyMermaid', tabindex: 3 },
    { label: 'Export…', value: 'export', tabindex: 4 },
  ];
}
