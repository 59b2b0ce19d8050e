import type { Node, TypeName } from '@pgsql/types';
import { analyse, type Scope } from '../../server/src/model/expr/analyse';
import type { FunctionSignature, NamedType, SqlType, TypeEnv, UserType } from '../../server/src/model/expr/env';
import { quoteIdentifier, sqlType } from '../../server/src/model/expr/format';
import { readType } from '../../server/src/model/types';
import type { PgParser } from '../../server/src/sql/pg-parser';
import { testParser } from './parser';

/** What a test's expressions may refer to. Types and functions are those of the schema. */
export interface World {
  readonly types?: Readonly<Record<string, UserType>>;
  readonly functions?: readonly FunctionSignature[];
  readonly extensions?: Readonly<Record<string, string>>;
}

/** Reads expressions and types for tests. */
export class Reader {
  readonly env: TypeEnv;

  private constructor(
    private readonly parser: PgParser,
    world: World,
  ) {
    const types = world.types ?? {};
    const extensionTypes: Readonly<Record<string, readonly string[]>> = {
      citext: ['citext'],
      hstore: ['hstore'],
      ltree: ['ltree', 'lquery', 'ltxtquery'],
      cube: ['cube'],
      earthdistance: ['earth'],
      isn: ['isbn13'],
    };
    const found = new Map<string, string>();
    for (const key of Object.keys(types)) {
      found.set(key, key);
      if (key.startsWith('public.')) found.set(key.slice('public.'.length), key);
    }
    for (const [extension, schema] of Object.entries(world.extensions ?? {})) {
      for (const name of extensionTypes[extension] ?? []) {
        found.set(`${schema}.${name}`, `${schema}.${name}`);
        if (schema === 'public' || schema === 'ext') found.set(name, `${schema}.${name}`);
      }
    }
    this.env = {
      extensions: new Map(Object.entries(world.extensions ?? {})),
      path: ['public', 'ext'],
      type: (name: TypeName) => {
        const fact = readType(name);
        if (fact.builtIn) return sqlType(fact);
        const { schema, name: last } = fact.name;
        const key = found.get(schema === undefined ? last : `${schema}.${last}`);
        return key === undefined ? undefined : { ...sqlType(fact), name: key };
      },
      userType: (key) => types[key],
      functions: ({ schema = 'public', name }) =>
        (world.functions ?? []).filter((each) => each.name === name && each.schema === schema),
    };
  }

  static async create(world: World = {}): Promise<Reader> {
    return new Reader(await testParser(), world);
  }

  node(expression: string): Node {
    const outcome = this.parser.parse(`SELECT ${expression}`);
    if (!outcome.ok) throw new Error(`${outcome.message}: ${expression}`);
    const select = outcome.node && 'SelectStmt' in outcome.node ? outcome.node.SelectStmt : undefined;
    const target = select?.targetList?.[0];
    if (!target || !('ResTarget' in target) || !target.ResTarget.val) throw new Error(`no expression: ${expression}`);
    return target.ResTarget.val;
  }

  type(written: string): SqlType | undefined {
    const node = this.node(`NULL::${written}`);
    return 'TypeCast' in node && node.TypeCast.typeName ? this.env.type(node.TypeCast.typeName) : undefined;
  }

  /** The columns of one table; the last field counts. Subqueries are of one column, without FROM. */
  scope(columns: readonly NamedType[]): Scope {
    const scope: Scope = {
      column: (fields) => {
        const column = columns.find(({ name }) => name === fields.at(-1));
        return column && { type: column.type, print: quoteIdentifier(column.name) };
      },
      subquery: (select) => {
        const target = select.targetList?.[0];
        if (!target || !('ResTarget' in target) || !target.ResTarget.val) return undefined;
        return [{ name: '', type: analyse(target.ResTarget.val, scope, this.env).type }];
      },
    };
    return scope;
  }
}
