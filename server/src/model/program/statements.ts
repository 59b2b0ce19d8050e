import type { Node } from '@pgsql/types';
import type { Span } from '../../base/span';
import type { Op } from '../facts';
import type { Name } from '../names';
import { isSystem } from './catalogue';
import { Beyond, conditionOf, Raised, Unseen } from './ends';
import { evaluate, type Context, type Result, type Scope } from './evaluate';
import { Frame, scopeOf } from './frame';
import type * as Code from './program';
import type { RowsOf } from './program';
import { Selector } from './select';
import { isHarmless, type Given } from './steps';
import { textOf, truthOf, UNKNOWN, type Truth, type Value } from './values';
import type { World } from './world';

type Step = Code.Step<Op>;

/** What a function gives back. */
export interface Returned {
  value: Value;
  readonly rows: Value[][];
  readonly columns: readonly string[];
}

/** What single statements and expressions of a program do. */
export abstract class Statements {
  private readonly selector: Selector;
  private ofRows = false;
  protected readonly context: Context;
  protected readonly cursors = new Map<string, { readonly result: [Result, boolean]; next: number }>();
  /** Where the program stands: what a function does is done where it is called. */
  protected place: Span | undefined;

  constructor(protected readonly world: World) {
    this.context = {
      before: world.before,
      path: world.path,
      indexes: new Map(),
      select: (query, scope) => this.selector.select(query, scope),
      exists: (query, scope) => this.selector.exists(query, scope),
      seesRows: () => {
        this.ofRows = true;
      },
      call: (name, args, byName) => this.call(name, { args, ...(byName && { byName }) })?.value,
      rowsOf: (name, args) => this.call(name, { args }),
      returnsSet: (name) => world.callable(name).some((each) => each.returnsSet),
    };
    this.selector = new Selector(this.context);
  }

  protected abstract call(name: Name, given: Given): Returned | undefined;

  protected at<T>(span: Span, run: () => T): T {
    const outer = this.place;
    this.place ??= span;
    try {
      return run();
    } finally {
      this.place = outer;
    }
  }

  protected fetch({ cursor, into }: Extract<Step, { do: 'fetch' }>, frame: Frame): void {
    const open = this.cursors.get(cursor);
    if (!open) throw new Beyond();
    const [{ columns, rows }, ofRows] = open.result;
    const row = rows[open.next++];
    frame.into(into, false, { columns, rows: row ? [row] : [] }, ofRows);
    frame.found(row !== undefined, ofRows);
  }

  protected sure(condition: Node, frame: Frame): boolean | null {
    const truth: Truth = truthOf(this.value(condition, frame)[0]);
    if (truth === UNKNOWN) throw new Beyond();
    return truth;
  }

  protected execute(step: Extract<Step, { do: 'execute' }>, frame: Frame): void {
    const [text, using] = this.texts(step.text, step.using, frame);
    const statements = this.world.parse(text);
    if (!statements) throw new Raised('a statement that is put together is none');
    for (const { node, ops } of statements) {
      if ('SelectStmt' in node && !node.SelectStmt.intoClause) {
        const [result, ofRows] = this.noting(() => this.selectNode(node, new Frame(undefined, using)));
        if (step.into) frame.into(step.into, step.strict, result, ofRows);
      } else if (step.into) for (const target of step.into) frame.assign(target, UNKNOWN, false);
      else if (ops.length > 0) this.apply(ops, this.place);
      else if (!isHarmless(node)) throw new Beyond();
    }
  }

  protected texts(text: Node, using: readonly Node[], frame: Frame): [string, Value[]] {
    const written = textOf(this.value(text, frame)[0]);
    // EXECUTE of NULL is an error; it mostly means that something isn't understood.
    if (typeof written !== 'string') throw new Beyond();
    return [written, using.map((node) => this.value(node, frame)[0])];
  }

  protected apply(ops: readonly Op[], span: Span | undefined): void {
    if (ops.length === 0) return;
    if (ops.some(({ op }) => op === 'search path' || op === 'obscure')) throw new Beyond();
    const [first] = ops;
    if (first?.op === 'call') throw new Beyond();
    if (ops.some((op) => 'table' in op && isSystem(op.table.schema, op.table.name)))
      throw new Raised('PostgreSQL lets nobody change its own tables');
    this.context.indexes.clear();
    if (!this.world.apply(ops, span ?? first!.span))
      throw new Raised('a statement is refused', conditionOf(first?.op, this.world.reason));
  }

  protected rowsOf(rows: RowsOf, frame: Frame): [Result, boolean] {
    if ('query' in rows) return this.noting(() => this.selectNode(rows.query, frame));
    const [text, using] = this.texts(rows.text, rows.using, frame);
    const [statement, ...more] = this.world.parse(text) ?? [];
    if (!statement || more.length > 0) throw new Beyond();
    return this.noting(() => this.selectNode(statement.node, new Frame(undefined, using)));
  }

  protected selectNode(node: Node, frame: Frame): Result {
    if (!('SelectStmt' in node) || node.SelectStmt.intoClause) throw new Beyond();
    return this.context.select(node.SelectStmt, this.scope(frame));
  }

  /** The value of an expression, and whether it was worked out as if tables had no rows. */
  protected value(expression: Node, frame: Frame): [Value, boolean] {
    return this.noting(() => {
      const query = 'SelectStmt' in expression ? expression.SelectStmt : undefined;
      const target = query?.targetList?.[0];
      if (!query || !target || !('ResTarget' in target)) throw new Beyond();
      if (!query.fromClause && !query.whereClause && query.targetList!.length === 1)
        return evaluate(target.ResTarget.val, this.scope(frame), this.context);
      return this.context.select(query, this.scope(frame)).rows[0]?.[0] ?? null;
    });
  }

  /** What a query gives; undefined where it asks what no schema tells. */
  protected seen<T>(run: () => T): T | undefined {
    try {
      return run();
    } catch (error) {
      if (error instanceof Unseen) return undefined;
      throw error;
    }
  }

  protected noting<T>(run: () => T): [T, boolean] {
    const outer = this.ofRows;
    this.ofRows = false;
    try {
      const result = run();
      return [result, this.ofRows];
    } finally {
      this.ofRows = outer;
    }
  }

  protected scope(frame: Frame): Scope {
    return scopeOf(frame, () => this.context.seesRows());
  }
}
