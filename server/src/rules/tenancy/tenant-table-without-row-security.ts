import { quoteIdent } from '../../model/names';
import type { Table } from '../../model/schema';
import { defineRule } from '../define-rule';
import { addStatement, placeBehind } from '../lib/edits';
import { nameIn } from '../lib/names';
import { keywordCase } from '../lib/syntax';
import { describe } from '../lib/tables';
import { TENANT_NAMES, tenantColumn } from '../lib/tenants';

export default defineRule({
  id: 'tenant-table-without-row-security',
  category: 'tenancy',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  presets: { modular: ['warning', { always: true }] },
  needs: 'schema',
  covers: ['MT-rls', 'P147'],
  options: {
    columns: { type: 'strings', default: TENANT_NAMES, description: 'Names of the column that says whose row it is.' },
    always: {
      type: 'boolean',
      default: false,
      description: 'Also where no table of the schema uses row level security.',
    },
    everyTable: {
      type: 'boolean',
      default: false,
      description: 'Each table needs row level security, whoever owns its rows.',
    },
  },
  docs: {
    summary: 'A table with a tenant column has row level security where others have.',
    why:
      'Where policies keep tenants apart, one table that was forgotten shows the rows of all tenants. The rule speaks up where another table with a tenant ' +
      'column has row level security.',
    whenOff: 'Where the application alone keeps tenants apart.',
    references: [
      {
        title: 'PostgreSQL: Row Security Policies',
        url: 'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
      },
    ],
  },
  examples: [
    {
      title: 'forgotten',
      sql: "CREATE TABLE tasks (tenant_id uuid NOT NULL);\nALTER TABLE tasks ENABLE ROW LEVEL SECURITY;\nCREATE POLICY t ON tasks USING (tenant_id = current_setting('app.tenant_id')::uuid);\nCREATE TABLE notes (tenant_id uuid NOT NULL);",
      reports: ['notes'],
      says: '`tasks`',
      fixed:
        "CREATE TABLE tasks (tenant_id uuid NOT NULL);\nALTER TABLE tasks ENABLE ROW LEVEL SECURITY;\nCREATE POLICY t ON tasks USING (tenant_id = current_setting('app.tenant_id')::uuid);\nCREATE TABLE notes (tenant_id uuid NOT NULL);\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;\nCREATE POLICY tenant_isolation ON notes USING (tenant_id = (SELECT current_setting('app.tenant_id'))::uuid);",
    },
    {
      title: 'each table, where that is asked for',
      sql: 'CREATE TABLE notes (id int);',
      options: { everyTable: true },
      reports: ['notes'],
    },
    {
      title: 'nobody uses policies',
      sql: 'CREATE TABLE tasks (tenant_id uuid NOT NULL);\nCREATE TABLE notes (tenant_id uuid NOT NULL);',
      reports: [],
    },
    {
      title: 'tables of no tenant, and the tenants',
      sql: 'CREATE TABLE tasks (tenant_id uuid NOT NULL);\nALTER TABLE tasks ENABLE ROW LEVEL SECURITY;\nCREATE TABLE countries (code text);\nCREATE TABLE tenants (id uuid, tenant_id uuid);',
      reports: [],
    },
  ],
  table(table, context) {
    if (table.rowSecurity.enabled || table.open) return;
    const columns = context.option('columns');
    const found = tenantColumn(table, columns);
    if (!found && !context.option('everyTable')) return;
    const other = found && [...context.schema.tables()].find((each) => isGuarded(each, columns));
    if (found && !other && !context.option('always')) return;
    const source = placeBehind(table.origin.source, table);
    const spelled = keywordCase(source, context);
    const name = nameIn(source, table);
    const enable = `${spelled('ALTER TABLE')} ${name} ${spelled('ENABLE ROW LEVEL SECURITY')}`;
    const column = quoteIdent(found?.name ?? '');
    const policy = `${spelled('CREATE POLICY')} tenant_isolation ${spelled('ON')} ${name} ${spelled('USING')} (${column} = (${spelled('SELECT')} current_setting('app.tenant_id'))::${found?.type.display})`;
    const sql = found ? `${enable};\n${policy}` : enable;
    context.report({
      at: table.nameOrigin,
      message: other
        ? `${describe(table)} has \`${found.name}\` but no row level security, unlike ${describe(other)}: rows of all tenants are seen there. Enable it and add a policy.`
        : `${describe(table)} has no row level security, so who may read the table reads all rows. Enable it and add a policy.`,
      fixes: [{ title: 'Enable row level security', kind: 'suggestion', edits: [addStatement(source, sql, context)] }],
      related: other ? [{ at: other.nameOrigin, message: 'This table has it.' }] : [],
    });
  },
});

function isGuarded(table: Table, columns: readonly string[]): boolean {
  return table.rowSecurity.enabled && tenantColumn(table, columns) !== undefined;
}
