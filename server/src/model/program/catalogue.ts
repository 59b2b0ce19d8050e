import type { SchemaBefore } from './before';
import type { CatalogueRelation } from './catalogue-relation';
import { INFORMATION_SCHEMA } from './information-schema';
import { knowsExtensions } from './objects';
import { OWN_CATALOGUE } from './own-catalogue';

/** Relations that tell of rows, sessions and roles: nobody knows what they hold. */
export function isSystem(schema: string | undefined, name: string): boolean {
  return schema === 'pg_catalog' || schema === 'information_schema' || (schema === undefined && name.startsWith('pg_'));
}

/** A relation of the catalogue by its name; undefined for those that aren't known here. */
export function catalogueRelation(schema: string | undefined, name: string): CatalogueRelation | undefined {
  const full = `${schema ?? 'pg_catalog'}.${name}`;
  return INFORMATION_SCHEMA[full] ?? OWN_CATALOGUE[full];
}

/** Whether a relation of the catalogue lists all that there is. */
export function isWhole(name: string, before: SchemaBefore): boolean {
  return /class|table|column|attribute|view|index|constraint|type|proc|routine/.test(name)
    ? knowsExtensions(before)
    : true;
}
