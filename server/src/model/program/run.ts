import type { Node, SelectStmt } from '@pgsql/types';
import type { Span } from '../../base/span';
import { uncertain } from './uncertain';
import type { Op } from '../facts';
import type { Name } from '../names';
import { isList } from './builtins';
import { Beyond, Raised } from './ends';
import { cast, evaluate } from './evaluate';
import type * as Code from './program';
import type { Variable } from './program';
import { Frame, scopeOf } from './frame';
import { Statements, type Returned } from './statements';
import { allSteps, fieldsOf, handlerOf, inputsOf, type Given } from './steps';
import { timeType } from './moment-functions';
import { orUnknown, arrayOf, truthOf, UNKNOWN } from './values';

type Program = Code.Program<Op>;
type Step = Code.Step<Op>;

/** How a run of steps ended. */
type End = { readonly end: 'exit' | 'continue'; readonly label?: string } | { readonly end: 'return' } | undefined;

const MAX_STEPS = 50_000;
const MAX_DEPTH = 20;

/** Runs a program over the catalogue. Throws `Beyond` where something isn't understood, `Raised` where PostgreSQL refuses it. */
export class Run extends Statements {
  private steps = 0;
  private depth = 0;

  program(program: Program): void {
    this.block(program, new Frame(), { value: null, rows: [], columns: [] });
  }

  /** `SELECT f(…)`, `CALL p(…)` */
  query(query: SelectStmt, span: Span): void {
    this.at(span, () =>
      this.context.select(
        query,
        scopeOf(new Frame(), () => undefined),
      ),
    );
  }

  protected call(name: Name, given: Given): Returned | undefined {
    const all = this.world.callable(name);
    if (all.length === 0) return undefined;
    const valueOf = (node: Node) => evaluate(node, this.scope(new Frame()), this.context);
    const fitting = all.flatMap((each) => {
      const inputs = inputsOf(each, given, valueOf);
      return inputs ? [{ made: each, inputs }] : [];
    });
    const [called] = fitting;
    if (fitting.length !== 1 || !called) throw new Beyond();
    const { made, inputs } = called;
    const outputs = made.args.filter(({ mode }) => mode !== 'in' && mode !== 'variadic');
    const returned: Returned = {
      value: null,
      rows: [],
      columns: outputs.map((arg, i) => arg.name ?? `column${i + 1}`),
    };
    if (!made.program) {
      // What it does isn't known; what it returns even less.
      if (made.body.length > 0) throw new Beyond();
      return { ...returned, value: UNKNOWN, rows: [returned.columns.map(() => UNKNOWN)] };
    }
    if (++this.depth > MAX_DEPTH) throw new Beyond();
    const frame = new Frame(undefined, inputs);
    let next = 0;
    for (const { name: arg, mode, type } of made.args) {
      const given = mode !== 'out' && mode !== 'table' ? inputs[next++]! : null;
      // What names an object is that object from here on.
      const isName = type.builtIn && type.dimensions === 0 && /^reg(?:class|type|namespace)$/.test(type.name.name);
      const value = isName ? cast(given, { names: [{ String: { sval: type.name.name } }] }, this.context) : given;
      const time = type.builtIn && type.dimensions === 0 ? timeType(type.name.name) : undefined;
      if (arg !== undefined) frame.declare(arg, type.dimensions > 0 ? 'array' : 'scalar', value, time);
    }
    try {
      this.block(made.program, frame, returned);
    } finally {
      this.depth--;
    }
    const columns = returned.columns.length > 0 ? returned.columns : [made.name];
    if (!made.returnsSet && outputs.length > 0) {
      const row = outputs.map(({ name: output }) =>
        output === undefined ? UNKNOWN : (frame.find(output)?.value ?? null),
      );
      return { value: row.length === 1 ? row[0]! : UNKNOWN, rows: [row], columns };
    }
    // The body of a function in SQL returns what its last query gives.
    const value = made.language === 'sql' ? (returned.rows[0]?.[0] ?? null) : returned.value;
    return { value, rows: made.returnsSet ? returned.rows : [[value]], columns };
  }

  private block(steps: readonly Step[], frame: Frame, returned: Returned): End {
    for (const step of steps) {
      if (++this.steps > MAX_STEPS) throw new Beyond();
      const end = this.step(step, frame, returned);
      if (end) return end;
    }
    return undefined;
  }

  private step(step: Step, frame: Frame, returned: Returned): End {
    switch (step.do) {
      case 'block':
        return this.nested(step, frame, returned);
      case 'assign':
        frame.assign(step.to, ...this.value(step.value, frame));
        return undefined;
      case 'if':
        return this.if(step, frame, returned);
      case 'for rows':
        return this.forRows(step, frame, returned);
      case 'for numbers':
        return this.forNumbers(step, frame, returned);
      case 'for each':
        return this.forEach(step, frame, returned);
      case 'loop':
        return this.loop(step, frame, returned);
      case 'query': {
        const found = this.at(step.span, () => this.seen(() => this.noting(() => this.selectNode(step.query, frame))));
        if (!found) {
          for (const target of step.into ?? []) frame.assign(target, UNKNOWN);
          frame.found(UNKNOWN, false);
          return undefined;
        }
        const [result, ofRows] = found;
        if (step.into) frame.into(step.into, step.strict, result, ofRows);
        frame.found(result.rows.length > 0, ofRows);
        return undefined;
      }
      case 'open':
        this.cursors.set(step.cursor, { result: this.rowsOf(step.rows, frame), next: 0 });
        return undefined;
      case 'fetch':
        this.fetch(step, frame);
        return undefined;
      case 'execute':
        this.at(step.span, () => this.execute(step, frame));
        return undefined;
      case 'ddl':
        if (step.ops.length > 0) this.apply(step.ops, this.place);
        return undefined;
      case 'data':
        for (const target of step.into) frame.assign(target, UNKNOWN, false);
        frame.found(UNKNOWN, false);
        return undefined;
      case 'return':
        if (step.value) returned.value = this.value(step.value, frame)[0];
        return { end: 'return' };
      case 'return next':
        returned.rows.push(
          step.value
            ? fieldsOf(this.value(step.value, frame)[0])
            : returned.columns.map((name) => orUnknown(frame.find(name)?.value)),
        );
        return undefined;
      case 'return query':
        for (const row of this.rowsOf(step.rows, frame)[0].rows) returned.rows.push([...row]);
        return undefined;
      case 'leave':
        if (step.when && this.sure(step.when, frame) !== true) return undefined;
        return { end: step.exit ? 'exit' : 'continue', ...(step.label !== undefined && { label: step.label }) };
      case 'raise':
        if (step.unless) {
          const [value] = this.value(step.unless, frame);
          if (truthOf(value) !== false && value !== null) return undefined;
        }
        throw new Raised('an exception is raised');
      case 'not understood':
        throw new Beyond();
    }
  }

  private nested(step: Extract<Step, { do: 'block' }>, outer: Frame, returned: Returned): End {
    const frame = new Frame(outer);
    for (const variable of step.variables) this.declare(frame, variable);
    const run = () => {
      const end = this.block(step.body, frame, returned);
      return end?.end === 'exit' && end.label !== undefined && end.label === step.label ? undefined : end;
    };
    if (step.handlers.length === 0) return run();
    const mark = this.world.mark();
    try {
      return run();
    } catch (error) {
      if (!(error instanceof Raised)) throw error;
      this.world.rollBack(mark);
      this.context.indexes.clear();
      const handler = handlerOf(step.handlers, error.condition);
      if (!handler) throw error;
      return this.block(handler.body, frame, returned);
    }
  }

  private declare(frame: Frame, { name, kind, time, value }: Variable): void {
    const [given, ofRows] = value ? this.value(value, frame) : [null, false];
    frame.declare(name, kind, null, time);
    frame.assign([name], given, ofRows);
  }

  private if(step: Extract<Step, { do: 'if' }>, frame: Frame, returned: Returned): End {
    const bodies = [...step.branches.map(({ body }) => body), step.otherwise];
    for (const [i, { when, body }] of step.branches.entries()) {
      const [value, ofRows] = this.value(when, frame);
      const truth = truthOf(value);
      if (truth === UNKNOWN) {
        this.maybe(bodies.slice(i), frame);
        return undefined;
      }
      if (truth === true) {
        if (ofRows) this.skip(bodies.slice(i + 1));
        return this.block(body, frame, returned);
      }
      if (ofRows) this.skip([body]);
    }
    return this.block(step.otherwise, frame, returned);
  }

  /** Of what happens only if the rows say so, no more is known than which table it happens to. */
  private skip(bodies: readonly (readonly Step[])[]): void {
    for (const step of bodies.flatMap(allSteps)) {
      if (step.do === 'ddl') this.apply(step.ops.flatMap(uncertain), this.place);
      else if (step.do === 'execute' || step.do === 'not understood') throw new Beyond();
    }
  }

  /** Nobody knows which of these runs: that is of no account where none does anything to the schema. */
  private maybe(bodies: readonly (readonly Step[])[], frame: Frame): void {
    for (const step of bodies.flatMap(allSteps)) {
      if (step.do === 'assign') frame.assign(step.to, UNKNOWN, false);
      else if (step.do === 'data') for (const target of step.into) frame.assign(target, UNKNOWN, false);
      // An exception would have ended the migration.
      else if (step.do === 'ddl' ? step.ops.some(({ op }) => op !== 'grant') : step.do !== 'raise' && step.do !== 'if')
        throw new Beyond();
    }
  }

  private forRows(step: Extract<Step, { do: 'for rows' }>, outer: Frame, returned: Returned): End {
    const [{ columns, rows }, ofRows] = this.rowsOf(step.rows, outer);
    if (ofRows && rows.length === 0) this.skip([step.body]);
    const frame = new Frame(outer);
    for (const name of step.names) if (!outer.find(name)) frame.declare(name, 'row');
    return this.iterate(step, rows, frame, returned, (row) => {
      const [single = ''] = step.names;
      if (step.names.length > 1 || (frame.find(single)?.kind !== 'row' && columns.length === 1))
        step.names.forEach((name, i) => frame.assign([name], row[i] ?? null, false));
      else frame.setRow(single, columns, row);
    });
  }

  private forNumbers(step: Extract<Step, { do: 'for numbers' }>, outer: Frame, returned: Returned): End {
    const [from, to, by] = [step.from, step.to, step.by].map((node) => (node ? this.value(node, outer)[0] : 1));
    if (typeof from !== 'number' || typeof to !== 'number' || typeof by !== 'number' || by <= 0) throw new Beyond();
    const numbers: number[] = [];
    const sign = step.reverse ? -1 : 1;
    for (let i = from; step.reverse ? i >= to : i <= to; i += sign * by) {
      numbers.push(i);
      if (numbers.length > MAX_STEPS) throw new Beyond();
    }
    const frame = new Frame(outer);
    frame.declare(step.name, 'scalar');
    return this.iterate(step, numbers, frame, returned, (number) => frame.assign([step.name], number, false));
  }

  private forEach(step: Extract<Step, { do: 'for each' }>, frame: Frame, returned: Returned): End {
    const [value] = this.value(step.array, frame);
    const list = typeof value === 'string' ? arrayOf(value) : value;
    if (!isList(list)) throw new Beyond();
    return this.iterate(step, list, frame, returned, (element) => frame.assign([step.name], element, false));
  }

  private loop(step: Extract<Step, { do: 'loop' }>, frame: Frame, returned: Returned): End {
    const { when } = step;
    const goesOn = () => !when || this.sure(when, frame) === true;
    const turns = function* () {
      // Without an end it runs out of steps.
      while (goesOn()) yield;
    };
    return this.iterate(step, turns(), frame, returned, () => undefined);
  }

  private iterate<T>(
    { body, label }: { readonly body: readonly Step[]; readonly label?: string },
    items: Iterable<T>,
    frame: Frame,
    returned: Returned,
    set: (item: T) => void,
  ): End {
    for (const item of items) {
      if (++this.steps > MAX_STEPS) throw new Beyond();
      set(item);
      const end = this.block(body, frame, returned);
      if (!end) continue;
      if (end.end === 'return' || (end.label !== undefined && end.label !== label)) return end;
      if (end.end === 'exit') break;
    }
    return undefined;
  }
}
