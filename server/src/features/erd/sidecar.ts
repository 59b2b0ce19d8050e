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

/** What the file has. */
export interface Sidecar {
  /** By root; what isn't understood is left out. */
  readonly roots: Map<string, Arrangement>;
  /** Why it can't be written again without loss: it is broken, or has something that isn't ours. */
  readonly problem?: string;
}

export function readSidecar(text: string): Sidecar {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    const why = /^(?:<{7}|={7}|>{7})/m.test(text) ? 'has a merge conflict' : 'is no JSON';
    return { roots: new Map(), problem: `${SIDECAR} ${why}. Nothing is written into it until it is mended.` };
  }
  const roots = new Map<string, Arrangement>();
  const foreign = strange(json, ['roots']);
  foreign.push(...strange(record(json).roots ?? {}));
  for (const [root, value] of Object.entries(record(record(json).roots))) {
    foreign.push(...strange(value, ['positions', 'views', 'start']));
    const { positions = {}, views = [], start } = record(value);
    foreign.push(...strange(positions));
    const places = Object.entries(record(positions)).flatMap(([key, at]) => {
      const [x, y] = Array.isArray(at) ? (at as unknown[]) : [];
      if (Number.isFinite(x) && Number.isFinite(y)) return [[key, { x: x as number, y: y as number }] as const];
      foreign.push(key);
      return [];
    });
    const named = (Array.isArray(views) ? (views as unknown[]) : [views]).flatMap((view) => {
      const read = namedView(view);
      if (!read || JSON.stringify(sorted(read)) !== JSON.stringify(sorted(view))) foreign.push('views');
      return read ?? [];
    });
    if (start !== undefined && typeof start !== 'string') foreign.push('start');
    roots.set(root, { positions: new Map(places), views: named, ...(typeof start === 'string' && { start }) });
  }
  if (foreign.length === 0) return { roots };
  const problem = `${SIDECAR} has something that Tablewright doesn't know (${foreign[0]}). Nothing is written into it while that is there.`;
  return { roots, problem };
}

/** The keys of a record that are none of the known ones; what is no record at all is strange as a whole. */
function strange(value: unknown, known?: readonly string[]): string[] {
  if (!isRecord(value)) return [JSON.stringify(value) ?? 'nothing'];
  return known ? Object.keys(value).filter((key) => !known.includes(key)) : [];
}

function sorted(value: unknown): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]) => [key, sorted(item)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Whether there is nothing that has to be kept. */
export function isEmpty({ positions, views, start }: Arrangement): boolean {
  return positions.size === 0 && views.length === 0 && start === undefined;
}

/** The file's text: keys in order and a line for each table, so that changes of two people merge. */
export function printSidecar(roots: ReadonlyMap<string, Arrangement>): string {
  const lines: string[] = [];
  const kept = [...roots].filter(([, arrangement]) => !isEmpty(arrangement)).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [i, [root, { positions, views, start }]] of kept.entries()) {
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
    lines.push(`    ${JSON.stringify(root)}: {\n${parts.join(',\n')}\n    }${i < kept.length - 1 ? ',' : ''}`);
  }
  return `{\n  "roots": {\n${lines.join('\n')}\n  }\n}\n`;
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

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function record(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}
