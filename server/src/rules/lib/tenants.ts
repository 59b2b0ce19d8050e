import type { Column, Table } from '../../model/schema';

/** The column that says whose row it is where several customers share a table. */
export function tenantColumn(table: Table, names: readonly string[]): Column | undefined {
  const isTenants = /^tenants?$/i.test(table.name);
  return isTenants ? undefined : table.columns.find(({ name }) => names.includes(name.toLowerCase()));
}

export const TENANT_NAMES = ['tenant_id', 'tenantid'];
