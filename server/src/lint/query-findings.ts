import type { SchemaView, Source } from '../model/schema';
import type { ModelDelta, SchemaModel } from '../model/schema-model';
import type { Statement } from '../sql/statements';
import type { FoldedText } from '../workspace/folded-text';
import { Alike } from './alike';
import type { Finding } from './finding';
import { Readers } from './readers';
import { NotingView } from './run';

/** One query. Its findings stay until it is read again. */
interface Item {
  readonly statement: Statement;
  /** What decides where names are looked up. */
  readonly path: readonly string[];
  /** How an insert of rows begins. */
  readonly rows: string | undefined;
  findings: readonly Finding[];
  reads: ReadonlySet<string>;
  isStale: boolean;
}

/** The queries of a text that are checked, as long as they are the same statements. */
interface List {
  readonly text: FoldedText;
  readonly queries: readonly Statement[];
  readonly contextVersion: number;
  /** Of each of `queries`; undefined for one that isn't checked. */
  readonly items: readonly (Item | undefined)[];
  readonly unread: Set<Item>;
  /** As of this version of the schema. */
  version: number;
  /** Of all items; undefined until somebody asks. */
  findings: Alike | undefined;
}

/** Names that queries look up; extensions are watched for all queries together. */
class QueryView extends NotingView {
  constructor(private readonly model: SchemaModel) {
    super(model);
  }
  override extensions() {
    return this.model.extensions();
  }
  override types() {
    return this.model.types();
  }
}

const MAX_ALIKE = 3;
/** So many queries of a file are checked, and any that is edited. */
const MAX_QUERIES = 3_000;
/** The head of an insert of rows; what comes behind VALUES differs from row to row. */
const ROWS = /^insert\s+into\b[^;']*?\bvalues\s*\(/i;
const HEAD = 1_000;

/** The findings of one root's queries. A query is read when somebody asks, and anew when it or what it looked at has changed. */
export class QueryFindings {
  private readonly lists = new Map<string, List>();
  private readonly known = new WeakMap<Statement, Item>();
  private readonly readers = new Readers<Item>();
  private version = 0;
  private extensions = '';

  constructor(
    private readonly model: SchemaModel,
    private readonly check: (statement: Statement, source: Source, text: FoldedText, schema: SchemaView) => Finding[],
  ) {
    this.extensions = this.namesOfExtensions();
  }

  /** Takes note of what changed; nothing is read yet. */
  changed({ changed }: ModelDelta): void {
    if (changed.size === 0) return;
    this.version++;
    for (const item of this.readers.of([...changed, '*'])) item.isStale = true;
    const extensions = this.namesOfExtensions();
    if (extensions !== this.extensions) this.invalidateAll();
    this.extensions = extensions;
  }

  invalidateAll(): void {
    this.version++;
    for (const { items } of this.lists.values()) for (const item of items) if (item) item.isStale = true;
  }

  /** `isOver` says when to leave the queries that are yet to be read for the next time; `complete` is false then. */
  of(
    text: FoldedText,
    isOver: () => boolean,
  ): { readonly alike: readonly (readonly Finding[])[]; readonly complete: boolean } {
    const complete = this.goOn(text, isOver);
    const list = this.listOf(text);
    list.findings ??= findingsOf(list.items);
    return { alike: [...list.findings.lists], complete };
  }

  /** Reads what is new or stale; returns whether nothing is left. */
  goOn(text: FoldedText, isOver: () => boolean): boolean {
    const list = this.listOf(text);
    for (const item of list.unread) {
      if (isOver()) return false;
      const old = item.findings;
      this.read(item, text);
      list.unread.delete(item);
      list.findings?.exchange(item.statement, old, item.findings);
    }
    return true;
  }

  private listOf(text: FoldedText): List {
    const known = this.lists.get(text.file);
    const { queries } = text.sql;
    const isSame = known?.text === text && known.contextVersion === text.contextVersion;
    const list = isSame ? (known.queries === queries ? known : this.edited(known, queries)) : undefined;
    const now = list ?? this.listAnew(text, known);
    if (now.version !== this.version) for (const item of now.items) if (item?.isStale) now.unread.add(item);
    now.version = this.version;
    this.lists.set(text.file, now);
    return now;
  }

  /** The list with what an edit changed; undefined where that may decide which of many alike are checked. */
  private edited(known: List, queries: readonly Statement[]): List | undefined {
    const { text, contextVersion, unread, version } = known;
    const old = known.queries;
    let before = 0;
    while (before < old.length && old[before] === queries[before]) before++;
    let [oldEnd, end] = [old.length, queries.length];
    for (; oldEnd > before && end > before && old[oldEnd - 1] === queries[end - 1]; oldEnd--) end--;
    const gone = known.items.slice(before, oldEnd);
    const come = queries.slice(before, end).map((statement) => this.checked(statement, text));
    if ([...gone, ...come].some((item) => item?.rows !== undefined)) return undefined;
    this.drop(gone, unread);
    const findings = known.findings;
    for (const item of gone) if (item) findings?.exchange(item.statement, item.findings, []);
    for (const item of come) if (item) findings?.exchange(item.statement, [], item.findings);
    // What is edited is read before what waits.
    const first = come.filter((item): item is Item => item?.isStale === true);
    const next = unread.size === 0 ? new Set(first) : new Set([...first, ...unread]);
    const items = [...known.items.slice(0, before), ...come, ...known.items.slice(oldEnd)];
    return { text, queries, contextVersion, items, unread: next, version, findings };
  }

  private listAnew(text: FoldedText, known: List | undefined): List {
    const { queries } = text.sql;
    const { contextVersion } = text;
    const items = this.itemsOf(text, queries);
    const kept = new Set(items);
    this.drop((known?.items ?? []).filter((item) => !kept.has(item)));
    const unread = new Set(items.filter((item): item is Item => item?.isStale === true));
    return { text, queries, contextVersion, items, unread, version: this.version, findings: undefined };
  }

  private drop(items: readonly (Item | undefined)[], unread?: Set<Item>): void {
    for (const item of items) {
      if (!item) continue;
      this.readers.remove(item, item.reads);
      item.isStale = true;
      unread?.delete(item);
    }
  }

  /** Of inserts that begin alike only the first ones. */
  private itemsOf(text: FoldedText, queries: readonly Statement[]): (Item | undefined)[] {
    let left = MAX_QUERIES;
    const alike = new Map<string, number>();
    return queries.map((statement) => {
      const item = left > 0 ? this.checked(statement, text) : undefined;
      if (item?.rows !== undefined) {
        const seen = alike.get(item.rows) ?? 0;
        alike.set(item.rows, seen + 1);
        if (seen >= MAX_ALIKE) return undefined;
      }
      if (item) left--;
      return item;
    });
  }

  /** What is taken back sees tables that are gone behind it. */
  private checked(statement: Statement, text: FoldedText): Item | undefined {
    return text.direction(statement) !== 'up' || text.isUndone(statement) ? undefined : this.itemOf(statement, text);
  }

  private itemOf(statement: Statement, text: FoldedText): Item {
    const path = text.pathAt(statement);
    const known = this.known.get(statement);
    if (known?.path === path) return known;
    const head = text.sql.slice(statement.start, Math.min(statement.end, statement.start + HEAD));
    const rows = /\bselect\b/i.test(head) ? undefined : ROWS.exec(head)?.[0];
    const item: Item = { statement, path, rows, findings: [], reads: new Set(), isStale: true };
    this.known.set(statement, item);
    return item;
  }

  private read(item: Item, text: FoldedText): void {
    const { statement, path } = item;
    const view = new QueryView(this.model);
    const source = text.source(statement) ?? { file: text.file, statement, path };
    this.readers.remove(item, item.reads);
    item.findings = this.check(statement, source, text, view);
    item.reads = view.reads;
    item.isStale = false;
    this.readers.add(item, item.reads);
  }

  private namesOfExtensions(): string {
    return [...this.model.extensions()].map(({ name }) => name).join();
  }
}

function findingsOf(items: readonly (Item | undefined)[]): Alike {
  const all = new Alike();
  for (const item of items) if (item && item.findings.length > 0) all.exchange(item.statement, [], item.findings);
  return all;
}
