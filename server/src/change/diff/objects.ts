import { quoteIdentifier } from '../../model/expr/format';
import { displayName } from '../../model/names';
import type { SchemaFunction, Sequence, UserType } from '../../model/schema';
import { nameSql, type ObjectWord, type SchemaChange } from '../changes';
import { addComment } from './parts';
import { ordered, RANK, type Plan, type Step } from './plan';
import { bodyOf, createRoutine, signature } from './routines';
import { nameOfKey, type Side } from './side';
import { alterType, createType } from './types';

export interface ObjectChanges {
  /** Keys of types that are made anew under their name. */
  readonly replaced: ReadonlySet<string>;
  /** Bare names of routines that are dropped and made anew: what calls them has to go meanwhile. */
  readonly remadeRoutines: ReadonlySet<string>;
}

/** Adds what is done to all that is no table: schemas, extensions, types, sequences, routines. */
export function alterObjects(before: Side, after: Side, plan: Plan): ObjectChanges {
  // What is in a schema goes before it does.
  const remadeRoutines = alterRoutines(before, after, plan);
  alterSequences(before, after, plan);
  const replaced = alterTypes(before, after, plan);
  alterExtensions(before, after, plan);
  for (const name of after.schemas) if (!before.schemas.has(name)) plan.add('schema', { change: 'create schema', name }, name); // prettier-ignore
  for (const name of before.schemas)
    if (!after.schemas.has(name)) plan.remove('schema', { change: 'drop', word: 'SCHEMA', name: { schema: '', name } });
  return { replaced, remadeRoutines };
}

function alterExtensions(before: Side, after: Side, plan: Plan): void {
  const byName = (side: Side) => new Map([...side.schema.extensions()].map((each) => [each.name, each]));
  const [old, now] = [byName(before), byName(after)];
  for (const { name, schema, comment } of now.values()) {
    const was = old.get(name);
    if (!was) plan.add('extension', { change: 'create extension', name, schema }, name);
    else if (was.schema !== schema) {
      const sql = `ALTER EXTENSION ${quoteIdentifier(name)} SET SCHEMA ${quoteIdentifier(schema)}`;
      plan.add('extension', { change: 'statement', sql });
    }
    addComment(plan, `EXTENSION ${quoteIdentifier(name)}`, was?.comment, comment);
  }
  for (const { name } of old.values())
    if (!now.has(name)) plan.remove('extension', { change: 'drop', word: 'EXTENSION', name: { schema: '', name } });
}

function alterTypes(before: Side, after: Side, plan: Plan): Set<string> {
  const replaced = new Set<string>();
  const byKey = (side: Side) => new Map([...side.schema.types()].map((type) => [type.key, type]));
  const [old, now] = [byKey(before), byKey(after)];
  for (const type of now.values()) {
    const was = old.get(type.key);
    const changes = was && alterType(was, type, { before, after });
    if (changes) for (const change of changes) plan.add('alterType', change);
    else {
      const change = createType(type, after);
      if (change) plan.add('type', change, type.name);
      else plan.fail(displayName(type), `The inside of the type \`${displayName(type)}\` is code: create it by hand.`);
      if (was && change) replace(was, type, plan, replaced);
    }
    addComment(plan, `${wordOfType(type)} ${nameSql(type)}`, changes ? was?.comment : undefined, type.comment);
  }
  const gone = [...old.values()].filter(({ key }) => !now.has(key));
  for (const type of afterUsers(gone, before))
    plan.remove('type', { change: 'drop', word: wordOfType(type), name: type });
  return replaced;
}

/** Types after those that are made of them. */
function afterUsers(types: readonly UserType[], side: Side): UserType[] {
  const byName = new Map(types.map((type) => [nameSql(type), type]));
  const steps = types.flatMap((type): Step[] => {
    const change = createType(type, side) ?? { change: 'create type', word: 'TYPE', name: type, body: '' };
    return [{ rank: RANK.type, change, provides: [type.name] }];
  });
  const names = ordered(steps).map(({ change }) => (change.change === 'create type' ? nameSql(change.name) : ''));
  return names.reverse().map((name) => byName.get(name)!);
}

/** The old type steps aside until nothing is of it any more. */
function replace(was: UserType, type: UserType, plan: Plan, replaced: Set<string>): void {
  const to = `${was.name}_old`;
  replaced.add(type.key);
  plan.rename({ change: 'rename', word: wordOfType(was), name: was, to });
  plan.remove('type', { change: 'drop', word: wordOfType(was), name: { schema: was.schema, name: to } });
  if (was.kind !== 'enum' || type.kind !== 'enum') return;
  const gone = was.values.filter((value) => !type.values.includes(value));
  const name = displayName(type);
  if (gone.length > 0)
    plan.fail(name, `Rows that hold ${gone.map((value) => `'${value}'`).join(', ')} of \`${name}\` stop the migration: change them first.`); // prettier-ignore
}

function wordOfType({ kind }: UserType): 'TYPE' | 'DOMAIN' {
  return kind === 'domain' ? 'DOMAIN' : 'TYPE';
}

function alterSequences(before: Side, after: Side, plan: Plan): void {
  const [old, now] = [standalone(before), standalone(after)];
  for (const sequence of now.values()) {
    const was = old.get(sequence.key);
    if (!was && !belongs(sequence, before)) {
      plan.add('sequence', { change: 'create sequence', name: sequence, ...optionsOf(sequence, after) }, sequence.name);
    }
    const { ownedBy } = sequence;
    if (ownedBy && JSON.stringify(was?.ownedBy) !== JSON.stringify(ownedBy)) {
      const own = { change: 'own sequence', name: sequence, table: nameOfKey(ownedBy.table), column: ownedBy.column } as const; // prettier-ignore
      plan.add('ownSequence', own);
    } else if (!ownedBy && was?.ownedBy)
      plan.add('column', { change: 'statement', sql: `ALTER SEQUENCE ${nameSql(sequence)} OWNED BY NONE` });
    addComment(plan, `SEQUENCE ${nameSql(sequence)}`, was?.comment, sequence.comment);
  }
  for (const sequence of old.values()) {
    if (now.has(sequence.key) || belongs(sequence, after)) continue;
    // It goes with its column.
    if (sequence.ownedBy && !hasColumn(after, sequence.ownedBy)) continue;
    plan.remove('sequence', { change: 'drop', word: 'SEQUENCE', name: sequence });
  }
}

function standalone(side: Side): Map<string, Sequence> {
  const all = [...side.schema.sequences()].filter(({ temporary }) => !temporary);
  return new Map(all.filter((sequence) => !belongs(sequence, side)).map((sequence) => [sequence.key, sequence]));
}

/** Whether `serial` or an identity made it. */
function belongs({ key }: Sequence, side: Side): boolean {
  return [...side.tables.values()].some(
    ({ columns, query }) => !query && columns.some(({ sequence }) => sequence === key),
  );
}

function hasColumn(side: Side, { table, column }: { readonly table: string; readonly column: string }): boolean {
  return side.schema.table(table)?.columns.some(({ name }) => name === column) ?? false;
}

/** What stands behind the sequence's name, without its owner. */
function optionsOf(sequence: Sequence, side: Side): { readonly body?: string } {
  const written = side.written(sequence.origin);
  const at = written.find(['sequence']);
  if (written.word(0) !== 'create' || at < 0) return {};
  const name = written.word(at + 1) === 'if' ? at + 4 : at + 1;
  const end = written.word(written.length - 1) === ';' ? written.length - 1 : written.length;
  const body = written.slice(written.afterName(name), end).replace(/\s*\bOWNED\s+BY\s+\S+/i, '');
  return body === '' ? {} : { body };
}

function alterRoutines(before: Side, after: Side, plan: Plan): Set<string> {
  const remade = new Set<string>();
  const id = (routine: SchemaFunction, side: Side) => `${routine.key}${side.arguments(routine)}`;
  const byId = (side: Side) => new Map([...side.schema.functions()].map((each) => [id(each, side), each]));
  const [old, now] = [byId(before), byId(after)];
  for (const [key, routine] of now) {
    const was = old.get(key);
    const isSame = was && signature(was, before) === signature(routine, after);
    const on = `${wordOfRoutine(routine)} ${nameSql(routine)}${after.arguments(routine)}`;
    addComment(plan, on, isSame ? was.comment : undefined, routine.comment);
    if (isSame && bodyOf(was, before) === bodyOf(routine, after)) continue;
    if (was && !isSame) {
      remade.add(was.name);
      plan.drop('object', dropRoutine(was, before));
    }
    const sql = createRoutine(routine, after, was !== undefined && isSame === true);
    if (sql === undefined) {
      plan.fail(displayName(routine), `The routine \`${displayName(routine)}\` isn't written out: create it by hand.`);
      continue;
    }
    const rank = routine.language === 'sql' ? 'sqlRoutine' : 'routine';
    plan.add(rank, { change: 'statement', sql }, routine.name);
  }
  for (const [key, routine] of old) {
    if (now.has(key)) continue;
    const takesRow = routine.args.some(({ type }) => !type.builtIn && before.schema.resolve(type.name, routine.origin.source.path)); // prettier-ignore
    plan.remove(takesRow ? 'row routine' : 'routine', dropRoutine(routine, before));
  }
  return remade;
}

function dropRoutine(routine: SchemaFunction, side: Side): SchemaChange {
  return { change: 'drop', word: wordOfRoutine(routine), name: routine, args: side.arguments(routine) };
}

function wordOfRoutine({ kind }: SchemaFunction): ObjectWord {
  return kind === 'procedure' ? 'PROCEDURE' : kind === 'aggregate' ? 'AGGREGATE' : 'FUNCTION';
}
