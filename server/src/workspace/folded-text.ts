import type { StatementFacts } from '../model/facts';
import type { Source } from '../model/schema';
import type { SchemaModel } from '../model/schema-model';
import type { Direction, MigrationTool } from '../model/tools/tool';
import type { Statement, StatementDelta } from '../sql/statements';
import type { SqlText } from './sql-text';

/** What stands before a statement and counts for it. */
interface Context {
  readonly direction: Direction;
  readonly path: readonly string[];
}

type MovableSource = { -readonly [K in keyof Source]: Source[K] };

const START: Context = { direction: 'up', path: ['public'] };

/** Keeps a schema model in step with one SQL text: each statement that goes up is entered under a source of its own. */
export class FoldedText {
  private readonly sources = new Map<Statement, MovableSource>();
  private readonly contexts = new Map<Statement, Context>();
  private readonly entered = new Map<Source, StatementFacts>();
  /** Statements entered so far: what a change costs is counted by it. */
  folded = 0;
  /** Counts how often a mark or a search path has changed what stands behind it. */
  contextVersion = 0;

  constructor(
    readonly file: string,
    readonly sql: SqlText,
    private readonly model: SchemaModel,
    private readonly tool: MigrationTool | undefined,
  ) {
    this.enterAll();
  }

  /** The source that a statement is entered under; undefined for one that isn't (a Down part). */
  source(statement: Statement): Source | undefined {
    return this.sources.get(statement);
  }

  direction(statement: Statement): Direction {
    return this.contexts.get(statement)?.direction ?? 'up';
  }

  /** Names are looked up on this path where the statement stands. */
  pathAt(statement: Statement | undefined): readonly string[] {
    return (statement && this.contexts.get(statement)?.path) ?? START.path;
  }

  apply({ removed, added }: StatementDelta): void {
    if (
      removed.some((statement) => this.changedContext(statement)) ||
      added.some((statement) => this.changesContext(statement))
    ) {
      this.replace(removed, added);
      this.enterAll();
      return;
    }
    const before = added[0] && this.sql.statementAt(added[0].from - 1);
    const context = (before && before !== added[0] && this.contexts.get(before)) || START;
    for (const statement of added) this.contexts.set(statement, context);
    this.replace(removed, added);
  }

  /** A statement that was pending has its result. */
  late(statement: Statement): void {
    if (this.changesContext(statement)) this.enterAll();
    else this.enter(statement);
  }

  dispose(): void {
    for (const source of this.sources.values()) this.model.remove(source);
  }

  private replace(removed: readonly Statement[], added: readonly Statement[]): void {
    const paired = removed.length === added.length;
    removed.forEach((old, i) => {
      this.contexts.delete(old);
      const source = this.sources.get(old);
      if (!source) return;
      this.sources.delete(old);
      const successor = paired ? added[i] : undefined;
      if (successor && this.outlives(source, successor)) {
        source.statement = successor;
        this.sources.set(successor, source);
      } else {
        this.withdraw(source);
      }
    });
    for (const statement of added) if (!this.sources.has(statement)) this.enter(statement);
  }

  /** While a statement is broken its last good reading stays; and a statement that says the same needs no folding. */
  private outlives(source: Source, successor: Statement): boolean {
    const { facts, problem } = this.sql.result(successor);
    return problem !== undefined || facts === this.entered.get(source);
  }

  private enterAll(): void {
    this.contextVersion++;
    let context = START;
    const alive = new Set<Statement>();
    for (const statement of this.sql.statements) {
      context = this.contextAfterDirectives(statement, context);
      const old = this.contexts.get(statement);
      const same = old?.direction === context.direction && samePath(old.path, context.path);
      this.contexts.set(statement, context);
      alive.add(statement);
      if (!same || !this.sources.has(statement)) this.enter(statement);
      for (const op of this.sql.result(statement).facts.ops) {
        if (op.op === 'search path' && context.direction === 'up') context = { ...context, path: op.path };
      }
    }
    for (const [statement, source] of this.sources) {
      if (alive.has(statement)) continue;
      this.sources.delete(statement);
      this.withdraw(source);
    }
  }

  private enter(statement: Statement): void {
    const context = this.contexts.get(statement) ?? START;
    const old = this.sources.get(statement);
    if (old) this.withdraw(old);
    this.sources.delete(statement);
    const { facts } = this.sql.result(statement);
    if (context.direction === 'down' || facts.ops.length === 0) return;
    const source: MovableSource = { file: this.file, statement, path: context.path };
    this.sources.set(statement, source);
    this.entered.set(source, facts);
    this.model.put(source, facts);
    this.folded++;
  }

  private withdraw(source: Source): void {
    this.model.remove(source);
    this.entered.delete(source);
  }

  private changesContext(statement: Statement): boolean {
    return this.hasSection(statement) || setsPath(this.sql.result(statement).facts);
  }

  /** The same of a statement that is gone: only what was entered of it is known. */
  private changedContext(statement: Statement): boolean {
    const source = this.sources.get(statement);
    return this.hasSection(statement) || (source !== undefined && setsPath(this.entered.get(source)));
  }

  private hasSection(statement: Statement): boolean {
    return this.tool !== undefined && statement.directives.length > 0;
  }

  private contextAfterDirectives(statement: Statement, context: Context): Context {
    let { direction } = context;
    for (const { start, end } of statement.directives) {
      const comment = this.sql.slice(statement.start + start, statement.start + end);
      const mark = this.tool?.mark?.(comment);
      if (mark && !mark.within) direction = mark.direction;
    }
    if (direction === context.direction) return context;
    return { direction, path: START.path };
  }
}

function setsPath(facts: StatementFacts | undefined): boolean {
  return facts?.ops.some((op) => op.op === 'search path') ?? false;
}

function samePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((part, i) => part === b[i]);
}
