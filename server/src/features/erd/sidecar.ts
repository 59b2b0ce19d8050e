/** `.tablewright/erd.json`: where a person put tables, and the views that they named. */
import type { Place } from '../../diagram/layout/types';
import type { Detail } from '../../diagram/view';

export const SIDECAR = '.tablewright/erd.json';

/** A way to look at a diagram that has a name. */
export interface NamedView {
  readonly name: string;
  readonly detail?: Detail;
  /** As typed in the filter. */
  readonly filter?: string;
  readonly hidden?: readonly string[];
  readonly focus?: { readonly tables: readonly string[]; readonly depth: number };
  readonly groups?: 'schema' | 'file';
  readonly views?: boolean;
  readonly enums?: boolean;
}

/** What is kept of one root. */
export interface Arrangement {
  /** Of the tables that a person has dragged. */
  readonly positions: ReadonlyMap<string, Place>;
  readonly views: readonly NamedView[];
  /** The name of the view that is shown first. */
  readonly start?: string;
}

/** A root as the file names it: by its id within the workspace folder, since folders differ from machine to machine. */
export function rootKey(id: string, folder: string): string {
  return id.replaceAll(`${folder}/`, '').replaceAll(folder, '.');
}

export const NOTHING_ARRANGED: Arrangement = { positions: new Map(), views: [] };

/** Reads the file tolerantly: what isn't understood is left out. Undefined where it is no JSON at all. */
export function readSidecar(text: string): Map<string, Arrangement> | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const out = new Map<string, Arrangement>();
  for (const [root, value] of Object.entries(record(record(json).roots))) {
    const { positions, views, start } = record(value);
    const places = Object.entries(record(positions)).flatMap(([key, at]) => {
      const [x, y] = Array.isArray(at) ? (at as unknown[]) : [];
      return Number.isFinite(x) && Number.isFinite(y) ? [[key, { x: x as number, y: y as number }] as const] : [];
    });
    out.set(root, {
      positions: new Map(places),
      views: (Array.isArray(views) ? (views as unknown[]) : []).flatMap((view) => namedView(view) ?? []),
      ...(typeof start === 'string' && { start }),
    });
  }
  return out;
}

/** The file's text: keys in order and a line for each table, so that changes of two people merge. */
export function printSidecar(roots: ReadonlyMap<string, Arrangement>): string {
  const lines: string[] = [];
  const sorted = [...roots]
    .filter(([, { positions, views, start }]) => positions.size > 0 || views.length > 0 || start !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [i, [root, { positions, views, start }]] of sorted.entries()) {
    const places = [...positions].sort(([a], [b]) => (a < b ? -1 : 1));
    const parts = [
      ...(start === undefined ? [] : [`      "start": ${JSON.stringify(start)}`]),
      ...(views.length > 0
        ? [
            block(
              'views',
              '[',
              ']',
              byName(views).map((view) => JSON.stringify(view)),
            ),
          ]
        : []),
      ...(places.length > 0
        ? [
            block(
              'positions',
              '{',
              '}',
              places.map(([key, { x, y }]) => `${JSON.stringify(key)}: [${x}, ${y}]`),
            ),
          ]
        : []),
    ];
    lines.push(`    ${JSON.stringify(root)}: {\n${parts.join(',\n')}\n    }${i < sorted.length - 1 ? ',' : ''}`);
  }
  return lines.length > 0 ? `{\n  "roots": {\n${lines.join('\n')}\n  }\n}\n` : '{\n  "roots": {}\n}\n';
}

function block(name: string, open: string, close: string, items: readonly string[]): string {
  return `      "${name}": ${open}\n${items.map((item) => `        ${item}`).join(',\n')}\n      ${close}`;
}

function byName(views: readonly NamedView[]): NamedView[] {
  return [...views].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function namedView(value: unknown): NamedView | undefined {
  const { name, detail, filter, hidden, focus, groups, views, enums } = record(value);
  if (typeof name !== 'string' || name === '') return undefined;
  const { tables, depth } = record(focus);
  return {
    name,
    ...((detail === 'keys' || detail === 'names' || detail === 'all') && { detail }),
    ...(typeof filter === 'string' && { filter }),
    ...(isTexts(hidden) && { hidden }),
    ...(isTexts(tables) && { focus: { tables, depth: typeof depth === 'number' ? depth : 1 } }),
    ...((groups === 'schema' || groups === 'file') && { groups }),
    ...(views === true && { views }),
    ...(enums === true && { enums }),
  };
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
