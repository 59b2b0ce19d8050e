import type { Cardinality, DiagramColumn, DiagramRelation, DiagramTable, DiagramView } from '../../diagram/view';
import {
  primaryKey,
  referencedColumns,
  type Column,
  type Constraint,
  type EnumType,
  type Reference,
  type SchemaView,
  type Table,
} from '../../model/schema';
import { shortType } from './short-type';
import { wordsOfName } from '../../rules/lib/names';
import { personalData } from '../../rules/lib/personal-data';

export interface Shown {
  readonly views: boolean;
  readonly enums: boolean;
}

/** Makes a file's name as people call it. */
export type FileName = (path: string) => string;

/** The diagram of a schema. Partitions are part of the table that they belong to; temporary tables are left out. */
export function schemaView(model: SchemaView, shown: Shown, nameOf: FileName): DiagramView {
  const all = [...model.tables()].filter((table) => !table.temporary);
  const parents = new Map(
    all.flatMap(({ key, partitionOf }) => (partitionOf === undefined ? [] : [[key, partitionOf]])),
  );
  const topOf = (key: string) => {
    let top = key;
    for (let i = 0, up; i < 20 && (up = parents.get(top)) !== undefined; i++) top = up;
    return top;
  };
  const parts = new Map<string, number>();
  for (const key of parents.keys()) parts.set(topOf(key), (parts.get(topOf(key)) ?? 0) + 1);
  const tables = all
    .filter(({ key, kind }) => (isView(kind) ? shown.views : !parents.has(key)))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const keys = new Set(tables.map(({ key }) => key));
  const relations = new Map<string, DiagramRelation>();
  /** The referencing columns of each table, also those of its partitions. */
  const foreign = new Map<string, Set<string>>();
  const add = (relation: DiagramRelation) => {
    if (!keys.has(relation.from) || !keys.has(relation.to)) return;
    // Each partition has the foreign keys of the whole, or all have one that the whole lacks.
    const { from, fromColumns, to, toColumns } = relation;
    const same = [from, fromColumns, to, toColumns].join('\n');
    if (!relations.has(same)) relations.set(same, relation);
  };
  for (const table of all.sort(
    (a, b) => Number(parents.has(a.key)) - Number(parents.has(b.key)) || (a.key < b.key ? -1 : 1),
  )) {
    const top = topOf(table.key);
    for (const each of table.constraints) {
      if (!each.references) continue;
      const columns = foreign.get(top);
      if (columns) for (const name of each.columns) columns.add(name);
      else foreign.set(top, new Set(each.columns));
      const target = model.resolve(each.references.table, each.origin.source.path);
      if (target) add(relationOf(table, each, each.references, target, top, topOf(target.key)));
    }
    if (shown.views) for (const use of usesOf(table, model, topOf)) add(use);
  }
  const enums = shown.enums ? enumsOf(tables, model, nameOf) : { tables: [], relations: [] };
  return {
    tables: [
      ...tables.map((table) => tableView(table, parts.get(table.key), foreign.get(table.key), model, nameOf)),
      ...enums.tables,
    ],
    relations: [...relations.values(), ...enums.relations],
  };
}

function isView(kind: Table['kind']): boolean {
  return kind === 'view' || kind === 'matview';
}

/** What was made of a table that is still the same object, with its partitions, its referencing columns and the enums of its columns. */
const made = new WeakMap<Table, { readonly rest: string; readonly view: DiagramTable }>();

function tableView(
  table: Table,
  partitions: number | undefined,
  foreign: ReadonlySet<string> | undefined,
  model: SchemaView,
  nameOf: FileName,
): DiagramTable {
  const enums = new Map(
    table.columns.flatMap((column) => {
      const type = enumOf(column, table, model);
      return type ? [[column.name, type.values] as const] : [];
    }),
  );
  const rest = `${partitions ?? ''}\n${foreign ? [...foreign].join('\n') : ''}\n${enums.size > 0 ? JSON.stringify([...enums]) : ''}`;
  const known = made.get(table);
  if (known?.rest === rest) return known.view;
  const key = new Set(primaryKey(table)?.columns);
  const unique = new Set(
    table.constraints.filter((c) => c.kind === 'unique' && c.columns.length === 1).map((c) => c.columns[0]!),
  );
  for (const { unique: isUnique, predicate, keys } of table.indexes) {
    if (isUnique && !predicate && keys.length === 1 && keys[0]!.column !== undefined) unique.add(keys[0]!.column);
  }
  const words = wordsOfName(table.name);
  const view: DiagramTable = {
    key: table.key,
    schema: table.schema,
    name: table.name,
    kind: table.kind === 'partition' ? 'table' : table.kind,
    ...(table.comment !== undefined && { comment: table.comment }),
    tags: [...(isJunction(table) ? ['junction'] : []), ...tagsOf(table.comment)],
    file: nameOf(table.origin.source.file),
    ...(partitions !== undefined && { partitions }),
    columns: table.columns.map((column): DiagramColumn => {
      const personal = personalData(wordsOfName(column.name), column.type, words);
      const values = enums.get(column.name);
      return {
        name: column.name,
        type: column.type.serial ?? shortType(column.type.display),
        primaryKey: key.has(column.name),
        foreignKey: foreign?.has(column.name) === true,
        unique: unique.has(column.name),
        notNull: column.notNull,
        ...(personal !== undefined && { personal }),
        ...(column.default && { default: column.default.text }),
        ...(column.comment !== undefined && { comment: column.comment }),
        ...(values && { values }),
      };
    }),
  };
  made.set(table, { rest, view });
  return view;
}

function tagsOf(comment: string | undefined): string[] {
  return [...new Set([...(comment ?? '').matchAll(/(?<![\w&])#([\p{L}][\p{L}\p{N}_-]*)/gu)].map(([, tag]) => tag!))];
}

/** A key made of the columns of two foreign keys, and little else in the row: it only says which rows belong together. */
function isJunction(table: Table): boolean {
  const foreign = table.constraints.filter(({ references }) => references);
  if (foreign.length < 2) return false;
  const owned = new Set(foreign.flatMap(({ columns }) => columns));
  const keys = [
    ...table.constraints
      .filter(({ kind }) => kind === 'primary key' || kind === 'unique')
      .map(({ columns }) => columns),
    ...table.indexes
      .filter(({ unique, predicate }) => unique && !predicate)
      .map((index) => index.keys.map(({ column }) => column ?? '')),
  ];
  const joins = keys.some(
    (key) =>
      key.length >= 2 &&
      key.every((name) => owned.has(name)) &&
      foreign.filter(({ columns }) => columns.every((name) => key.includes(name))).length >= 2,
  );
  const key = new Set(primaryKey(table)?.columns);
  return joins && table.columns.filter(({ name }) => !owned.has(name) && !key.has(name)).length <= 4;
}

/** What was made of a foreign key whose tables are still the same objects. */
const related = new WeakMap<
  Constraint,
  { readonly table: Table; readonly target: Table; readonly made: DiagramRelation }
>();

/** `from` and `to` are the tables that are shown for the two. */
function relationOf(
  table: Table,
  constraint: Constraint,
  references: Reference,
  target: Table,
  from: string,
  to: string,
): DiagramRelation {
  const known = related.get(constraint);
  if (known?.table === table && known.target === target && known.made.from === from && known.made.to === to)
    return known.made;
  const optional = constraint.columns.some((name) => !table.columns.find((column) => column.name === name)?.notNull);
  const key = primaryKey(table)?.columns ?? [];
  const made: DiagramRelation = {
    key: `${table.key}.${constraint.name}`,
    from,
    fromColumns: constraint.columns,
    to,
    toColumns: referencedColumns(references, target),
    fromCardinality: isUnique(table, constraint.columns) ? 'zero-or-one' : 'zero-or-more',
    toCardinality: optional ? 'zero-or-one' : 'one',
    identifying: constraint.columns.length > 0 && constraint.columns.every((name) => key.includes(name)),
    name: constraint.name,
    ...(references.onDelete !== 'no action' && { onDelete: references.onDelete }),
  };
  related.set(constraint, { table, target, made });
  return made;
}

/** Whether a key or a whole unique index lies within these columns: then each of their values stands in one row at most. */
function isUnique(table: Table, columns: readonly string[]): boolean {
  const within = (names: readonly (string | undefined)[]) =>
    names.length > 0 && names.every((name) => name !== undefined && columns.includes(name));
  return (
    table.constraints.some(({ kind, columns: key }) => (kind === 'primary key' || kind === 'unique') && within(key)) ||
    table.indexes.some(({ unique, predicate, keys }) => unique && !predicate && within(keys.map((key) => key.column)))
  );
}

/** What a view reads. */
function usesOf(table: Table, model: SchemaView, topOf: (key: string) => string): DiagramRelation[] {
  if (!isView(table.kind)) return [];
  const read = (table.query?.reads ?? []).flatMap((name) => model.resolve(name, table.origin.source.path) ?? []);
  return [...new Set(read.map(({ key }) => topOf(key)))].map((to) => useOf(table.key, [], to));
}

function useOf(from: string, fromColumns: readonly string[], to: string): DiagramRelation {
  const [many, one]: Cardinality[] = ['zero-or-more', 'one'];
  const key = `${from} ${fromColumns.join()} uses ${to}`;
  return {
    key,
    from,
    fromColumns,
    to,
    toColumns: [],
    fromCardinality: many!,
    toCardinality: one!,
    identifying: false,
    use: true,
  };
}

function enumOf(column: Column, table: Table, model: SchemaView): EnumType | undefined {
  return column.type.builtIn ? undefined : model.enum(column.type.name, table.origin.source.path);
}

function enumsOf(tables: readonly Table[], model: SchemaView, nameOf: FileName): DiagramView {
  const used = new Map<string, EnumType>();
  const relations: DiagramRelation[] = [];
  for (const table of tables) {
    for (const column of table.columns) {
      const type = enumOf(column, table, model);
      if (!type) continue;
      used.set(type.key, type);
      relations.push(useOf(table.key, [column.name], enumKey(type.key)));
    }
  }
  const plain = { type: '', primaryKey: false, foreignKey: false, unique: false, notNull: false };
  return {
    tables: [...used.values()].map(({ key, schema, name, values, comment, origin }): DiagramTable => ({
      key: enumKey(key),
      schema,
      name,
      kind: 'enum',
      ...(comment !== undefined && { comment }),
      tags: tagsOf(comment),
      file: nameOf(origin.source.file),
      columns: values.map((value) => ({ name: value, ...plain })),
    })),
    relations,
  };
}

/** An enum's key in a diagram: a table may have its name. */
export function enumKey(key: string): string {
  return `type ${key}`;
}
