import type { Range } from '../base/lines';
import type { ReferentialAction } from '../model/facts';
import { Definitions } from '../model/definitions';
import { SchemaEnv } from '../model/env';
import { Refused } from '../model/refused';
import {
  type Constraint,
  type Origin,
  type Policy,
  referencedColumns,
  type SchemaFunction,
  type SchemaView,
  type Table,
  type Trigger,
  type UserType,
} from '../model/schema';
import type { Root } from '../workspace/root';

/**
 * The merged model in its canonical form: what `tablewright catalog --json` prints. Sorted by name (bytes), so that two
 * runs print the same. Types are spelled as PostgreSQL's `format_type` spells them when `search_path` is `public`.
 */
export interface Catalog {
  readonly roots: readonly CatalogRoot[];
}
export interface CatalogRoot {
  readonly name: string;
  readonly schemas: readonly CatalogSchema[];
  readonly extensions: readonly { readonly name: string; readonly schema: string }[];
  /** What PostgreSQL would refuse, in the order of the files. */
  readonly refused: readonly (Location & { readonly message: string })[];
}
export interface CatalogSchema {
  readonly name: string;
  readonly enums: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly domains: readonly CatalogDomain[];
  readonly composites: readonly { readonly name: string; readonly columns: readonly NamedType[] }[];
  readonly ranges: readonly { readonly name: string; readonly subtype: string; readonly multirange: string }[];
  readonly sequences: readonly { readonly name: string; readonly ownedBy: string | null }[];
  readonly functions: readonly CatalogFunction[];
  readonly tables: readonly CatalogTable[];
}
interface NamedType {
  readonly name: string;
  readonly type: string;
}
export interface CatalogDomain extends NamedType {
  readonly notNull: boolean;
  readonly default: string | null;
  readonly checks: readonly { readonly name: string; readonly definition: string }[];
}
export interface CatalogFunction {
  readonly name: string;
  readonly kind: 'function' | 'procedure' | 'aggregate' | 'window';
  /** Types of the input. */
  readonly arguments: readonly string[];
  readonly returns: string | null;
  readonly returnsSet: boolean;
}
export interface CatalogTable {
  readonly name: string;
  readonly kind: Table['kind'];
  readonly comment: string | null;
  readonly columns: readonly CatalogColumn[];
  readonly constraints: readonly CatalogConstraint[];
  /** Those behind keys are the constraints themselves. */
  readonly indexes: readonly CatalogIndex[];
  readonly triggers: readonly Pick<Trigger, 'name' | 'timing' | 'events' | 'function'>[];
  readonly policies: readonly CatalogPolicy[];
  readonly rowSecurity: Table['rowSecurity'];
  readonly origin?: Location;
}
export interface CatalogPolicy extends Pick<Policy, 'name' | 'command' | 'permissive' | 'roles'> {
  readonly using: string | null;
  readonly check: string | null;
}
export interface CatalogColumn {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly default: string | null;
  readonly generated: string | null;
  readonly identity: 'always' | 'by default' | null;
  readonly comment: string | null;
}
export interface CatalogConstraint {
  readonly name: string;
  /** As `pg_constraint.contype`: primary key, unique, foreign key, check, exclude, not null (only where named or not valid). */
  readonly kind: 'p' | 'u' | 'f' | 'c' | 'x' | 'n';
  readonly columns: readonly string[];
  readonly references: { readonly schema: string; readonly table: string; readonly columns: readonly string[] } | null;
  readonly onDelete: ReferentialAction | null;
  readonly onUpdate: ReferentialAction | null;
  readonly validated: boolean;
  readonly definition: string;
}
export interface CatalogIndex {
  readonly name: string;
  readonly unique: boolean;
  readonly method: string;
  readonly definition: string;
}

/** A file as people know it, and lines in it. */
export interface Location {
  readonly file: string;
  readonly range: Range;
}
export type Locate = (origin: Origin) => Location;

export function catalogOf(root: Root, locate: Locate): CatalogRoot {
  const { model } = root;
  const envs = new Map<string, SchemaEnv>();
  const envAt = (path: readonly string[]) => {
    const key = path.join();
    let env = envs.get(key);
    if (!env) envs.set(key, (env = new SchemaEnv(model, { path })));
    return env;
  };
  const print = new Definitions(model, envAt);
  const refused = new Refused(model, envAt);
  const schemas = new Map<string, SchemaDraft>();
  const schema = (name: string): SchemaDraft => {
    let found = schemas.get(name);
    if (!found) schemas.set(name, (found = newSchema(name)));
    return found;
  };
  schema('public');
  for (const table of model.tables()) {
    if (table.temporary || refused.table(table)) continue;
    schema(table.schema).tables.push(catalogTable(table, model, print, refused, locate));
  }
  for (const type of model.types()) addType(schema(type.schema), type, print);
  for (const { schema: home, name, ownedBy, temporary } of model.sequences()) {
    if (!temporary)
      schema(home).sequences.push({ name, ownedBy: ownedBy ? `${ownedBy.table}.${ownedBy.column}` : null });
  }
  for (const each of model.functions()) schema(each.schema).functions.push(catalogFunction(each, print));
  const refusals = model.refusals().map(({ message, origin }) => ({ message, ...locate(origin) }));
  return {
    name: root.spec.name,
    schemas: [...schemas.values()].map(sorted).sort(byName),
    extensions: [...model.extensions()].map((each) => ({ name: each.name, schema: each.schema })).sort(byName),
    refused: refusals.sort((a, b) => order(a.file, b.file) || a.range.start.line - b.range.start.line),
  };
}

type SchemaDraft = {
  [K in keyof CatalogSchema]: CatalogSchema[K] extends readonly (infer T)[] ? T[] : CatalogSchema[K];
};

function newSchema(name: string): SchemaDraft {
  return { name, enums: [], domains: [], composites: [], ranges: [], sequences: [], functions: [], tables: [] };
}

function sorted(schema: SchemaDraft): CatalogSchema {
  for (const list of [schema.enums, schema.domains, schema.composites, schema.ranges, schema.sequences, schema.tables])
    list.sort(byName);
  schema.functions.sort((a, b) => byName(a, b) || order(a.arguments.join(), b.arguments.join()));
  return schema;
}

function addType(schema: SchemaDraft, type: UserType, print: Definitions): void {
  const { name } = type;
  switch (type.kind) {
    case 'enum':
      schema.enums.push({ name, values: type.values });
      return;
    case 'composite':
      schema.composites.push({
        name,
        columns: type.columns.map((each) => ({ name: each.name, type: print.typeAt(each.type, type.origin) })),
      });
      return;
    case 'range':
      schema.ranges.push({ name, subtype: print.typeAt(type.subtype, type.origin), multirange: type.multirange });
      return;
    case 'domain': {
      const checks = type.constraints.map((each) => ({ name: each.name, definition: print.domainCheck(each, type) }));
      schema.domains.push({
        name,
        type: print.typeAt(type.type, type.origin),
        notNull: type.notNull,
        default: print.domainDefault(type),
        checks: checks.sort(byName),
      });
    }
  }
}

function catalogFunction(
  { name, kind, args, returns, returnsSet, origin }: SchemaFunction,
  print: Definitions,
): CatalogFunction {
  const input = args.filter(({ mode }) => mode !== 'out' && mode !== 'table');
  const output = args.filter(({ mode }) => mode === 'out' || mode === 'inout' || mode === 'table');
  const single = output.length === 1 ? print.typeAt(output[0]!.type, origin) : undefined;
  const result = output.length > 1 ? 'record' : (single ?? (returns ? print.typeAt(returns, origin) : null));
  return {
    name,
    kind: kind === 'operator' ? 'function' : kind,
    arguments: input.map((arg) => print.typeAt(arg.type, origin)),
    returns: result,
    returnsSet,
  };
}

function catalogTable(
  table: Table,
  model: SchemaView,
  print: Definitions,
  refused: Refused,
  locate: Locate,
): CatalogTable {
  return {
    name: table.name,
    kind: table.kind,
    comment: table.comment ?? null,
    columns: table.columns.map((column) => ({
      name: column.name,
      type: print.type(column),
      notNull: column.notNull,
      default: print.default(column),
      generated: print.generated(column, table),
      identity: column.identity ?? null,
      comment: column.comment ?? null,
    })),
    constraints: table.constraints
      .filter((constraint) => !refused.constraint(constraint, table))
      .map((constraint) => catalogConstraint(constraint, table, model, print))
      .sort(byName),
    indexes: table.indexes
      .filter((index) => !refused.index(index, table))
      .map((index) => ({
        name: index.name,
        unique: index.unique,
        method: index.method,
        definition: print.index(index, table),
      }))
      .sort(byName),
    triggers: table.triggers
      .map(({ name, timing, events, function: runs }) => ({ name, timing, events, function: runs }))
      .sort(byName),
    policies: table.policies.map((policy) => catalogPolicy(policy, table, print)).sort(byName),
    rowSecurity: table.rowSecurity,
    origin: locate(table.origin),
  };
}

function catalogPolicy(policy: Policy, table: Table, print: Definitions): CatalogPolicy {
  const { name, command, permissive, roles } = policy;
  return { name, command, permissive, roles, ...print.policy(policy, table) };
}

const KINDS = {
  'primary key': 'p',
  unique: 'u',
  'foreign key': 'f',
  check: 'c',
  exclude: 'x',
  'not null': 'n',
} as const;

function catalogConstraint(
  constraint: Constraint,
  table: Table,
  model: SchemaView,
  print: Definitions,
): CatalogConstraint {
  const { references } = constraint;
  const target = references && model.resolve(references.table, constraint.origin.source.path);
  return {
    name: constraint.name,
    kind: KINDS[constraint.kind],
    columns: constraint.columns,
    references: references
      ? {
          schema: target?.schema ?? references.table.schema ?? 'public',
          table: target?.name ?? references.table.name,
          columns: target ? referencedColumns(references, target) : references.columns,
        }
      : null,
    onDelete: references?.onDelete ?? null,
    onUpdate: references?.onUpdate ?? null,
    validated: constraint.validated,
    definition: print.constraint(constraint, table),
  };
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return order(a.name, b.name);
}

function order(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
