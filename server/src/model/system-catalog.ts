import { SYSTEM_CATALOG } from './system-catalog.generated';

/** A table or view of `pg_catalog` or `information_schema`. */
export interface SystemRelation {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'r' | 'v';
  readonly columns: readonly SystemColumn[];
  readonly indexes: readonly { readonly name: string; readonly kind: string }[];
}

interface SystemColumn {
  readonly name: string;
  /** As `pg_type` has it, with the schema where that isn't `pg_catalog`. */
  readonly type: string;
  readonly notNull: boolean;
}

let relations: ReadonlyMap<string, SystemRelation> | undefined;

function byName(): ReadonlyMap<string, SystemRelation> {
  return (relations ??= new Map(
    SYSTEM_CATALOG.trim()
      .split('\n')
      .map((line) => {
        const [schema = '', name = '', kind = '', columns = '', ...indexes] = line.split(' ');
        return [`${schema}.${name}`, { schema, name, kind: kind as 'r' | 'v', columns: columns.split(',').map(column), indexes: indexes.map(index) }]; // prettier-ignore
      }),
  ));
}

function column(written: string): SystemColumn {
  const [name = '', type = ''] = written.split(':');
  return name.endsWith('!') ? { name: name.slice(0, -1), type, notNull: true } : { name, type, notNull: false };
}

function index(written: string): SystemRelation['indexes'][number] {
  return { name: written.slice(0, -2), kind: written.slice(-1) };
}

export function systemRelations(): readonly SystemRelation[] {
  return [...byName().values()];
}

/** What a name means; without a schema only `pg_catalog` is searched. */
export function systemRelation(schema: string | undefined, name: string): SystemRelation | undefined {
  const isOwn = schema === undefined ? name.startsWith('pg_') : schema === 'pg_catalog' || schema === 'information_schema'; // prettier-ignore
  return isOwn ? byName().get(`${schema ?? 'pg_catalog'}.${name}`) : undefined;
}

/** What the domains of `information_schema` stand on. */
export const SYSTEM_DOMAINS: Readonly<Record<string, string>> = {
  'information_schema.cardinal_number': 'int4',
  'information_schema.character_data': 'varchar',
  'information_schema.sql_identifier': 'name',
  'information_schema.time_stamp': 'timestamptz',
  'information_schema.yes_or_no': 'varchar',
};
