import { quoteIdent } from '../../model/names';
import { primaryKey } from '../../model/schema';
import { defineRule } from '../define-rule';
import { addStatement, placeBehind } from '../lib/edits';
import { indexesOf } from '../lib/indexes';
import { fillName, nameIn } from '../lib/names';
import { mentions, softDeleteColumn } from '../lib/soft-delete';
import { keywordCase } from '../lib/syntax';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'soft-delete-without-index',
  category: 'lifecycle',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'hint' },
  presets: { modular: ['info'], contracts: ['info'] },
  gate: 'soft delete',
  needs: 'table',
  covers: ['SDL-active-index'],
  docs: {
    summary: 'A table with soft delete has an index of the rows that live.',
    why: 'Nearly each query asks for `deleted_at IS NULL`. An index with that condition leaves deleted rows out, so it is smaller and read faster.',
    whenOff: 'Where few rows are ever deleted.',
    references: [
      { title: 'PostgreSQL: Partial Indexes', url: 'https://www.postgresql.org/docs/current/indexes-partial.html' },
    ],
  },
  examples: [
    {
      title: 'none',
      sql: 'CREATE TABLE users (id uuid PRIMARY KEY, email text, deleted_at timestamptz);\nCREATE INDEX idx_users_email ON users (email);',
      reports: ['deleted_at'],
      says: '`users`',
      fixed:
        'CREATE TABLE users (id uuid PRIMARY KEY, email text, deleted_at timestamptz);\nCREATE INDEX idx_users_active ON users (id) WHERE deleted_at IS NULL;\nCREATE INDEX idx_users_email ON users (email);',
    },
    {
      title: 'only on the column itself',
      sql: 'create table posts (id int primary key, deleted_at timestamptz);\ncreate index on posts (deleted_at);',
      reports: ['deleted_at'],
    },
    {
      title: 'there is one',
      sql: 'CREATE TABLE users (id uuid PRIMARY KEY, email text, deleted_at timestamptz);\nCREATE INDEX idx_users_email ON users (email) WHERE deleted_at IS NULL;',
      reports: [],
    },
    { title: 'no soft delete', sql: 'CREATE TABLE users (id uuid PRIMARY KEY, is_deleted boolean);', reports: [] },
  ],
  table(table, context) {
    const deleted = table.open ? undefined : softDeleteColumn(table);
    if (!deleted || indexesOf(table).some(({ predicate }) => mentions(predicate, deleted.name))) return;
    const key = primaryKey(table)?.columns;
    const source = placeBehind(deleted.origin.source, table);
    const spelled = keywordCase(source, context);
    const taken = new Set(indexesOf(table).map(({ name }) => name));
    const name = fillName('idx_{table}_active', table.name, [], taken);
    const sql = `${spelled('CREATE INDEX')} ${quoteIdent(name)} ${spelled('ON')} ${nameIn(source, table)} (${(key ?? []).map(quoteIdent).join(', ')}) ${spelled('WHERE')} ${quoteIdent(deleted.name)} ${spelled('IS NULL')}`;
    context.report({
      at: deleted.nameOrigin,
      message: `No index of ${describe(table)} leaves deleted rows out, so queries for rows that live read past them. Add one with \`WHERE ${deleted.name} IS NULL\`.`,
      fixes: key
        ? [{ title: `Create index \`${name}\``, kind: 'suggestion', edits: [addStatement(source, sql, context)] }]
        : [],
    });
  },
});
