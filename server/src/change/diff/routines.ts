import type { SchemaFunction, Table, Trigger } from '../../model/schema';
import { quoteIdentifier } from '../../model/expr/format';
import { nameSql } from '../changes';
import type { Side } from './side';
import { Written } from './written';

const KINDS = ['function', 'procedure', 'aggregate'];

/** The CREATE statement of a routine under the name that it has now; undefined where it isn't written out. */
export function createRoutine(routine: SchemaFunction, side: Side, orReplace = false): string | undefined {
  const written = side.written(routine.origin);
  if (written.word(0) !== 'create') return undefined;
  let at = 1;
  while (at < 6 && !KINDS.includes(written.word(at))) at++;
  if (!KINDS.includes(written.word(at))) return undefined;
  const name = { from: at + 1, to: written.afterName(at + 1), by: nameSql(routine) };
  const head = { from: 0, to: at, by: orReplace ? 'CREATE OR REPLACE' : 'CREATE' };
  return written.with([head, name]);
}

/** What a routine does, in one spelling; its name is no part of that. */
export function bodyOf(routine: SchemaFunction, side: Side): string {
  const sql = createRoutine(routine, side);
  return sql === undefined ? '' : new Written(sql).normal();
}

/** What has to be the same for CREATE OR REPLACE: names and types of what goes in and out. */
export function signature({ kind, args, returns, returnsSet, origin }: SchemaFunction, side: Side): string {
  const list = args.map((arg) => `${arg.mode} ${arg.name ?? ''} ${side.print.typeAt(arg.type, origin)}`);
  return [kind, ...list, returns ? side.print.typeAt(returns, origin) : '', returnsSet].join('|');
}

/** The CREATE statement of a trigger as the table and the function are called now. */
export function createTrigger(trigger: Trigger, table: Table, side: Side): string | undefined {
  const written = side.written(trigger.origin);
  const at = written.find(['trigger']);
  const on = written.find(['on'], at);
  const run = written.find(['execute']);
  if (written.word(0) !== 'create' || at < 0 || on < 0 || run < 0) return undefined;
  const { path } = trigger.origin.source;
  const routine = side.schema.functionsNamed(trigger.function, path)[0] ?? trigger.function;
  const called = nameSql({ schema: routine.schema ?? 'public', name: routine.name });
  return written.with([
    { from: 0, to: 1, by: 'CREATE' },
    ...(written.word(1) === 'or' ? [{ from: 1, to: 3, by: '' }] : []),
    { from: at + 1, to: at + 2, by: quoteIdentifier(trigger.name) },
    { from: on + 1, to: written.afterName(on + 1), by: nameSql(table) },
    { from: run + 2, to: written.afterName(run + 2), by: called },
  ]).replace(/^CREATE {2,}/, 'CREATE '); // prettier-ignore
}

/** The CREATE statement of a view; undefined where what it reads has other names by now. */
export function createView(view: Table, side: Side, orReplace = false): string | undefined {
  const { renamed, below } = view as Table & {
    readonly renamed?: readonly unknown[];
    readonly below?: readonly unknown[];
  };
  const written = side.written(view.origin);
  const at = Math.max(written.find(['view']), -1);
  if (written.word(0) !== 'create' || at < 0 || (renamed?.length ?? 0) > 0 || (below?.length ?? 0) > 0)
    return undefined;
  const name = written.word(at + 1) === 'if' ? at + 4 : at + 1;
  const words = written.slice(1, at + 1).replace(/^or\s+replace\s+/i, '');
  return written.with([
    { from: 0, to: name, by: `CREATE ${orReplace ? 'OR REPLACE ' : ''}${words} ` },
    { from: name, to: written.afterName(name), by: nameSql(view) },
  ]).replace(/^(CREATE [^\n]*?) {2,}/, '$1 '); // prettier-ignore
}
