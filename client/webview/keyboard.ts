/** Ways through the diagram by keyboard. */
import type { SceneTable } from '../../server/src/diagram/scene';
import type { State } from './state';

export type Way = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

export function isWay(key: string): key is Way {
  return key === 'ArrowLeft' || key === 'ArrowRight' || key === 'ArrowUp' || key === 'ArrowDown';
}

/** The table in a direction: one that a relationship leads to, else the nearest one. */
export function tableInWay(state: State, from: string | undefined, way: Way): string | undefined {
  const start = from === undefined ? undefined : state.scene.get(from);
  if (!start) return [...state.scene.keys()].sort()[0];
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
