/** Parts of a diagram: a table with its neighbours, the way from one table to another. */
import type { DiagramRelation, DiagramView } from './view';

type Relations = readonly Pick<DiagramRelation, 'from' | 'to'>[];

/** The tables that are at most so many relationships away from one of the given ones, which are among them. */
export function neighbourhood(relations: Relations, keys: Iterable<string>, depth: number): Set<string> {
  const found = new Set(keys);
  const next = adjacency(relations);
  let edge = [...found];
  for (let step = 0; step < depth; step++) {
    edge = edge.flatMap((key) => [...(next.get(key) ?? [])]).filter((key) => !found.has(key) && found.add(key));
  }
  return found;
}

/** The tables of a shortest way along relationships, both ends included; undefined where there is none. */
export function pathBetween(relations: Relations, from: string, to: string): string[] | undefined {
  const next = adjacency(relations);
  const came = new Map<string, string | undefined>([[from, undefined]]);
  for (const key of came.keys()) {
    if (key === to) {
      const path: string[] = [];
      for (let at: string | undefined = to; at !== undefined; at = came.get(at)) path.unshift(at);
      return path;
    }
    for (const other of next.get(key) ?? []) if (!came.has(other)) came.set(other, key);
  }
  return undefined;
}

/** The part of a view that has only these tables. */
export function partOf<View extends DiagramView>({ tables, relations }: View, keys: ReadonlySet<string>): DiagramView {
  return {
    tables: tables.filter(({ key }) => keys.has(key)),
    relations: relations.filter(({ from, to }) => keys.has(from) && keys.has(to)),
  };
}

function adjacency(relations: Relations): Map<string, Set<string>> {
  const next = new Map<string, Set<string>>();
  const add = (from: string, to: string) => {
    const set = next.get(from);
    if (set) set.add(to);
    else next.set(from, new Set([to]));
  };
  for (const { from, to } of relations) {
    add(from, to);
    add(to, from);
  }
  return next;
}
