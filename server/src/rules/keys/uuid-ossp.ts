import { defineRule } from '../define-rule';
import { replace } from '../lib/edits';
import { listed } from '../lib/names';
import { defaultPlace } from '../lib/retype';
import { describe, ownColumns } from '../lib/tables';

export default defineRule({
  id: 'uuid-ossp',
  category: 'keys',
  since: '0.2.0',
  severity: { recommended: 'hint', strict: 'info' },
  oneDecision: true,
  presets: { classic: ['off'] },
  needs: 'table',
  covers: ['KEY-uuid-ossp'],
  docs: {
    summary: 'Random uuids come from `gen_random_uuid()`, not from an extension.',
    why:
      'Since PostgreSQL 13 `gen_random_uuid()` is built in. `uuid_generate_v4()` does the same and needs the extension `uuid-ossp` in each database, in a schema ' +
      'that the search path holds.',
    whenOff: 'Where the schema also runs on PostgreSQL 12 or older and no version is configured.',
    references: [
      { title: 'PostgreSQL: UUID Functions', url: 'https://www.postgresql.org/docs/current/functions-uuid.html' },
      { title: 'PostgreSQL: uuid-ossp', url: 'https://www.postgresql.org/docs/current/uuid-ossp.html' },
    ],
  },
  examples: [
    {
      title: 'a key',
      sql: 'CREATE TABLE users (\n  id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),\n  token uuid DEFAULT uuid_generate_v4()\n);',
      reports: ['uuid_generate_v4()'],
      says: '`id` and `token`',
      fixed:
        'CREATE TABLE users (\n  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),\n  token uuid DEFAULT gen_random_uuid()\n);',
    },
    {
      title: 'with its schema, added later',
      sql: 'create table users (name text);\nalter table users add column id uuid default extensions.uuid_generate_v4();',
      reports: ['extensions.uuid_generate_v4()'],
      fixed: 'create table users (name text);\nalter table users add column id uuid default gen_random_uuid();',
    },
    { title: 'built in', sql: 'CREATE TABLE users (id uuid DEFAULT gen_random_uuid());', reports: [] },
    {
      title: 'another kind of uuid, which is not built in',
      sql: "CREATE TABLE users (id uuid DEFAULT uuid_generate_v5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'x'), n uuid DEFAULT uuid_generate_v1mc());",
      reports: [],
    },
    {
      title: 'not built in yet',
      sql: 'CREATE TABLE users (id uuid DEFAULT uuid_generate_v4());',
      postgresVersion: 12,
      reports: [],
    },
  ],
  table(table, context) {
    if (context.postgresVersion < 13) return;
    const found = ownColumns(table, context).flatMap((column) => {
      const tree = column.default?.tree;
      const calls = column.default?.calls ?? [];
      const isCall =
        tree !== undefined && 'FuncCall' in tree && calls.length === 1 && calls[0]!.name === 'uuid_generate_v4';
      const at = isCall ? defaultPlace(column, context) : undefined;
      return at ? [{ name: column.name, at }] : [];
    });
    if (found.length === 0) return;
    const names = listed(found.map(({ name }) => name));
    context.report({
      at: found[0]!.at,
      message: `The default of ${names} in ${describe(table)} needs an extension for what PostgreSQL has built in. Use \`gen_random_uuid()\`.`,
      fixes: [
        {
          title: 'Use `gen_random_uuid()`',
          kind: 'safe',
          edits: found.map(({ at }) => replace(at, 'gen_random_uuid()')),
        },
      ],
    });
  },
});
