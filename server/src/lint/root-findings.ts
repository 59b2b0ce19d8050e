import type { Table } from '../model/schema';
import type { ModelDelta, SchemaModel } from '../model/schema-model';
import type { SchemaView } from '../model/schema';
import type { Finding } from './finding';
import { Readers } from './readers';
import { NotingView } from './run';

interface TableFindings {
  readonly name: string;
  readonly findings: readonly Finding[];
  readonly reads: ReadonlySet<string>;
}

/** The findings of one root's tables. Tables whose inputs changed are checked again when somebody asks. */
export class RootFindings {
  private readonly byTable = new Map<string, TableFindings>();
  private readonly byFile = new Map<string, Map<string, Finding[]>>();
  /** All of a file in one list, until one of its tables is checked again. */
  private readonly flat = new Map<string, readonly Finding[]>();
  private readonly readers = new Readers<string>();
  private stale = new Set<string>();
  private refused: readonly Finding[] | undefined;
  /** Changes with the schema's content. */
  version = 0;

  constructor(
    private readonly model: SchemaModel,
    private readonly run: (table: Table, schema: SchemaView) => Finding[],
    private readonly checkRefusals: () => Finding[],
  ) {
    this.invalidateAll();
  }

  /** Takes note of what changed; nothing is checked yet. */
  changed({ rebuilt, changed }: ModelDelta): void {
    if (changed.size > 0) this.version++;
    if (rebuilt.size > 0) this.refused = undefined;
    // What is being edited comes first.
    const stale = new Set<string>();
    for (const [key, { name }] of this.byTable) if (rebuilt.has(name)) stale.add(key);
    for (const name of rebuilt) for (const table of this.model.named(name)) stale.add(table.key);
    for (const key of this.stale) stale.add(key);
    if (changed.size > 0) for (const key of this.readers.of([...changed, '*'])) stale.add(key);
    this.stale = stale;
  }

  invalidateAll(): void {
    this.version++;
    this.refused = undefined;
    for (const key of this.byTable.keys()) this.stale.add(key);
    for (const table of this.model.tables()) this.stale.add(table.key);
  }

  /** As far as they are there before `isOver`; what waits to be checked anew keeps its findings, and `complete` is false then. */
  of(file: string, isOver: () => boolean): { readonly findings: readonly Finding[]; readonly complete: boolean } {
    const complete = this.goOn(file, isOver);
    let flat = this.flat.get(file);
    if (!flat) this.flat.set(file, (flat = [...(this.byFile.get(file)?.values() ?? [])].flat()));
    const refused = (this.refused ??= this.checkRefusals()).filter((finding) => finding.file === file);
    return { findings: refused.length > 0 ? [...flat, ...refused] : flat, complete };
  }

  /** Checks stale tables, those of a file first; returns whether none is left. */
  goOn(file: string, isOver: () => boolean): boolean {
    return this.check(isOver, (table) => table?.origin.source.file === file) && this.check(isOver, () => true);
  }

  /** Returns false where `isOver` came first. */
  private check(isOver: () => boolean, isWanted: (table: Table | undefined) => boolean): boolean {
    for (const key of this.stale) {
      const table = this.model.table(key);
      if (!isWanted(table)) continue;
      if (isOver()) return false;
      this.stale.delete(key);
      this.forget(key);
      if (!table) continue;
      const view = new NotingView(this.model);
      this.note(key, { name: table.name, findings: this.run(table, view), reads: view.reads });
    }
    return true;
  }

  private note(key: string, entry: TableFindings): void {
    this.byTable.set(key, entry);
    this.readers.add(key, entry.reads);
    for (const finding of entry.findings) {
      this.flat.delete(finding.file);
      let tables = this.byFile.get(finding.file);
      if (!tables) this.byFile.set(finding.file, (tables = new Map()));
      const list = tables.get(key);
      if (list) list.push(finding);
      else tables.set(key, [finding]);
    }
  }

  private forget(key: string): void {
    const entry = this.byTable.get(key);
    if (!entry) return;
    this.byTable.delete(key);
    this.readers.remove(key, entry.reads);
    for (const { file } of entry.findings) {
      this.byFile.get(file)?.delete(key);
      this.flat.delete(file);
    }
  }
}
