import { defineRule } from '../define-rule';
import { insertAfter } from '../lib/edits';
import { keywordCase } from '../lib/syntax';
import { ownColumns } from '../lib/tables';
import { TENANT_NAMES, tenantColumn } from '../lib/tenants';

export default defineRule({
  id: 'tenant-column-loose',
  category: 'tenancy',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'warning' },
  presets: { modular: ['warning'] },
  needs: 'schema',
  covers: ['MT-tenant-column'],
  options: {
    columns: { type: 'strings', default: TENANT_NAMES, description: 'Names of the column that says whose row it is.' },
  },
  docs: {
    summary: 'The tenant of a row is NOT NULL and points to the table of tenants.',
    why:
      'A row without a tenant belongs to nobody: a policy that compares the tenant hides it from all, and a query that forgets to compare shows it to all. ' +
      'A foreign key keeps rows of tenants that never were away.',
    whenOff: 'Where rows without a tenant are shared by all.',
    references: [
      {
        title: 'PostgreSQL: Not-Null Constraints',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-NOT-NULL',
      },
      {
        title: 'PostgreSQL: Row Security Policies',
        url: 'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
      },
    ],
  },
  examples: [
    {
      title: 'it may be null',
      sql: 'CREATE TABLE tenants (id uuid PRIMARY KEY);\nCREATE TABLE tasks (\n  id uuid PRIMARY KEY,\n  tenant_id uuid REFERENCES tenants (id)\n);',
      reports: ['tenant_id'],
      says: 'may be null',
      fixed:
        'CREATE TABLE tenants (id uuid PRIMARY KEY);\nCREATE TABLE tasks (\n  id uuid PRIMARY KEY,\n  tenant_id uuid NOT NULL REFERENCES tenants (id)\n);',
    },
    {
      title: 'it points nowhere',
      sql: 'create table tenants (id bigint primary key);\ncreate table tasks (id bigint primary key, tenant_id bigint not null);',
      reports: ['tenant_id'],
      says: 'no foreign key',
      fixed:
        'create table tenants (id bigint primary key);\ncreate table tasks (id bigint primary key, tenant_id bigint references tenants not null);',
    },
    {
      title: 'both, by a key of more columns',
      sql: 'CREATE TABLE tenants (id bigint PRIMARY KEY);\nCREATE TABLE users (tenant_id bigint NOT NULL REFERENCES tenants, id bigint, PRIMARY KEY (tenant_id, id));\nCREATE TABLE tasks (tenant_id bigint NOT NULL, user_id bigint, FOREIGN KEY (tenant_id, user_id) REFERENCES users);',
      reports: [],
    },
    {
      title: 'tenants live in another database',
      sql: 'CREATE TABLE tasks (id bigint PRIMARY KEY, tenant_id uuid NOT NULL);',
      reports: [],
    },
  ],
  table(table, context) {
    const found = tenantColumn(table, context.option('columns'));
    if (!found || found.inherited || !ownColumns(table, context).includes(found)) return;
    const { source } = found.origin;
    const spelled = keywordCase(source, context);
    if (!found.notNull) {
      context.report({
        at: found.nameOrigin,
        message: `\`${table.name}.${found.name}\` may be null, and a row without a tenant is hidden from all or shown to all. Make it NOT NULL.`,
        fixes: [
          {
            title: 'Make it NOT NULL',
            kind: 'suggestion',
            edits: [insertAfter(found.typeOrigin, ` ${spelled('NOT NULL')}`)],
          },
        ],
      });
      return;
    }
    const points = table.constraints.some(
      ({ kind, columns }) => kind === 'foreign key' && columns.includes(found.name),
    );
    const tenants = ['tenants', 'tenant'].map((name) => context.schema.resolve({ name }, source.path)).find(Boolean);
    const key = tenants?.constraints.find(({ kind }) => kind === 'primary key');
    if (points || !tenants || key?.columns.length !== 1) return;
    context.report({
      at: found.nameOrigin,
      message: `\`${table.name}.${found.name}\` has no foreign key, so rows of tenants that are gone or never were stay. Let it reference \`${tenants.name}\`.`,
      fixes: [
        {
          title: `Reference \`${tenants.name}\``,
          kind: 'suggestion',
          edits: [insertAfter(found.typeOrigin, ` ${spelled('REFERENCES')} ${tenants.name}`)],
        },
      ],
      related: [{ at: tenants.nameOrigin, message: 'The tenants.' }],
    });
  },
});
