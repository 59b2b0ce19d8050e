import type { Entry } from './entries';
import { allOps, type OpOf } from './facts';
import { keyOf, type Name } from './names';
import type { Source } from './schema';

/** What the statements of a root say of its schemas by name; asked where a schema is dropped. */
export class Namespaces {
  private readonly under = new Map<string, ReadonlySet<string>>();
  private readonly made = new Map<string, boolean>();

  constructor(private readonly entries: () => Iterable<Entry>) {}

  forget(): void {
    this.under.clear();
    this.made.clear();
  }

  /** Whether a statement makes anything in a schema. */
  isMade(schema: string): boolean {
    let known = this.made.get(schema);
    if (known === undefined) this.made.set(schema, (known = this.findMade(schema)));
    return known;
  }

  /** The keys of the views that read something of a schema, be it through other views. */
  viewsUnder(schema: string): ReadonlySet<string> {
    let known = this.under.get(schema);
    if (!known) this.under.set(schema, (known = this.findUnder(schema)));
    return known;
  }

  private findMade(schema: string): boolean {
    for (const { source, facts } of this.entries())
      for (const op of allOps(facts)) {
        if (!MAKING.test(op.op) || !('name' in op) || typeof op.name === 'string') continue;
        if (homes(op.name, source).includes(schema)) return true;
      }
    return false;
  }

  private findUnder(schema: string): ReadonlySet<string> {
    const views: { readonly op: OpOf<'create view'>; readonly source: Source }[] = [];
    for (const { source, facts } of this.entries())
      for (const op of allOps(facts)) if (op.op === 'create view') views.push({ op, source });
    const under = new Set<string>();
    for (let size = -1; size !== under.size;) {
      size = under.size;
      for (const { op, source } of views) {
        const { reads, calls = [], casts = [] } = op.query;
        const isUnder =
          [...reads, ...calls, ...casts].some((name) => name.schema === schema) ||
          reads.some((name) => homes(name, source).some((home) => under.has(keyOf(home, name.name))));
        if (isUnder) under.add(keyOf(homes(op.name, source)[0] ?? 'public', op.name.name));
      }
    }
    return under;
  }
}

const MAKING = /^create (?:table|view|sequence|enum|composite|domain|range|base type|function)$/;

function homes(name: Name, { path }: Source): readonly string[] {
  return name.schema === undefined ? path : [name.schema];
}
