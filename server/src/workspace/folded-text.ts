import type { StatementFacts } from '../model/facts';
import type { Source } from '../model/schema';
import type { SchemaModel } from '../model/schema-model';
import type { Direction, MigrationTool } from '../model/tools/tool';
import type { Statement, StatementDelta } from '../sql/statements';
import { Session } from './session';
import type { SqlText } from './sql-text';

/** What stands before a statement and counts for it. */
interface Context {
  readonly direction: Direction;
  readonly path: readonly string[];
  /** A ROLLBACK further below takes it back. */
  readonly undone: boolean;
}

type MovableSource = { -readonly [K in keyof Source]: Source[K] };

const START: Context = { direction: 'up', path: ['public'], undone: false };

/** Keeps a schema model in step with one SQL text: each statement that goes up is entered under a source of its own. */
export class FoldedText {
  private readonly sources = new Map<Statement, MovableSource>();
  private readonly contexts = new Map<Statement, Context>();
  /** What a statement leaves to the next one. */
  private readonly left = new Map<Statement, Context>();
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

  /** Whether the statement is taken back by a ROLLBACK. */
  isUndone(statement: Statement): boolean {
    return this.contexts.get(statement)?.undone ?? false;
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
    const context = (before && before !== added[0] && this.left.get(before)) || START;
    for (const statement of added) {
      this.contexts.set(statement, context);
      this.left.set(statement, context);
    }
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
      const context = this.contexts.get(old);
      this.contexts.delete(old);
      this.left.delete(old);
      const source = this.sources.get(old);
      if (!source) return;
      this.sources.delete(old);
      const successor = paired ? added[i] : undefined;
      if (successor && this.outlives(source, successor)) {
        source.statement = successor;
        this.sources.set(successor, source);
        // What was entered stays entered where the successor stands in the same context.
        if (context && !this.contexts.has(successor)) this.contexts.set(successor, context);
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
    const contexts = this.readContexts();
    const alive = new Set<Statement>(contexts.keys());
    for (const [statement, context] of contexts) {
      const old = this.contexts.get(statement);
      this.contexts.set(statement, context);
      if (!sameContext(old, context) || !this.sources.has(statement)) this.enter(statement);
    }
    for (const [statement, source] of this.sources) {
      if (alive.has(statement)) continue;
      this.sources.delete(statement);
      this.withdraw(source);
    }
  }

  /** The context of each statement, in order. */
  private readContexts(): ReadonlyMap<Statement, Context> {
    const { statements } = this.sql;
    const contexts: Context[] = [];
    const left: Context[] = [];
    let { direction } = START;
    let session = this.newSession(0);
    statements.forEach((statement, i) => {
      const turned = this.directionAfter(statement, direction);
      if (turned !== direction) session = this.newSession(i);
      direction = turned;
      contexts.push({ direction, path: session.path, undone: false });
      for (const op of direction === 'up' ? this.sql.result(statement).facts.ops : []) {
        const undone = session.take(op, i);
        for (let k = (undone?.after ?? i) + 1; k < (undone?.before ?? 0); k++) contexts[k] = { ...contexts[k]!, undone: true }; // prettier-ignore
      }
      left.push({ direction, path: session.path, undone: false });
    });
    statements.forEach((statement, i) =>
      this.left.set(statement, { ...left[i]!, undone: contexts[i + 1]?.undone ?? false }),
    );
    return new Map(statements.map((statement, i) => [statement, contexts[i]!]));
  }

  /** A tool runs each part in a transaction of its own. */
  private newSession(at: number): Session {
    return new Session(START.path, this.tool && at);
  }

  private enter(statement: Statement): void {
    const context = this.contexts.get(statement) ?? START;
    const old = this.sources.get(statement);
    if (old) this.withdraw(old);
    this.sources.delete(statement);
    const { facts } = this.sql.result(statement);
    if (context.direction === 'down' || context.undone || facts.ops.length === 0) return;
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
    return this.hasSection(statement) || setsContext(this.sql.result(statement).facts);
  }

  /** The same of a statement that is gone: only what was entered of it is known. */
  private changedContext(statement: Statement): boolean {
    const source = this.sources.get(statement);
    return this.hasSection(statement) || (source !== undefined && setsContext(this.entered.get(source)));
  }

  private hasSection(statement: Statement): boolean {
    return this.tool !== undefined && statement.directives.length > 0;
  }

  private directionAfter(statement: Statement, before: Direction): Direction {
    let direction = before;
    for (const { start, end } of statement.directives) {
      const comment = this.sql.slice(statement.start + start, statement.start + end);
      const mark = this.tool?.mark?.(comment);
      if (mark && !mark.within) direction = mark.direction;
    }
    return direction;
  }
}

function setsContext(facts: StatementFacts | undefined): boolean {
  return facts?.ops.some(({ op }) => op === 'search path' || op === 'transaction') ?? false;
}

function sameContext(a: Context | undefined, b: Context): boolean {
  if (a?.direction !== b.direction || a.undone !== b.undone) return false;
  return a.path.length === b.path.length && a.path.every((part, i) => part === b.path[i]);
}
