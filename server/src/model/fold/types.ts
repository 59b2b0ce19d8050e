import type { CompositeChange, ConstraintFact, DomainChange, OpOf } from '../facts';
import { displayName, type PlacedName } from '../names';
import type { Source } from '../schema';
import type { Span } from '../../base/span';
import { dropFromTable } from './columns';
import { constraintDraft } from './drafts';
import { chooseConstraintName } from './naming';
import { renameIn } from './rename-column';
import { changeExpressions } from './rewrite';
import { originAt, type FoldState, type TableDraft, type TypeDraft } from './state';
import { refuseGone } from './targets';
import { isOf, withValue } from './type-names';
import { tablesOf } from './type-users';

interface Creation {
  readonly name: PlacedName;
  readonly span: Span;
}

/** What every new type has. */
function start(state: FoldState, op: Creation, source: Source) {
  const { schema, key } = state.target(op.name, source);
  const old = state.types.get(key);
  if ((old && old.kind !== 'base') || state.tables.has(key))
    state.refuse(`Type ${displayName({ schema, name: op.name.name })} exists already.`, source, op.name.span);
  return { key, schema, name: op.name.name, origin: originAt(source, op.span) };
}

function make(state: FoldState, type: TypeDraft): void {
  state.types.set(type.key, type);
}

export function createEnum(state: FoldState, op: OpOf<'create enum'>, source: Source): void {
  const named = start(state, op, source);
  for (const [i, value] of op.values.entries()) {
    refuseLabel(state, value, source, op.span);
    if (op.values.indexOf(value) !== i) state.refuse(`Value '${value}' is there twice.`, source, op.span);
  }
  make(state, { kind: 'enum', ...named, values: [...op.values] });
}

const MAX_LABEL_BYTES = 63;

function refuseLabel(state: FoldState, value: string, source: Source, span: Span): void {
  if (Buffer.byteLength(value) > MAX_LABEL_BYTES)
    state.refuse(`Value '${value}' is longer than ${MAX_LABEL_BYTES} bytes.`, source, span);
}

export function createComposite(state: FoldState, op: OpOf<'create composite'>, source: Source): void {
  const named = start(state, op, source);
  if (state.isTaken(named.schema, named.name))
    state.refuse(`Relation ${displayName(named)} exists already.`, source, op.name.span);
  const columns = op.columns.map(({ name, type, collation }) => ({ name, type, ...(collation && { collation }) }));
  const twice = columns.find(({ name }, i) => columns.findIndex((other) => other.name === name) !== i);
  if (twice) state.refuse(`Attribute ${twice.name} is there twice.`, source, op.span);
  make(state, { kind: 'composite', ...named, columns });
}

export function createRange(state: FoldState, op: OpOf<'create range'>, source: Source): void {
  const named = start(state, op, source);
  // `makeMultirangeTypeName` of PostgreSQL's pg_type.c
  const made = op.name.name.includes('range')
    ? op.name.name.replace('range', 'multirange')
    : `${op.name.name}_multirange`;
  make(state, {
    kind: 'range',
    ...named,
    subtype: op.subtype,
    multirange: op.multirange?.name ?? made,
    multirangeSchema: op.multirange?.schema ?? named.schema,
  });
}

export function createBaseType(state: FoldState, op: OpOf<'create base type'>, source: Source): void {
  const { schema, key } = state.target(op.name, source);
  if (!state.types.has(key))
    make(state, { kind: 'base', key, schema, name: op.name.name, origin: originAt(source, op.span) });
}

export function createDomain(state: FoldState, op: OpOf<'create domain'>, source: Source): void {
  const named = start(state, op, source);
  const { type, notNull } = op;
  const domain: DomainDraft = {
    kind: 'domain',
    ...named,
    type,
    notNull,
    ...(op.default && { default: op.default }),
    constraints: [],
  };
  for (const fact of op.constraints) addDomainCheck(state, domain, { ...fact, notValid: false }, source);
  make(state, domain);
}

type DomainDraft = Extract<TypeDraft, { kind: 'domain' }>;

function addDomainCheck(state: FoldState, domain: DomainDraft, fact: ConstraintFact, source: Source): void {
  const name = fact.name ?? chooseConstraintName(state, domain.schema, domain.name, '', 'check');
  if (domain.constraints.some((constraint) => constraint.name === name))
    state.refuse(`Domain ${displayName(domain)} already has a constraint ${name}.`, source, fact.span);
  domain.constraints.push({ ...constraintDraft(fact, name, source), columns: [] });
  state.countConstraint(domain.schema, name, 1);
}

export function alterDomain(state: FoldState, op: OpOf<'alter domain'>, source: Source): void {
  const domain = state.type(op.name, source);
  if (!domain) return refuseGone(state, op.name, source, op.name.span, false);
  if (domain.kind !== 'domain') state.refuse(`Type ${displayName(domain)} is no domain.`, source, op.name.span);
  domain.changed = originAt(source, op.span);
  changeDomain(state, domain, op, source);
}

function changeDomain(state: FoldState, domain: DomainDraft, op: OpOf<'alter domain'>, source: Source): void {
  const change: DomainChange = op.change;
  const named = (name: string) => {
    const found = domain.constraints.find((constraint) => constraint.name === name);
    // NOT NULL has a name too, which nobody keeps here.
    if (!found && !domain.notNull)
      state.refuse(`Domain ${displayName(domain)} has no constraint ${name}.`, source, op.span);
    return found;
  };
  switch (change.set) {
    case 'not null':
      domain.notNull = change.notNull;
      return;
    case 'default':
      if (change.default) domain.default = change.default;
      else delete domain.default;
      return;
    case 'add':
      if (change.constraint.kind === 'not null') domain.notNull = true;
      else addDomainCheck(state, domain, change.constraint, source);
      return;
    case 'drop': {
      if (change.ifExists && !domain.constraints.some(({ name }) => name === change.name)) return;
      const found = named(change.name);
      if (!found) {
        if (change.name === `${domain.name}_not_null`) domain.notNull = false;
        return;
      }
      domain.constraints = domain.constraints.filter((constraint) => constraint !== found);
      state.countConstraint(domain.schema, change.name, -1);
      return;
    }
    case 'validate': {
      const constraint = named(change.name);
      if (constraint) constraint.validated = true;
      return;
    }
    case 'rename': {
      const constraint = named(change.name);
      if (!constraint) return;
      state.countConstraint(domain.schema, change.name, -1);
      state.countConstraint(domain.schema, change.to, 1);
      constraint.name = change.to;
    }
  }
}

export function alterComposite(state: FoldState, op: OpOf<'alter composite'>, source: Source): void {
  const type = state.type(op.name, source);
  if (!type) return refuseGone(state, op.name, source, op.name.span, false);
  if (type.kind !== 'composite') state.refuse(`Type ${displayName(type)} is not composite.`, source, op.name.span);
  const { change } = op;
  const has = (name: string) => type.columns.some((column) => column.name === name);
  const name = change.set === 'add' ? change.column.name : change.column;
  if (change.set === 'drop' && change.ifExists && !has(name)) return;
  if (change.set === 'add' ? has(name) : !has(name))
    state.refuse(
      `Type ${displayName(type)} ${has(name) ? 'already has' : 'has no'} attribute ${name}.`,
      source,
      op.span,
    );
  if (change.set === 'rename' && has(change.to))
    state.refuse(`Type ${displayName(type)} already has attribute ${change.to}.`, source, op.span);
  type.changed = originAt(source, op.span);
  const typed = state.usersOf(type.name, (table) => table.ofType === type.key);
  if (typed[0] && !op.cascade)
    state.refuse(`Table ${displayName(typed[0])} is made of the type: say CASCADE.`, source, op.span);
  type.columns = changedColumns(type.columns, change);
  for (const table of typed) changeTyped(state, table, change, source, op.span);
}

/** A table that is made of the type follows. */
function changeTyped(state: FoldState, table: TableDraft, change: CompositeChange, source: Source, span: Span): void {
  const origin = originAt(source, span);
  if (change.set === 'add') {
    const { name, type } = change.column;
    table.columns.push({ name, type, notNull: false, origin, nameOrigin: origin, typeOrigin: origin });
  } else if (change.set === 'drop') dropFromTable(state, table, change.column, source);
  else {
    const column = table.columns.find(({ name }) => name === change.column);
    if (column && change.set === 'type') Object.assign(column, { type: change.type, typeOrigin: origin });
    else if (column && change.set === 'rename') renameIn(state, table, change.column, change.to);
  }
}

function changedColumns(
  columns: Extract<TypeDraft, { kind: 'composite' }>['columns'],
  change: CompositeChange,
): Extract<TypeDraft, { kind: 'composite' }>['columns'] {
  switch (change.set) {
    case 'add':
      return [...columns, { name: change.column.name, type: change.column.type }];
    case 'drop':
      return columns.filter(({ name }) => name !== change.column);
    case 'type':
      return columns.map((column) => (column.name === change.column ? { ...column, type: change.type } : column));
    case 'rename':
      return columns.map((column) => (column.name === change.column ? { ...column, name: change.to } : column));
  }
}

export function addEnumValue(state: FoldState, op: OpOf<'add enum value'>, source: Source): void {
  const type = enumOf(state, op, source);
  if (!type) return;
  refuseLabel(state, op.value, source, op.span);
  if (type.values.includes(op.value)) {
    if (op.ifNotExists) return;
    state.refuse(`Type ${displayName(type)} already has the value '${op.value}'.`, source, op.span);
  }
  const at = op.neighbour === undefined ? type.values.length : type.values.indexOf(op.neighbour);
  if (at < 0) state.refuse(`Type ${displayName(type)} has no value '${op.neighbour}'.`, source, op.span);
  type.changed = originAt(source, op.span);
  type.values.splice(op.neighbour !== undefined && op.after ? at + 1 : at, 0, op.value);
}

export function renameEnumValue(state: FoldState, op: OpOf<'rename enum value'>, source: Source): void {
  const type = enumOf(state, op, source);
  if (!type) return;
  if (!type.values.includes(op.value))
    state.refuse(`Type ${displayName(type)} has no value '${op.value}'.`, source, op.span);
  if (type.values.includes(op.to))
    state.refuse(`Type ${displayName(type)} already has the value '${op.to}'.`, source, op.span);
  type.changed = originAt(source, op.span);
  type.values = type.values.map((value) => (value === op.value ? op.to : value));
  for (const table of tablesOf(state, type)) {
    changeExpressions(table, (expression) => {
      const of = table.columns.some(
        (column) =>
          isOf(state, column.type, type, column.typeOrigin.source) &&
          (expression === column.default || expression.columns.includes(column.name)),
      );
      const cast = expression.casts?.some(({ name }) => name === type.name);
      return of || cast ? withValue(expression, op.value, op.to) : expression;
    });
  }
}

function enumOf(state: FoldState, op: OpOf<'add enum value'> | OpOf<'rename enum value'>, source: Source) {
  const type = state.type(op.name, source);
  if (!type) {
    refuseGone(state, op.name, source, op.name.span, false);
    return undefined;
  }
  if (type.kind !== 'enum') state.refuse(`Type ${displayName(type)} is no enum.`, source, op.name.span);
  return type;
}
