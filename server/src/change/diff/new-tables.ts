import { displayName } from '../../model/names';
import type { Constraint, Table } from '../../model/schema';
import type { NewConstraint, SchemaChange } from '../changes';
import type { Sides } from './columns';
import { addConstraint, createIndex, ownConstraints } from './constraints';
import type { Plan } from './plan';
import { keySql, nameOfKey, type Side } from './side';

/** Adds the tables that are made, with their keys and indexes. Foreign keys in a circle come after all tables. */
export function createTables(tables: readonly Table[], sides: Sides, plan: Plan): void {
  const waiting = new Set(tables.map(({ key }) => key));
  for (const table of inOrder(tables, sides.after)) {
    const later = new Set<Constraint>();
    for (const constraint of ownConstraints(table, sides)) {
      const target = targetOf(constraint, sides.after);
      const comesLater = target !== undefined && target.key !== table.key && waiting.has(target.key);
      if (!constraint.validated || comesLater || table.partitionOf !== undefined) later.add(constraint);
    }
    waiting.delete(table.key);
    createTable(table, later, sides, plan);
  }
}

function createTable(table: Table, later: ReadonlySet<Constraint>, sides: Sides, plan: Plan): void {
  const side = sides.after;
  const tail = tailOf(table, side);
  if (!tail.ok) return plan.fail(displayName(table), tail.words);
  for (const column of table.columns) {
    if (column.sequence === undefined || column.identity || column.default || side.serial(column, table)) continue;
    // A sequence of another name than `serial` gives it.
    plan.add(
      'sequence',
      { change: 'create sequence', name: nameOfKey(column.sequence) },
      nameOfKey(column.sequence).name,
    );
    const own = { change: 'own sequence', name: nameOfKey(column.sequence), table, column: column.name } as const;
    plan.add('ownSequence', own);
  }
  const constraints = ownConstraints(table, sides);
  plan.add('table', tableChange(table, constraints.filter((each) => !later.has(each)), tail.parts, side), table.name); // prettier-ignore
  for (const constraint of later) addConstraint(constraint, table, side, plan);
  for (const index of table.indexes) if (!index.inherited) plan.add('index', createIndex(index, table, side));
}

function tableChange(
  table: Table,
  constraints: readonly Constraint[],
  tail: readonly string[],
  side: Side,
): SchemaChange {
  const own = table.columns.filter(({ inherited }) => !inherited).map((column) => side.column(column, table));
  const named: NewConstraint[] = constraints.map((each) => ({
    name: each.name,
    definition: side.constraint(each, table),
  }));
  return {
    change: 'create table',
    table,
    columns: own,
    constraints: named,
    ...(table.unlogged && { unlogged: true }),
    ...(table.kind === 'foreign' && { foreign: true }),
    ...(table.partitionOf !== undefined && { partitionOf: nameOfKey(table.partitionOf) }),
    tail,
  };
}

type Tail = { readonly ok: true; readonly parts: readonly string[] } | { readonly ok: false; readonly words: string };

/** What stands behind the columns: parents, partitions, options. Much of it is only in the text. */
function tailOf(table: Table, side: Side): Tail {
  const written = side.written(table.origin);
  const name = displayName(table);
  const parts: string[] = [];
  if (table.inherits.length > 0) parts.push(`INHERITS (${table.inherits.map(keySql).join(', ')})`);
  if (table.partitionOf !== undefined) {
    const bound = boundOf(table, side);
    if (bound === undefined)
      return { ok: false, words: `The bounds of the partition \`${name}\` aren't known: create it by hand.` };
    parts.push(bound);
  }
  if (table.partitionKey) {
    const at = written.find(['partition', 'by']);
    const open = at < 0 ? -1 : at + 3;
    if (open < 0 || written.word(open) !== '(')
      return { ok: false, words: `The partition key of \`${name}\` isn't known: create the table by hand.` };
    parts.push(written.slice(at, written.afterParentheses(open)));
  }
  const using = written.find(['using']);
  if (using > 0) parts.push(written.slice(using, using + 2));
  const options = optionsOf(table, side);
  if (options !== undefined) parts.push(`WITH ${options}`);
  const server = table.kind === 'foreign' ? written.find(['server']) : -1;
  if (server > 0) {
    const own = written.word(server + 2) === 'options' ? written.afterParentheses(server + 3) : server + 2;
    parts.push(written.slice(server, own));
  }
  return { ok: true, parts };
}

/** `FOR VALUES …` or `DEFAULT` of a partition, from the statement that makes it or attaches it. */
export function boundOf(table: Table, side: Side): string | undefined {
  for (const origin of [table.attached, table.origin]) {
    if (!origin) continue;
    const written = side.written(origin);
    const at = written.find(['for', 'values']);
    if (at >= 0) {
      const end = written.afterParentheses(at + 3);
      const to = written.word(end) === 'to' ? written.afterParentheses(end + 1) : end;
      return written.slice(at, to);
    }
    const last = written.word(written.length - 1) === ';' ? written.length - 2 : written.length - 1;
    if (written.word(last) === 'default') return 'DEFAULT';
  }
  return undefined;
}

/** `(fillfactor = 70)` */
export function optionsOf(table: Table, side: Side): string | undefined {
  if (table.query) return undefined;
  const written = side.written(table.origin);
  const first = written.find(['with', '(']);
  const at = written.word(first - 1) === 'values' ? written.find(['with', '('], first + 1) : first;
  return at < 0 || written.word(0) !== 'create' ? undefined : written.slice(at + 1, written.afterParentheses(at + 1));
}

/** Tables after those that they come from and point to, as far as there is no circle. */
export function inOrder(tables: readonly Table[], side: Side): Table[] {
  const left = new Map(tables.map((table) => [table.key, table]));
  const out: Table[] = [];
  const visit = (table: Table) => {
    if (!left.delete(table.key)) return;
    const parents = [...table.inherits, ...(table.partitionOf === undefined ? [] : [table.partitionOf])];
    const targets = table.constraints.flatMap((constraint) => targetOf(constraint, side)?.key ?? []);
    for (const key of [...parents, ...targets]) {
      const other = left.get(key);
      if (other) visit(other);
    }
    out.push(table);
  };
  for (const table of tables) visit(table);
  return out;
}

export function targetOf({ references, origin }: Constraint, side: Side): Table | undefined {
  return references && side.schema.resolve(references.table, origin.source.path);
}
