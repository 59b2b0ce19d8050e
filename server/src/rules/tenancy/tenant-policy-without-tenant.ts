import { defineRule } from '../define-rule';
import { mentions } from '../lib/soft-delete';
import { describe } from '../lib/tables';
import { TENANT_NAMES, tenantColumn } from '../lib/tenants';

export default defineRule({
  id: 'tenant-policy-without-tenant',
  category: 'tenancy',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'info' },
  presets: { modular: ['info'] },
  needs: 'table',
  looksAt: 'all relations',
  covers: ['MT-policy-setting'],
  options: {
    columns: { type: 'strings', default: TENANT_NAMES, description: 'Names of the column that says whose row it is.' },
  },
  docs: {
    summary: 'The policies of a table with a tenant column ask for the tenant.',
    why: "A policy that does not compare the tenant, as `tenant_id = current_setting('app.tenant_id')::uuid` does, lets rows of other tenants through.",
    whenOff: 'Where a function that the policy calls looks at the tenant, or users belong to one tenant.',
    references: [
      { title: 'PostgreSQL: CREATE POLICY', url: 'https://www.postgresql.org/docs/current/sql-createpolicy.html' },
    ],
  },
  examples: [
    {
      title: 'by the author alone',
      sql: 'CREATE TABLE notes (tenant_id int, owner text);\nCREATE POLICY own ON notes USING (owner = current_user);',
      reports: ['CREATE POLICY own ON notes USING (owner = current_user);'],
      says: '`notes.tenant_id`',
    },
    {
      title: 'for those who read',
      sql: 'CREATE TABLE notes (tenant_id int, public boolean);\nCREATE POLICY r ON notes FOR SELECT USING (public);',
      reports: ['CREATE POLICY r ON notes FOR SELECT USING (public);'],
    },
    {
      title: 'by the tenant',
      sql: "CREATE TABLE notes (tenant_id int);\nCREATE POLICY t ON notes USING (tenant_id = current_setting('app.tenant_id')::int);",
      reports: [],
    },
    {
      title: 'a function decides, or a restrictive policy beside',
      sql: "CREATE FUNCTION may_see(int) RETURNS boolean LANGUAGE sql AS 'SELECT true';\nCREATE TABLE a (tenant_id int, id int);\nCREATE POLICY f ON a USING (may_see(id));\nCREATE TABLE b (tenant_id int, owner text);\nCREATE POLICY t ON b AS RESTRICTIVE USING (tenant_id = 1);\nCREATE POLICY own ON b USING (owner = current_user);",
      reports: [],
    },
  ],
  table(table, context) {
    const tenant = tenantColumn(table, context.option('columns'));
    if (!tenant || table.policies.length === 0) return;
    const asks = ({ using, check }: (typeof table.policies)[number]) =>
      [using, check].some((each) => mentions(each?.text, tenant.name) || (each?.calls?.length ?? 0) > 0);
    if (table.policies.some((policy) => !policy.permissive && asks(policy))) return;
    const policy = table.policies.find((each) => each.permissive && !asks(each));
    if (!policy) return;
    context.report({
      at: policy.origin,
      message: `The policy \`${policy.name}\` does not ask for \`${table.name}.${tenant.name}\`, so it lets rows of other tenants of ${describe(table)} through. Compare the tenant.`,
    });
  },
});
