import { quoteIdentifier, quoteLiteral, qualified } from '../model/expr/format';

/** An object's name with its schema. */
export interface ObjectName {
  readonly schema: string;
  readonly name: string;
}

/** A column as a new definition says it: SQL in each part, as it stands behind the column's name. */
export interface NewColumn {
  readonly name: string;
  /** `numeric(12,2)`, `serial` */
  readonly type: string;
  readonly collation?: string;
  readonly notNull?: boolean;
  /** An expression. */
  readonly default?: string;
  readonly generated?: { readonly expression: string; readonly stored: boolean };
  /** `options` with its parentheses. */
  readonly identity?: { readonly always: boolean; readonly options?: string };
}

/** What ALTER TABLE does to one table. Definitions are SQL without the name: `CHECK (total >= 0)`. */
export type TableAction =
  | { readonly do: 'add column'; readonly column: NewColumn; readonly ifNotExists?: boolean }
  | { readonly do: 'drop column'; readonly column: string }
  | { readonly do: 'set type'; readonly column: string; readonly type: string; readonly collation?: string; readonly using?: string }
  | { readonly do: 'set default'; readonly column: string; readonly expression: string }
  | { readonly do: 'drop default'; readonly column: string }
  | { readonly do: 'set not null'; readonly column: string }
  | { readonly do: 'drop not null'; readonly column: string }
  | { readonly do: 'add identity'; readonly column: string; readonly always: boolean; readonly options?: string }
  | { readonly do: 'set identity'; readonly column: string; readonly always: boolean }
  | { readonly do: 'drop identity'; readonly column: string }
  | { readonly do: 'set expression'; readonly column: string; readonly expression: string }
  | { readonly do: 'drop expression'; readonly column: string }
  | { readonly do: 'add constraint'; readonly name: string; readonly definition: string; readonly notValid?: boolean }
  | { readonly do: 'add constraint by index'; readonly name: string; readonly kind: 'PRIMARY KEY' | 'UNIQUE'; readonly index: string }
  | { readonly do: 'validate constraint'; readonly name: string }
  | { readonly do: 'drop constraint'; readonly name: string }
  | { readonly do: 'row security'; readonly set: 'ENABLE' | 'DISABLE' | 'FORCE' | 'NO FORCE' }
  | { readonly do: 'set logged'; readonly logged: boolean }
  | { readonly do: 'inherit'; readonly parent: ObjectName; readonly inherits: boolean }
  | { readonly do: 'attach partition'; readonly partition: ObjectName; readonly bound: string }
  | { readonly do: 'detach partition'; readonly partition: ObjectName }
  | { readonly do: 'set options'; readonly options: string }
  | { readonly do: 'reset options'; readonly names: readonly string[] }; // prettier-ignore

export type ObjectWord =
  | 'SCHEMA' | 'EXTENSION' | 'TYPE' | 'DOMAIN' | 'SEQUENCE' | 'FUNCTION' | 'PROCEDURE' | 'AGGREGATE' | 'TABLE' | 'FOREIGN TABLE' | 'VIEW'
  | 'MATERIALIZED VIEW' | 'INDEX'; // prettier-ignore

/** A constraint of a new table. */
export interface NewConstraint {
  readonly name: string;
  readonly definition: string;
}

/** One DDL statement as data; `printChange` writes it. */
export type SchemaChange =
  | { readonly change: 'create schema'; readonly name: string }
  | { readonly change: 'create extension'; readonly name: string; readonly schema: string }
  /** `body` is what stands behind the name: `AS ENUM ('a', 'b')`. */
  | { readonly change: 'create type'; readonly word: 'TYPE' | 'DOMAIN'; readonly name: ObjectName; readonly body: string }
  | { readonly change: 'alter type'; readonly word: 'TYPE' | 'DOMAIN'; readonly name: ObjectName; readonly action: string }
  | { readonly change: 'create sequence'; readonly name: ObjectName; readonly body?: string }
  | { readonly change: 'own sequence'; readonly name: ObjectName; readonly table: ObjectName; readonly column: string }
  | {
      readonly change: 'create table';
      readonly table: ObjectName;
      readonly columns: readonly NewColumn[];
      readonly constraints: readonly NewConstraint[];
      readonly unlogged?: boolean;
      readonly foreign?: boolean;
      readonly partitionOf?: ObjectName;
      /** What stands behind the columns: `PARTITION BY RANGE (day)`, `INHERITS (base)`. */
      readonly tail?: readonly string[];
    }
  /** Several actions are one statement. */
  | { readonly change: 'alter table'; readonly table: ObjectName; readonly actions: readonly TableAction[]; readonly only?: boolean; readonly foreign?: boolean }
  | { readonly change: 'rename'; readonly word: ObjectWord; readonly name: ObjectName; readonly to: string }
  | { readonly change: 'rename part'; readonly part: 'COLUMN' | 'CONSTRAINT'; readonly table: ObjectName; readonly name: string; readonly to: string }
  /** `definition` is what stands behind the name: `ON orders USING btree (id)`. */
  | { readonly change: 'create index'; readonly name: string; readonly unique?: boolean; readonly concurrently?: boolean; readonly definition: string }
  | { readonly change: 'drop index'; readonly name: ObjectName; readonly concurrently?: boolean }
  /** `args` are a routine's, with their parentheses. */
  | { readonly change: 'drop'; readonly word: ObjectWord; readonly name: ObjectName; readonly args?: string }
  | { readonly change: 'drop part'; readonly part: 'TRIGGER' | 'POLICY'; readonly table: ObjectName; readonly name: string }
  | { readonly change: 'create policy'; readonly table: ObjectName; readonly name: string; readonly body: string }
  /** `on` is what COMMENT ON says: `COLUMN orders.total`. */
  | { readonly change: 'comment'; readonly on: string; readonly text: string | null }
  | { readonly change: 'grant'; readonly grant: boolean; readonly privileges: readonly string[]; readonly table: ObjectName; readonly role: string }
  /** A statement as somebody wrote it (the body of a view, a routine, a trigger), or one that changes rows. */
  | { readonly change: 'statement'; readonly sql: string }; // prettier-ignore

/** The statement with its semicolon. Names are qualified unless they are in `public`. */
export function printChange(change: SchemaChange): string {
  return `${statement(change)};`;
}

function statement(change: SchemaChange): string {
  switch (change.change) {
    case 'create schema':
      return `CREATE SCHEMA ${quoteIdentifier(change.name)}`;
    case 'create extension': {
      const schema = change.schema === 'public' ? '' : ` SCHEMA ${quoteIdentifier(change.schema)}`;
      return `CREATE EXTENSION ${quoteIdentifier(change.name)}${schema}`;
    }
    case 'create type':
      return `CREATE ${change.word} ${nameSql(change.name)} ${change.body}`;
    case 'alter type':
      return `ALTER ${change.word} ${nameSql(change.name)} ${change.action}`;
    case 'create sequence':
      return `CREATE SEQUENCE ${nameSql(change.name)}${change.body === undefined ? '' : ` ${change.body}`}`;
    case 'own sequence':
      return `ALTER SEQUENCE ${nameSql(change.name)} OWNED BY ${nameSql(change.table)}.${quoteIdentifier(change.column)}`;
    case 'create table':
      return createTable(change);
    case 'alter table': {
      const head = `ALTER ${change.foreign ? 'FOREIGN ' : ''}TABLE ${change.only ? 'ONLY ' : ''}${nameSql(change.table)}`;
      const [only = '', ...more] = change.actions.map(actionSql);
      return more.length === 0 ? `${head} ${only}` : `${head}\n    ${[only, ...more].join(',\n    ')}`;
    }
    case 'rename':
      return `ALTER ${change.word} ${nameSql(change.name)} RENAME TO ${quoteIdentifier(change.to)}`;
    case 'rename part':
      return `ALTER TABLE ${nameSql(change.table)} RENAME ${change.part} ${quoteIdentifier(change.name)} TO ${quoteIdentifier(change.to)}`;
    case 'create index': {
      const words = `${change.unique ? 'UNIQUE ' : ''}INDEX ${change.concurrently ? 'CONCURRENTLY ' : ''}`;
      return `CREATE ${words}${quoteIdentifier(change.name)} ${change.definition}`;
    }
    case 'drop index':
      return `DROP INDEX ${change.concurrently ? 'CONCURRENTLY ' : ''}${nameSql(change.name)}`;
    case 'drop': {
      const isOwn = change.word === 'SCHEMA' || change.word === 'EXTENSION';
      const name = isOwn ? quoteIdentifier(change.name.name) : nameSql(change.name);
      return `DROP ${change.word} ${name}${change.args ?? ''}`;
    }
    case 'drop part':
      return `DROP ${change.part} ${quoteIdentifier(change.name)} ON ${nameSql(change.table)}`;
    case 'create policy':
      return `CREATE POLICY ${quoteIdentifier(change.name)} ON ${nameSql(change.table)}${change.body}`;
    case 'comment':
      return `COMMENT ON ${change.on} IS ${change.text === null ? 'NULL' : quoteLiteral(change.text)}`;
    case 'grant': {
      const [verb, to] = change.grant ? ['GRANT', 'TO'] : ['REVOKE', 'FROM'];
      const privileges = change.privileges.map((each) => each.toUpperCase()).join(', ');
      return `${verb} ${privileges} ON ${nameSql(change.table)} ${to} ${roleSql(change.role)}`;
    }
    case 'statement':
      return change.sql.replace(/\s*;?\s*$/, '');
  }
}

/** A name as it is written where `public` is searched. */
export function nameSql({ schema, name }: ObjectName): string {
  return qualified(schema, name);
}

export function roleSql(role: string): string {
  return /^(?:public|current_user|session_user|current_role)$/i.test(role) ? role.toUpperCase() : quoteIdentifier(role);
}

function createTable(change: Extract<SchemaChange, { change: 'create table' }>): string {
  const { table, columns, constraints, partitionOf, tail = [] } = change;
  const words = `${change.unlogged ? 'UNLOGGED ' : ''}${change.foreign ? 'FOREIGN ' : ''}`;
  const lines = [
    ...columns.map(columnSql),
    ...constraints.map(({ name, definition }) => `CONSTRAINT ${quoteIdentifier(name)} ${definition}`),
  ];
  const body = lines.length > 0 ? ` (\n    ${lines.join(',\n    ')}\n)` : partitionOf ? '' : ' ()';
  const parent = partitionOf ? ` PARTITION OF ${nameSql(partitionOf)}` : '';
  const rest = tail.map((part) => ` ${part}`).join('');
  return `CREATE ${words}TABLE ${nameSql(table)}${parent}${body}${rest}`;
}

/** A column's definition. */
export function columnSql(column: NewColumn): string {
  const { generated, identity } = column;
  const parts = [
    quoteIdentifier(column.name),
    column.type,
    ...(column.collation === undefined ? [] : [`COLLATE ${quoteIdentifier(column.collation)}`]),
    ...(column.notNull ? ['NOT NULL'] : []),
    ...(column.default === undefined ? [] : [`DEFAULT ${column.default}`]),
    ...(generated ? [`GENERATED ALWAYS AS (${generated.expression}) ${generated.stored ? 'STORED' : 'VIRTUAL'}`] : []),
    ...(identity ? [identitySql(identity)] : []),
  ];
  return parts.join(' ');
}

function identitySql({ always, options }: { readonly always: boolean; readonly options?: string }): string {
  return `GENERATED ${always ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY${options === undefined ? '' : ` ${options}`}`;
}

function actionSql(action: TableAction): string {
  const alter = 'column' in action && typeof action.column === 'string' ? `ALTER COLUMN ${quoteIdentifier(action.column)}` : ''; // prettier-ignore
  switch (action.do) {
    case 'add column':
      return `ADD COLUMN ${action.ifNotExists ? 'IF NOT EXISTS ' : ''}${columnSql(action.column)}`;
    case 'drop column':
      return `DROP COLUMN ${quoteIdentifier(action.column)}`;
    case 'set type': {
      const collation = action.collation === undefined ? '' : ` COLLATE ${quoteIdentifier(action.collation)}`;
      return `${alter} TYPE ${action.type}${collation}${action.using === undefined ? '' : ` USING ${action.using}`}`;
    }
    case 'set default':
      return `${alter} SET DEFAULT ${action.expression}`;
    case 'drop default':
      return `${alter} DROP DEFAULT`;
    case 'set not null':
      return `${alter} SET NOT NULL`;
    case 'drop not null':
      return `${alter} DROP NOT NULL`;
    case 'add identity':
      return `${alter} ADD ${identitySql(action)}`;
    case 'set identity':
      return `${alter} SET GENERATED ${action.always ? 'ALWAYS' : 'BY DEFAULT'}`;
    case 'drop identity':
      return `${alter} DROP IDENTITY`;
    case 'set expression':
      return `${alter} SET EXPRESSION AS (${action.expression})`;
    case 'drop expression':
      return `${alter} DROP EXPRESSION`;
    case 'add constraint':
      return `ADD CONSTRAINT ${quoteIdentifier(action.name)} ${action.definition}${action.notValid ? ' NOT VALID' : ''}`;
    case 'add constraint by index':
      return `ADD CONSTRAINT ${quoteIdentifier(action.name)} ${action.kind} USING INDEX ${quoteIdentifier(action.index)}`;
    case 'validate constraint':
      return `VALIDATE CONSTRAINT ${quoteIdentifier(action.name)}`;
    case 'drop constraint':
      return `DROP CONSTRAINT ${quoteIdentifier(action.name)}`;
    case 'row security':
      return `${action.set} ROW LEVEL SECURITY`;
    case 'set logged':
      return action.logged ? 'SET LOGGED' : 'SET UNLOGGED';
    case 'inherit':
      return `${action.inherits ? 'INHERIT' : 'NO INHERIT'} ${nameSql(action.parent)}`;
    case 'attach partition':
      return `ATTACH PARTITION ${nameSql(action.partition)} ${action.bound}`;
    case 'detach partition':
      return `DETACH PARTITION ${nameSql(action.partition)}`;
    case 'set options':
      return `SET ${action.options}`;
    case 'reset options':
      return `RESET (${action.names.join(', ')})`;
  }
}
