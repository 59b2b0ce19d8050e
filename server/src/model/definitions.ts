import { analyse, analyseAs, analyseCondition, type Expr, type Scope } from './expr/analyse';
import type { SqlType } from './expr/env';
import { formatSqlType, quoteIdentifier } from './expr/format';
import { defaultOpclass, knownOpclass } from './expr/opclass';
import { isComplete, print, printIndexKey } from './expr/print';
import type { SchemaEnv } from './env';
import type { ExpressionFact, IndexKeyFact } from './facts';
import {
  referencedColumns,
  type Column,
  type Constraint,
  type DomainType,
  type Index,
  type Origin,
  type Policy,
  type SchemaView,
  type Table,
} from './schema';
import type { TypeFact } from './types';

/**
 * Definitions as PostgreSQL's catalogue functions print them (`pg_get_expr`, `pg_get_constraintdef`, `pg_get_indexdef`)
 * where `search_path` is `public`. An expression that isn't fully understood is given as it is written.
 */
export class Definitions {
  constructor(
    private readonly schema: SchemaView,
    private readonly envAt: (path: readonly string[]) => SchemaEnv,
  ) {}

  /** The type of a column, as `format_type` spells it. */
  type(column: Pick<Column, 'type' | 'typeOrigin'>): string {
    const path = column.typeOrigin.source.path;
    const type = this.envAt(path).typeOf(column.type, path);
    return type ? formatSqlType(type) : column.type.display.replace(/^public\./, '');
  }

  /** A type as it is written at a place. */
  typeAt(type: TypeFact, { source }: Origin): string {
    const found = this.envAt(source.path).typeOf(type, source.path);
    return found ? formatSqlType(found) : type.display.replace(/^public\./, '');
  }

  /** A column's default; null where it has none, or one that says NULL. */
  default(column: Column): string | null {
    if (column.identity || column.generated) return null;
    if (!column.default)
      return column.sequence === undefined ? null : `nextval('${keyText(column.sequence)}'::regclass)`;
    const env = this.envAt(column.origin.source.path);
    const type = env.typeOf(column.defaultType ?? column.type, column.typeOrigin.source.path);
    const { tree, text } = column.default;
    if (!tree) return text;
    const expr = analyseAs(tree, type, NO_SCOPE, env);
    if (expr.kind === 'const' && expr.value === undefined) return null;
    return printed(expr, text);
  }

  generated(column: Column, table: Table): string | null {
    if (!column.generated) return null;
    const env = this.envAt(column.origin.source.path);
    const { tree, text } = column.generated;
    const type = env.typeOf(column.type, column.typeOrigin.source.path);
    return tree ? printed(analyseAs(tree, type, this.scopeOf(table, env), env), text) : text;
  }

  constraint(constraint: Constraint, table: Table): string {
    const deferrable = constraint.deferrable ? ' DEFERRABLE' : '';
    const deferred = constraint.initiallyDeferred ? ' INITIALLY DEFERRED' : '';
    const enforced = constraint.enforced ? '' : ' NOT ENFORCED';
    const tail = `${deferrable}${deferred}${enforced}${constraint.validated || !constraint.enforced ? '' : ' NOT VALID'}`;
    switch (constraint.kind) {
      case 'primary key':
        return `PRIMARY KEY ${keyList(constraint, ' WITHOUT OVERLAPS')}${including(constraint.include)}${tail}`;
      case 'unique': {
        const nulls = constraint.nullsNotDistinct ? 'NULLS NOT DISTINCT ' : '';
        return `UNIQUE ${nulls}${keyList(constraint, ' WITHOUT OVERLAPS')}${including(constraint.include)}${tail}`;
      }
      case 'foreign key':
        return `FOREIGN KEY ${this.foreignKey(constraint)}${tail}`;
      case 'not null':
        return `NOT NULL ${constraint.columns.map(quoteIdentifier).join(', ')}${constraint.noInherit ? ' NO INHERIT' : ''}${tail}`;
      case 'check': {
        const condition = constraint.expression ? this.condition(constraint.expression, constraint, table) : '';
        return `CHECK (${condition})${constraint.noInherit ? ' NO INHERIT' : ''}${tail}`;
      }
      case 'exclude': {
        const { method = 'gist', keys = [] } = constraint.exclusion ?? {};
        const list = keys.map((key) => `${this.key(key, method, table, constraint)} WITH ${key.operator}`);
        const where = constraint.expression
          ? ` WHERE (${this.condition(constraint.expression, constraint, table)})`
          : '';
        return `EXCLUDE USING ${method} (${list.join(', ')})${where}${tail}`;
      }
    }
  }

  policy(policy: Policy, table: Table): { readonly using: string | null; readonly check: string | null } {
    const { using, check } = policy;
    return {
      using: using ? this.condition(using, policy, table) : null,
      check: check ? this.condition(check, policy, table) : null,
    };
  }

  domainDefault({ default: value, type, origin }: DomainType): string | null {
    if (!value?.tree) return value?.text ?? null;
    const env = this.envAt(origin.source.path);
    return printed(analyseAs(value.tree, env.typeOf(type, origin.source.path), NO_SCOPE, env), value.text);
  }

  /** In a check of a domain VALUE stands for what is checked. */
  domainCheck({ expression, origin }: Constraint, domain: DomainType): string {
    const env = this.envAt(origin.source.path);
    const type = env.typeOf(domain.type, domain.origin.source.path);
    const scope: Scope = {
      column: ([name]) => (name === 'value' ? { type, print: 'VALUE' } : undefined),
      subquery: () => undefined,
    };
    const text = expression?.tree ? printed(analyseCondition(expression.tree, scope, env), expression.text) : '';
    return `CHECK (${text})`;
  }

  index(index: Index, table: Table): string {
    const keys = index.keys.map((key) => this.key(key, index.method, table, index));
    const only = table.partitionKey === undefined ? '' : 'ONLY ';
    const name = `${quoteIdentifier(table.schema)}.${quoteIdentifier(table.name)}`;
    const nulls = index.nullsNotDistinct ? ' NULLS NOT DISTINCT' : '';
    const storage = index.storage.length > 0 ? ` WITH (${index.storage.join(', ')})` : '';
    const where = index.predicate ? ` WHERE ${this.condition(index.predicate, index, table)}` : '';
    return `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${quoteIdentifier(index.name)} ON ${only}${name} USING ${index.method} (${keys.join(', ')})${including(index.include)}${nulls}${storage}${where}`;
  }

  private foreignKey(constraint: Constraint): string {
    const reference = constraint.references!;
    const target = this.schema.resolve(reference.table, constraint.origin.source.path);
    const { schema, name } = target ?? { schema: 'public', ...reference.table };
    const columns = target ? referencedColumns(reference, target) : reference.columns;
    const period = constraint.period ? 'PERIOD ' : '';
    const match = reference.matchFull ? ' MATCH FULL' : '';
    const update = reference.onUpdate === 'no action' ? '' : ` ON UPDATE ${reference.onUpdate.toUpperCase()}`;
    const set = reference.setColumns ? ` (${reference.setColumns.map(quoteIdentifier).join(', ')})` : '';
    const remove = reference.onDelete === 'no action' ? '' : ` ON DELETE ${reference.onDelete.toUpperCase()}${set}`;
    const to = `${keyText(`${schema}.${name}`)}(${withPeriod(columns, period)})`;
    return `(${withPeriod(constraint.columns, period)}) REFERENCES ${to}${match}${update}${remove}`;
  }

  private condition(fact: ExpressionFact, of: { readonly origin: Column['origin'] }, table: Table): string {
    const env = this.envAt(of.origin.source.path);
    if (!fact.tree) return fact.text;
    return printed(analyseCondition(fact.tree, this.scopeOf(table, env), env), fact.text);
  }

  private key(key: IndexKeyFact, method: string, table: Table, of: { readonly origin: Column['origin'] }): string {
    const env = this.envAt(of.origin.source.path);
    const expr = key.expression?.tree && analyse(key.expression.tree, this.scopeOf(table, env), env);
    const column = table.columns.find((candidate) => candidate.name === key.column);
    const text =
      key.column !== undefined
        ? quoteIdentifier(key.column)
        : expr && isComplete(expr)
          ? printIndexKey(expr)
          : key.text;
    if (key.column === undefined && !expr) return key.text;
    const type = column ? env.typeOf(column.type, column.typeOrigin.source.path) : expr?.type;
    const collation =
      key.collation !== undefined && key.collation !== column?.collation
        ? ` COLLATE ${quoteIdentifier(key.collation)}`
        : '';
    return `${text}${collation}${opclass(key, method, type, env)}${method === 'btree' ? direction(key) : ''}`;
  }

  /** The table's own columns: all that a check or an index can name. */
  private scopeOf(table: Table, env: SchemaEnv): Scope {
    return {
      column(fields) {
        const name = fields.at(-1);
        const found = table.columns.find((column) => column.name === name);
        if (!found) return undefined;
        return { type: env.typeOf(found.type, found.typeOrigin.source.path), print: quoteIdentifier(found.name) };
      },
      subquery: () => undefined,
    };
  }
}

const NO_SCOPE: Scope = { column: () => undefined, subquery: () => undefined };

function printed(expr: Expr, written: string): string {
  return isComplete(expr) ? print(expr) : written;
}

function opclass(key: IndexKeyFact, method: string, type: SqlType | undefined, env: SchemaEnv): string {
  const options = key.opclassOptions === undefined ? '' : ` (${key.opclassOptions})`;
  const usual = type && defaultOpclass(method, type, env);
  const name = key.opclass?.split('.').at(-1);
  if (name === undefined || (name === usual?.split('.').at(-1) && options === ''))
    return options === '' ? '' : ` ${usual ?? ''}${options}`;
  return ` ${knownOpclass(method, name, env) ?? name}${options}`;
}

/** NULLS FIRST goes without saying where the order is descending, NULLS LAST where it isn't. */
function direction(key: IndexKeyFact): string {
  if (key.descending) return key.nullsFirst === false ? ' DESC NULLS LAST' : ' DESC';
  return key.nullsFirst === true ? ' NULLS FIRST' : '';
}

function keyList(constraint: Constraint, period: string): string {
  const columns = constraint.columns.map(quoteIdentifier).join(', ');
  return `(${columns}${constraint.period ? period : ''})`;
}

function withPeriod(columns: readonly string[], period: string): string {
  return columns.map((name, i) => (i === columns.length - 1 ? period : '') + quoteIdentifier(name)).join(', ');
}

function including(columns: readonly string[]): string {
  return columns.length > 0 ? ` INCLUDE (${columns.map(quoteIdentifier).join(', ')})` : '';
}

/** `schema.name` as PostgreSQL writes it where `public` is searched. */
function keyText(key: string): string {
  const dot = key.indexOf('.');
  const schema = key.slice(0, dot);
  const name = quoteIdentifier(key.slice(dot + 1));
  return schema === 'public' ? name : `${quoteIdentifier(schema)}.${name}`;
}
