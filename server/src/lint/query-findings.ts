import type { SchemaView, Source } from '../model/schema';
import type { ModelDelta, SchemaModel } from '../model/schema-model';
import type { Statement } from '../sql/statements';
import type { FoldedText } from '../workspace/folded-text';
import type { Finding } from './finding';
import { NotingView } from './run';

/** Inserts of rows that begin alike; only the first of them are checked. */
interface Shape {
  pass: number;
  seen: number;
}

interface Entry {
  /** What decides where names are looked up. */
  readonly path: readonly string[];
  readonly shape?: Shape;
  result?: { readonly findings: readonly Finding[]; readonly reads: ReadonlySet<string>; version: number };
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
/** So many queries of a file are checked. */
const MAX_QUERIES = 3_000;
const QUERY = /^\(*\s*(?:select|insert|update|delete|merge|with|values|do|create|explain|prepare|declare|call)\b/i;
const ROUTINE = /^create\s(?:or\s+replace\s+)?(?:function|procedure)\b/i;
/** The head of an insert of rows; what comes behind VALUES differs from row to row. */
const ROWS = /^insert\s+into\b[^;']*?\bvalues\s*\(/i;
const HEAD = 1_000;

/** The findings of one root's queries. A query is read when somebody asks, and anew when it or what it looked at has changed. */
export class QueryFindings {
  private readonly entries = new WeakMap<Statement, Entry | 'none'>();
  private readonly shapes = new Map<string, Shape>();
  private readonly changedAt = new Map<string, number>();
  private readonly checkedAt = new Map<string, number>();
  private version = 0;
  private invalidBefore = 0;
  private extensions = '';
  private pass = 0;

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
    for (const name of [...changed, '*']) this.changedAt.set(name, this.version);
    const extensions = this.namesOfExtensions();
    if (extensions !== this.extensions) this.invalidateAll();
    this.extensions = extensions;
  }

  invalidateAll(): void {
    this.invalidBefore = ++this.version;
  }

  /** `isOver` says when to leave the queries that are yet to be read for the next time; `complete` is false then. */
  of(text: FoldedText, isOver: () => boolean): { readonly findings: Finding[]; readonly complete: boolean } {
    const { sql, file } = text;
    let complete = true;
    const findings: Finding[] = [];
    const isNews = this.checkedAt.get(file) !== this.version;
    this.checkedAt.set(file, this.version);
    this.pass++;
    let left = MAX_QUERIES;
    for (const statement of sql.statements) {
      let entry = this.entries.get(statement);
      if (entry === 'none' || left === 0) continue;
      if (entry?.path !== text.pathAt(statement)) {
        entry = this.entryOf(statement, text);
        this.entries.set(statement, entry);
        if (entry === 'none') continue;
      }
      if (entry.shape && !this.isFirstAlike(entry.shape)) continue;
      left--;
      if (entry.result && isNews && this.isStale(entry.result)) delete entry.result;
      if (!entry.result && text.direction(statement) === 'up') {
        if (isOver()) complete = false;
        else entry.result = this.read(statement, entry, text);
      }
      if (entry.result) findings.push(...entry.result.findings);
    }
    return { findings, complete };
  }

  private entryOf(statement: Statement, text: FoldedText): Entry | 'none' {
    if (statement.empty) return 'none';
    const head = text.sql.slice(statement.start, Math.min(statement.end, statement.start + HEAD));
    if (!QUERY.test(head) || (/^create/i.test(head) && !ROUTINE.test(head) && !hasQuery(statement, text)))
      return 'none';
    const path = text.pathAt(statement);
    const rows = /\bselect\b/i.test(head) ? undefined : ROWS.exec(head)?.[0];
    if (rows === undefined) return { path };
    const key = `${text.file} ${rows}`;
    let shape = this.shapes.get(key);
    if (!shape) this.shapes.set(key, (shape = { pass: 0, seen: 0 }));
    return { path, shape };
  }

  private isFirstAlike(shape: Shape): boolean {
    if (shape.pass !== this.pass) {
      shape.pass = this.pass;
      shape.seen = 0;
    }
    return ++shape.seen <= MAX_ALIKE;
  }

  private isStale({ reads, version }: NonNullable<Entry['result']>): boolean {
    if (version < this.invalidBefore) return true;
    for (const name of reads) if ((this.changedAt.get(name) ?? 0) > version) return true;
    return false;
  }

  private read(statement: Statement, { path }: Entry, text: FoldedText): NonNullable<Entry['result']> {
    const view = new QueryView(this.model);
    const source = text.source(statement) ?? { file: text.file, statement, path };
    return { findings: this.check(statement, source, text, view), reads: view.reads, version: this.version };
  }

  private namesOfExtensions(): string {
    return [...this.model.extensions()].map(({ name }) => name).join();
  }
}

/** A view, or a table that is made of a query. */
function hasQuery(statement: Statement, { sql }: FoldedText): boolean {
  const { ops } = sql.result(statement).facts;
  return ops.some((op) => op.op === 'create view' || (op.op === 'create table' && op.query !== undefined));
}
