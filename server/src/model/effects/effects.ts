import type { ConstraintFact, OpOf } from '../facts';
import type { Name } from '../names';
import { column as columnOf, type Constraint, type Table } from '../schema';
import type { Act } from './acts';
import { addColumn, alterColumn, isKeyKind, provesNotNull } from './columns';
import type { Before, Draft, Effect } from './effect';
import type { Form } from './forms';

/** What each part of a statement does, in the order of the text. */
export function effectsOf(acts: readonly Act[], before: Before): Effect[] {
  return acts.flatMap((act) => effectsOfAct(act, before));
}

function effectsOfAct(act: Act, before: Before): Effect[] {
  return draftsOf(act, before).map(([form, on, others = []]) => {
    const table = on && before.schema.resolve(on, before.path);
    return {
      form,
      ...(on && { on }),
      ...(table && { table }),
      others,
      act,
      span: act.span,
      ...(act.act === 'lock' && { mode: act.mode }),
    };
  });
}

function draftsOf(act: Act, before: Before): readonly Draft[] {
  switch (act.act) {
    case 'op':
      return draftsOfOp(act, before);
    case 'alter table':
      return [[formOfCommand(act.what), act.table]];
    case 'alter index':
      return [];
    case 'truncate':
      return act.tables.map((table): Draft => ['truncate', table]);
    case 'vacuum':
    case 'vacuum full':
    case 'analyze':
      return act.tables.length > 0 ? act.tables.map((table): Draft => [act.act, table]) : [[act.act]];
    case 'cluster':
      return [['cluster', act.table]];
    case 'reindex': {
      const table = act.of === 'index' && act.name ? tableOfIndex(act.name, before)?.table : act.name;
      return [[act.concurrently ? 'reindex concurrently' : act.of === 'many' ? 'reindex of many tables' : 'reindex', table]]; // prettier-ignore
    }
    case 'refresh': {
      const reads = before.schema.resolve(act.name, before.path)?.query?.reads ?? [];
      return [[act.concurrently ? 'refresh materialized view concurrently' : 'refresh materialized view', act.name, reads]]; // prettier-ignore
    }
    case 'lock':
      return act.tables.map((table): Draft => ['lock table', table]);
    case 'rule':
      return [['rule', act.table]];
    case 'statistics':
      return [['create statistics', act.table]];
    case 'alter trigger':
      return [['drop trigger', act.table]];
    case 'write':
      return [['write', act.table]];
    case 'server':
      return [['of the server']];
    default:
      return [];
  }
}

/** Of the subcommands of ALTER TABLE that leave the schema's objects as they are. */
const COMMANDS: Readonly<Record<string, Form>> = {
  AT_SetStatistics: 'set statistics',
  AT_SetOptions: 'set statistics',
  AT_ResetOptions: 'set statistics',
  AT_SetStorage: 'set storage',
  AT_SetCompression: 'set storage',
  AT_ClusterOn: 'cluster on',
  AT_DropCluster: 'cluster on',
  AT_SetTableSpace: 'set tablespace',
  AT_SetAccessMethod: 'set access method',
  AT_SetRelOptions: 'set parameters',
  AT_ResetRelOptions: 'set parameters',
  AT_ChangeOwner: 'owner',
  AT_ReplicaIdentity: 'replica identity',
  AT_DetachPartitionFinalize: 'finish detaching',
};

function formOfCommand(what: string): Form {
  if (/Trig/.test(what)) return 'switch trigger';
  if (/Rule/.test(what)) return 'switch rule';
  // What isn't known takes the strongest lock, as ALTER TABLE does.
  return COMMANDS[what] ?? 'owner';
}

function draftsOfOp(act: Extract<Act, { act: 'op' }>, before: Before): readonly Draft[] {
  const { op } = act;
  switch (op.op) {
    case 'create table':
      return createTable(op);
    case 'create view':
      return [[op.orReplace && before.schema.resolve(op.name, before.path) ? 'replace view' : op.kind === 'matview' ? 'create table of a query' : 'create view', op.name, op.query.reads]]; // prettier-ignore
    case 'drop':
      return drop(op, act, before);
    case 'rename':
      if (op.kind === 'relation') return [['rename table', op.name]];
      return op.kind === 'index' ? [['rename index']] : [];
    case 'set schema':
      return op.kind === 'relation' ? [['set schema', op.name]] : [];
    case 'add column':
      return addColumn(op, before);
    case 'drop column':
      return [['drop column', op.table]];
    case 'rename column':
      return [['rename column', op.table]];
    case 'alter column':
      return [[alterColumn(op, act.converts === true, before), op.table]];
    case 'add constraint':
      return [addConstraint(op.table, op.constraint, before)];
    case 'alter constraint':
      return [['alter constraint', op.table]];
    case 'rename constraint':
      return [['rename constraint', op.table]];
    case 'drop constraint': {
      const constraint = constraintNamed(op.table, op.name, before);
      const target = constraint?.references?.table;
      return [target ? ['drop foreign key', op.table, [target]] : ['drop constraint', op.table]];
    }
    case 'validate constraint': {
      const constraint = constraintNamed(op.table, op.name, before);
      if (constraint?.validated) return [];
      const target = constraint?.references?.table;
      return [target ? ['validate foreign key', op.table, [target]] : ['validate constraint', op.table]];
    }
    case 'attach partition':
      return [[isProven(op.partition, before) ? 'attach partition that is proven' : 'attach partition', op.partition, [op.table]]]; // prettier-ignore
    case 'detach partition':
      return [[op.concurrently ? 'detach partition concurrently' : 'detach partition', op.partition, [op.table]]];
    case 'inherit':
      return [op.inherits ? ['inherit', op.table, [op.parent]] : ['no inherit', op.table]];
    case 'row security':
      return [['row security', op.table]];
    case 'set logged': {
      const table = before.schema.resolve(op.table, before.path);
      return table && table.unlogged === !op.logged ? [] : [['set logged', op.table]];
    }
    case 'of type':
      return [['of type', op.table]];
    case 'create index':
      if (op.concurrently) return [['create index concurrently', op.table]];
      return [[op.index.only ? 'create index on the parent alone' : 'create index', op.table]];
    case 'create trigger':
      return [['create trigger', op.table]];
    case 'create policy':
    case 'alter policy':
      return [['policy', op.table]];
    case 'drop part':
    case 'rename part':
      return [[op.part === 'trigger' ? 'drop trigger' : op.part === 'policy' ? 'policy' : 'rule', op.table]];
    case 'add enum value':
      return [[before.version < 12 ? 'add enum value before 12' : 'add enum value']];
    case 'rename enum value':
      return [['rename enum value']];
    case 'alter domain':
      return alterDomain(op, before);
    case 'comment':
      return op.target === 'table' || op.target === 'column' ? [['comment', op.name]] : [];
    default:
      return [];
  }
}

function createTable(op: OpOf<'create table'>): Draft[] {
  const references = op.constraints.flatMap(({ references: to }) => (to && to.table.name !== op.name.name ? [to.table] : [])); // prettier-ignore
  return [
    ['create table', op.name],
    ...(references.length > 0 ? ([['create table with a reference', op.name, references]] as const) : []),
    ...(op.partitionOf ? ([['create partition', op.name, [op.partitionOf]]] as const) : []),
    ...(op.inherits.length > 0 ? ([['create table that inherits', op.name, op.inherits]] as const) : []),
    ...(op.query ? ([['create table of a query', op.name, op.query.reads]] as const) : []),
  ];
}

function drop(op: OpOf<'drop'>, act: { readonly concurrently?: true }, before: Before): Draft[] {
  if (op.kind === 'index') {
    const table = tableOfIndex(op.name, before)?.table;
    return [[act.concurrently ? 'drop index concurrently' : 'drop index', table && nameOf(table)]];
  }
  if (op.kind !== 'relation') return [];
  if (op.called === 'view') return [['drop view', op.name]];
  const table = before.schema.resolve(op.name, before.path);
  const targets = (table?.constraints ?? []).flatMap(({ references }) => (references && references.table.name !== op.name.name ? [references.table] : [])); // prettier-ignore
  return [['drop table', op.name, targets]];
}

function addConstraint(table: Name, constraint: ConstraintFact, before: Before): Draft {
  const { kind, references, notValid, notEnforced, usingIndex } = constraint;
  if (references) {
    const form = notValid || notEnforced ? 'add foreign key not valid' : 'add foreign key';
    return [form, table, [references.table]];
  }
  if (isKeyKind(constraint)) {
    if (usingIndex === undefined) return ['add key', table];
    const found = before.schema.resolve(table, before.path);
    const index = found?.indexes.find(({ name }) => name === usingIndex);
    const nullable = index?.keys.some(({ column }) => column !== undefined && found && columnOf(found, column)?.notNull === false && !provesNotNull(found, column)); // prettier-ignore
    return [kind === 'primary key' && nullable === true ? 'add key using index over nullable columns' : 'add key using index', table]; // prettier-ignore
  }
  return [notValid || notEnforced ? 'add check not valid' : 'add check', table];
}

export function constraintNamed(table: Name, name: string, { schema, path }: Before): Constraint | undefined {
  return schema.resolve(table, path)?.constraints.find((each) => each.name === name);
}

/** A table that has a CHECK that is valid may need no look at its rows when it becomes a partition. */
function isProven(partition: Name, { schema, path }: Before): boolean {
  const table = schema.resolve(partition, path);
  return table?.constraints.some(({ kind, validated }) => kind === 'check' && validated) ?? false;
}

function alterDomain({ name, change }: OpOf<'alter domain'>, { schema, path }: Before): Draft[] {
  if (change.set !== 'add' && change.set !== 'validate' && !(change.set === 'not null' && change.notNull)) return [];
  if (change.set === 'add' && change.constraint.notValid) return [['add domain constraint not valid']];
  const domain = schema.type(name, path);
  const users = [...schema.tables()].filter((table) => table.columns.some(({ type, typeOrigin }) => !type.builtIn && schema.type(type.name, typeOrigin.source.path) === domain)); // prettier-ignore
  return users.map((table): Draft => ['add domain constraint', nameOf(table)]);
}

/** The table that an index belongs to, and the index. */
function tableOfIndex(
  name: Name,
  { schema, path }: Before,
): { readonly table: Table; readonly index: Table['indexes'][number] } | undefined {
  for (const table of schema.tables()) {
    const index = table.indexes.find((each) => each.name === name.name);
    if (index && (name.schema === undefined ? path.includes(table.schema) : table.schema === name.schema))
      return { table, index };
  }
  return undefined;
}

function nameOf({ schema, name }: Table): Name {
  return { schema, name };
}
