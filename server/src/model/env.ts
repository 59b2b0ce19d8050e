import type { TypeName } from '@pgsql/types';
import { operatorName } from './code-facts';
import { catalogOf, type CatalogOperator, type TypeId } from './expr/catalog';
import { systemRelation, SYSTEM_DOMAINS } from './system-catalog';
import { idOf, typeOf } from './expr/type-table';
import type { FunctionSignature, NamedType, SqlType, UserType as QueryType } from './expr/env';
import { sqlType } from './expr/format';
import type { Name } from './names';
import type { QueryEnv, Relation } from './query/env';
import type { SchemaFunction, SchemaView, Table, UserType } from './schema';
import { readType, type TypeFact } from './types';

/** What a place of a schema needs besides the schema to be read: see `QueryEnv`. */
export interface Place {
  readonly path: readonly string[];
  /** Relations as they are there; the schema's own where it isn't given. */
  relation?(name: Name): Table | undefined;
  mayExist?(name: Name): boolean;
}

/** A schema as expressions and queries see it at a place. */
export class SchemaEnv implements QueryEnv {
  readonly path: readonly string[];
  readonly extensions: ReadonlyMap<string, string>;

  constructor(
    private readonly schema: SchemaView,
    private readonly place: Place,
  ) {
    this.path = place.path;
    this.extensions = installed(schema);
  }

  type(name: TypeName): SqlType | undefined {
    return this.typeOf(readType(name), this.path);
  }

  /** A type as it is written somewhere; undefined where nobody knows it. */
  typeOf(fact: TypeFact, path: readonly string[]): SqlType | undefined {
    if (fact.builtIn) return sqlType(fact);
    const found = this.schema.type(fact.name, path);
    // It may have another name by now.
    if (found) return sqlType({ ...fact, name: { name: found.name } }, found.schema);
    const extension = this.extensionSchema(fact.name);
    if (extension !== undefined) return sqlType(fact, extension);
    const row = this.schema.resolve(fact.name, path) ?? this.multirangeHome(fact.name, path);
    return row && sqlType(fact, row.schema);
  }

  userType(key: string): QueryType | undefined {
    const dot = key.indexOf('.');
    const name = { schema: key.slice(0, dot), name: key.slice(dot + 1) };
    const type = this.schema.type(name, []);
    if (type) return this.asQueryType(type);
    const table = this.schema.resolve(name, []);
    if (table) return table.open ? undefined : { kind: 'composite', columns: this.columnsOf(table) };
    return systemType(name) ?? this.multirange(name);
  }

  functions(name: Name): readonly FunctionSignature[] {
    return this.schema.functionsNamed(name, this.path).map((each) => this.signature(each));
  }

  operators(name: Name): readonly CatalogOperator[] {
    const written = { ...name, name: operatorName(name.name) };
    return this.schema.functionsNamed(written, this.path).flatMap(({ schema, args, calls, origin }) => {
      const types = args.map((arg) => this.typeOf(arg.type, origin.source.path));
      const ids = types.flatMap((type) => (type ? [idOf(type)] : []));
      const result = calls && this.resultOf(calls, ids, origin.source.path);
      return result !== undefined && ids.length === args.length ? [{ schema, name: name.name, args: ids, result }] : [];
    });
  }

  /** What the function with just these arguments gives, of the schema or of PostgreSQL. */
  private resultOf(name: Name, args: readonly TypeId[], path: readonly string[]): TypeId | undefined {
    const same = (types: readonly (TypeId | undefined)[]) => types.length === args.length && types.every((type, i) => type === args[i]); // prettier-ignore
    const own = this.schema.functionsNamed(name, path).map((each) => this.signature(each));
    const made = own.find((each) => same(each.args.map((type) => type && idOf(type))));
    if (made) return made.returns && idOf(made.returns);
    return catalogOf(this.extensions)
      .functions(name.name)
      .find((each) => same(each.args))?.result;
  }

  relation(name: Name): Relation | undefined {
    const table = this.place.relation ? this.place.relation(name) : this.schema.resolve(name, this.path);
    if (!table) return this.sequence(name);
    const { key, schema, kind, open } = table;
    return { key, schema, name: table.name, kind, open, columns: this.columnsOf(table) };
  }

  /** A sequence is a relation with one row. */
  private sequence(name: Name): Relation | undefined {
    const found = this.schema.sequence(name, this.path);
    return (
      found && { key: found.key, schema: found.schema, name: found.name, kind: 'table', open: false, columns: SEQUENCE }
    );
  }

  mayExist(name: Name): boolean {
    return this.place.mayExist?.(name) ?? false;
  }

  columnsOf(table: Table): NamedType[] {
    return table.columns.map(({ name, type: fact, typeOrigin }) => {
      const type = this.typeOf(fact, typeOrigin.source.path);
      return { name, type, ...(!type && { written: fact }) };
    });
  }

  private asQueryType(type: UserType): QueryType | undefined {
    const of = (fact: TypeFact) => this.typeOf(fact, type.origin.source.path);
    switch (type.kind) {
      case 'enum':
        return { kind: 'enum', values: type.values };
      case 'domain': {
        const base = of(type.type);
        return base && { kind: 'domain', base };
      }
      case 'composite':
        return { kind: 'composite', columns: type.columns.map(({ name, type: fact }) => ({ name, type: of(fact) })) };
      case 'range': {
        const subtype = of(type.subtype);
        return subtype && { kind: 'range', subtype };
      }
      case 'base':
        return undefined;
    }
  }

  /** The schema of multiranges of the name. */
  private multirangeHome(name: Name, path: readonly string[]): { readonly schema: string } | undefined {
    const schemas = name.schema === undefined ? path : [name.schema];
    for (const type of this.schema.types()) {
      if (type.kind !== 'range' || type.multirange !== name.name || !schemas.includes(type.multirangeSchema)) continue;
      return { schema: type.multirangeSchema };
    }
    return undefined;
  }

  private multirange(name: Required<Name>): QueryType | undefined {
    for (const type of this.schema.types()) {
      if (type.kind !== 'range' || type.multirangeSchema !== name.schema || type.multirange !== name.name) continue;
      return { kind: 'multirange', range: { name: type.key, builtIn: false, array: false, modifiers: [] } };
    }
    return undefined;
  }

  private signature({ schema, name, kind, args, returns, returnsSet, origin }: SchemaFunction): FunctionSignature {
    const of = (fact: TypeFact) => this.typeOf(fact, origin.source.path);
    const inputs = args.filter((arg) => arg.mode !== 'out' && arg.mode !== 'table');
    const outputs = args.filter((arg) => arg.mode === 'out' || arg.mode === 'inout' || arg.mode === 'table');
    const single = outputs.length === 1 ? of(outputs[0]!.type) : undefined;
    const result = outputs.length > 1 ? RECORD : (single ?? (returns && of(returns)));
    return {
      schema,
      name,
      kind: kind === 'operator' ? 'function' : kind,
      args: inputs.map((arg) => of(arg.type)),
      argNames: inputs.map((arg) => arg.name ?? ''),
      defaults: inputs.filter((arg) => arg.hasDefault).length,
      variadic: inputs.at(-1)?.mode === 'variadic',
      returns: result,
      returnsSet,
      columns: outputs.map((arg, i) => ({ name: arg.name ?? `column${i + 1}`, type: of(arg.type) })),
    };
  }

  /** The schema of an extension that has the type. */
  private extensionSchema(name: Name): string | undefined {
    const catalog = catalogOf(this.extensions);
    const schemas = name.schema === undefined ? new Set(this.extensions.values()) : [name.schema];
    for (const schema of schemas) if (catalog.type(`${schema}.${name.name}`)) return schema;
    return undefined;
  }
}

/** A domain of `information_schema`, or the rows of a table of the catalogue. */
function systemType(name: Required<Name>): QueryType | undefined {
  const base = SYSTEM_DOMAINS[`${name.schema}.${name.name}`];
  if (base !== undefined) return { kind: 'domain', base: typeOf(base) };
  const relation = systemRelation(name.schema, name.name);
  return relation && { kind: 'composite', columns: relation.columns.map((each) => ({ name: each.name, type: typeOf(each.type) })) }; // prettier-ignore
}

const BIGINT: SqlType = { name: 'int8', builtIn: true, array: false, modifiers: [] };
const SEQUENCE: readonly NamedType[] = [
  { name: 'last_value', type: BIGINT },
  { name: 'log_cnt', type: BIGINT },
  { name: 'is_called', type: { ...BIGINT, name: 'bool' } },
];
const RECORD: SqlType = { name: 'record', builtIn: true, array: false, modifiers: [] };

function installed(schema: SchemaView): ReadonlyMap<string, string> {
  return new Map([...schema.extensions()].map((extension) => [extension.name, extension.schema]));
}
