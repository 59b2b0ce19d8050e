import { quoteIdent } from '../../model/names';
import type { Table } from '../../model/schema';
import { defineRule, type Edit } from '../define-rule';
import { insertBefore } from '../lib/edits';
import { indexesOf, type IndexLike } from '../lib/indexes';
import { wordsOfName } from '../lib/names';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'unscoped-unique',
  category: 'keys',
  since: '0.2.0',
  severity: { recommended: 'hint', strict: 'info' },
  presets: { documented: ['warning'], modular: ['warning'] },
  gate: 'unique constraints',
  needs: 'table',
  covers: ['KEY-scoped-unique'],
  docs: {
    summary: 'In a table that several tenants share, names are unique within a tenant.',
    why:
      'A name that is unique in the whole table can be taken by one tenant only: the others get an error, and learn from it that somebody ' +
      'uses the name. Reported are names, slugs, codes and numbers in tables whose rows all belong to a tenant.',
    whenOff: 'Where names have to be unique among all tenants, for example as a part of an address.',
    references: [
      {
        title: 'PostgreSQL: Unique Constraints',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-UNIQUE-CONSTRAINTS',
      },
    ],
  },
  options: {
    tenants: {
      type: 'strings',
      default: ['tenant_id', 'organization_id', 'organisation_id', 'org_id', 'workspace_id', 'company_id'],
      description: 'Columns that say to whom a row belongs.',
    },
    names: {
      type: 'strings',
      default: ['name', 'slug', 'code', 'number', 'title', 'sku'],
      description: 'Last words of the names of columns that a tenant chooses.',
    },
  },
  examples: [
    {
      title: 'a constraint on its own',
      sql: 'CREATE TABLE projects (\n  id uuid PRIMARY KEY,\n  tenant_id uuid NOT NULL,\n  slug text,\n  CONSTRAINT uq_slug UNIQUE (slug)\n);',
      reports: ['CONSTRAINT uq_slug UNIQUE (slug)'],
      says: '`tenant_id`',
      fixed:
        'CREATE TABLE projects (\n  id uuid PRIMARY KEY,\n  tenant_id uuid NOT NULL,\n  slug text,\n  CONSTRAINT uq_slug UNIQUE (tenant_id, slug)\n);',
    },
    {
      title: 'an index',
      sql: 'create table projects (org_id int not null, name text);\ncreate unique index on projects (name);',
      reports: ['name'],
      fixed: 'create table projects (org_id int not null, name text);\ncreate unique index on projects (org_id, name);',
    },
    {
      title: 'with its column',
      sql: 'CREATE TABLE projects (org_id int NOT NULL, name text UNIQUE);',
      reports: ['UNIQUE'],
    },
    {
      title: 'within the tenant',
      sql: 'CREATE TABLE projects (tenant_id uuid NOT NULL, slug text, UNIQUE (tenant_id, slug));',
      reports: [],
    },
    {
      title: 'keys that nobody chooses, and rows of no tenant, as real tables have them',
      sql: 'CREATE TABLE projects (tenant_id uuid NOT NULL, token text UNIQUE, email text UNIQUE, id bigint UNIQUE);\nCREATE TABLE plans (tenant_id uuid, code text UNIQUE);\nCREATE TABLE tenants (tenant_id uuid PRIMARY KEY, name text UNIQUE);',
      reports: [],
    },
  ],
  table(table, context) {
    const tenant = context
      .option('tenants')
      .find((name) => table.columns.some((each) => each.name === name && each.notNull));
    const keys = indexesOf(table);
    // Where it alone is unique, each row is a tenant.
    if (
      tenant === undefined ||
      keys.some(({ unique, keys: [first, second] }) => unique && first?.column === tenant && !second)
    )
      return;
    for (const index of keys) {
      const name = index.keys.length === 1 ? index.keys[0]!.column : undefined;
      if (!index.unique || name === undefined || ('kind' in index.object && index.object.kind === 'primary key'))
        continue;
      if (!context.option('names').includes(wordsOfName(name).at(-1) ?? '') || isReferenced(table, name)) continue;
      const edit = scoped(index, tenant);
      context.report({
        at: 'kind' in index.object ? index.origin : index.object.keys[0]!.origin,
        message: `Only one tenant can have a \`${name}\` in ${describe(table)}, and the others learn from the error that it is taken. Make it unique together with \`${tenant}\`.`,
        fixes: edit
          ? [{ title: `Make \`${name}\` unique within \`${tenant}\``, kind: 'suggestion', edits: [edit] }]
          : [],
      });
    }
  },
});

function scoped({ object }: IndexLike, tenant: string): Edit | undefined {
  const at = 'kind' in object ? (object.inline ? undefined : object.columnOrigins[0]) : object.keys[0]?.origin;
  return at && insertBefore(at, `${quoteIdent(tenant)}, `);
}

/** A foreign key of the table's own needs it unique by itself. */
function isReferenced(table: Table, name: string): boolean {
  return table.constraints.some(
    ({ references }) =>
      references?.table.name === table.name && references.columns.length === 1 && references.columns[0] === name,
  );
}
