/** Ways through the diagram by keyboard. */
import type { SceneTable } from '../../server/src/diagram/scene';
import type { State } from './state';

export type Way = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

/** What keys do. */
export interface Keys {
  find(): void;
  undo(): void;
  zoomBy(factor: number): void;
  fit(): void;
  /** To a table that way; to the nearest one, whether there is a relationship or not, where Shift is held. */
  go(way: Way, isNearest: boolean): void;
  escape(): void;
  /** Of the selected table. */
  choose(choice: 'reveal' | 'focus' | 'hide'): void;
  menu(): void;
}

/** Some keys count in the whole page, those for tables while the stage has the focus. */
export function listenToKeys(stage: HTMLElement, keys: Keys): void {
  addEventListener('keydown', (event) => {
    const run = actionOf(event, document.activeElement === stage, keys);
    if (!run) return;
    event.preventDefault();
    run();
  });
}

function actionOf(event: KeyboardEvent, isOnStage: boolean, keys: Keys): (() => void) | undefined {
  const { key } = event;
  const control = event.ctrlKey || event.metaKey;
  if (control && key === 'f') return keys.find;
  const origin = event.composedPath()[0];
  if (origin instanceof HTMLInputElement || origin instanceof HTMLSelectElement) return undefined;
  if (control && key === 'z') return keys.undo;
  if (control || event.altKey) return undefined;
  if (key === '/') return keys.find;
  if (key === '+' || key === '=') return () => keys.zoomBy(1.25);
  if (key === '-') return () => keys.zoomBy(1 / 1.25);
  if (key === '0') return keys.fit;
  if (!isOnStage) return undefined;
  if (isWay(key)) return () => keys.go(key, event.shiftKey);
  if (key === 'Escape') return keys.escape;
  if (key === 'Enter') return () => keys.choose('reveal');
  if (key === 'f') return () => keys.choose('focus');
  if (key === 'Delete') return () => keys.choose('hide');
  if (key === 'ContextMenu' || (key === 'F10' && event.shiftKey)) return keys.menu;
  return undefined;
}

function isWay(key: string): key is Way {
  return key === 'ArrowLeft' || key === 'ArrowRight' || key === 'ArrowUp' || key === 'ArrowDown';
}

/** The table in a direction: one that a relationship leads to, else the nearest one; the nearest one at once where that is asked for. */
export function tableInWay(
  state: Pick<State, 'scene' | 'neighbours'>,
  from: string | undefined,
  way: Way,
  isNearest = false,
): string | undefined {
  const start = from === undefined ? undefined : state.scene.get(from);
  if (!start) return [...state.scene.keys()].sort()[0];
  if (isNearest) return nearestIn(state.scene.values(), start, way);
  const related = state.neighbours(start.table.key).flatMap(({ other }) => state.scene.get(other) ?? []);
  return nearestIn(related, start, way) ?? nearestIn(state.scene.values(), start, way);
}

function nearestIn(tables: Iterable<SceneTable>, from: SceneTable, way: Way): string | undefined {
  const [x, y] = middle(from);
  let best: string | undefined;
  let bestCost = Infinity;
  for (const table of tables) {
    if (table === from) continue;
    const [toX, toY] = middle(table);
    const [across, down] = [toX - x, toY - y];
    const [along, aside] = {
      ArrowRight: [across, down],
      ArrowLeft: [-across, down],
      ArrowDown: [down, across],
      ArrowUp: [-down, across],
    }[way] as [number, number];
    if (along <= 0 || Math.abs(aside) > along * 3) continue;
    const cost = along + Math.abs(aside) * 2;
    if (cost < bestCost) [best, bestCost] = [table.table.key, cost];
  }
  return best;
}

function middle({ x, y, width, height }: SceneTable): [number, number] {
  return [x + width / 2, y + height / 2];
}
