import { quoteIdent } from '../../model/names';
import { defineRule, type Edit } from '../define-rule';
import { addStatement } from '../lib/edits';
import { addClause } from '../lib/index-edits';
import { indexesOf, type IndexLike } from '../lib/indexes';
import { fillName, listed, nameIn } from '../lib/names';
import { removeConstraint } from '../lib/remove-constraint';
import { mentions, softDeleteColumn } from '../lib/soft-delete';
import { keywordCase } from '../lib/syntax';

/** What people choose and want to choose again. Numbers and codes that are made up are never given twice. */
const CHOSEN = new Set([
  'email',
  'username',
  'user_name',
  'login',
  'slug',
  'handle',
  'name',
  'nickname',
  'phone',
  'domain',
  'subdomain',
  'title',
]);

export default defineRule({
  id: 'unique-with-deleted-rows',
  category: 'lifecycle',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  presets: { modular: ['warning'], contracts: ['warning'] },
  gate: 'unique constraints',
  needs: 'table',
  covers: ['SDL-unique-partial'],
  docs: {
    summary: 'In a table with soft delete, names are unique among the rows that live.',
    why:
      'A deleted row keeps its e-mail address or name, so nobody can use it again: signing up anew fails with a duplicate that no list shows. ' +
      'A unique index `WHERE deleted_at IS NULL` counts the rows that live. A foreign key cannot point to it.',
    whenOff: 'Where names of deleted rows must not be used again.',
    references: [
      { title: 'PostgreSQL: Partial Indexes', url: 'https://www.postgresql.org/docs/current/indexes-partial.html' },
    ],
  },
  examples: [
    {
      title: 'an index',
      sql: 'CREATE TABLE users (id int PRIMARY KEY, email text, deleted_at timestamptz);\nCREATE UNIQUE INDEX uq_users_email ON users (lower(email), email);',
      reports: ['uq_users_email'],
      says: '`deleted_at`',
      fixed:
        'CREATE TABLE users (id int PRIMARY KEY, email text, deleted_at timestamptz);\nCREATE UNIQUE INDEX uq_users_email ON users (lower(email), email) WHERE deleted_at IS NULL;',
    },
    {
      title: 'a constraint with the column',
      sql: 'CREATE TABLE users (\n  id int PRIMARY KEY,\n  email text NOT NULL UNIQUE,\n  deleted_at timestamptz\n);',
      reports: ['UNIQUE'],
      fixed:
        'CREATE TABLE users (\n  id int PRIMARY KEY,\n  email text NOT NULL,\n  deleted_at timestamptz\n);\nCREATE UNIQUE INDEX uq_users_email ON users (email) WHERE deleted_at IS NULL;',
    },
    {
      title: 'among the rows that live',
      sql: 'CREATE TABLE users (id int PRIMARY KEY, email text, deleted_at timestamptz);\nCREATE UNIQUE INDEX ON users (email) WHERE deleted_at IS NULL;\nCREATE UNIQUE INDEX ON users (email, deleted_at);',
      reports: [],
    },
    {
      title: 'what is made up, and no soft delete',
      sql: 'CREATE TABLE orders (id int PRIMARY KEY, token uuid UNIQUE, number bigint UNIQUE, deleted_at timestamptz);\nCREATE TABLE tags (name text UNIQUE);',
      reports: [],
    },
  ],
  table(table, context) {
    const deleted = softDeleteColumn(table);
    if (!deleted) return;
    const condition = (spelled: (words: string) => string) =>
      ` ${spelled('WHERE')} ${quoteIdent(deleted.name)} ${spelled('IS NULL')}`;
    const fixOf = ({ object, origin, keys }: IndexLike): readonly Edit[] | undefined => {
      const spelled = keywordCase(origin.source, context);
      if (!('kind' in object))
        return object.storage.length > 0 ? undefined : [addClause(origin.source, condition(spelled), context)];
      const removed = removeConstraint(object, table, context);
      if (!removed) return undefined;
      const columns = keys.map(({ column }) => column!);
      const taken = new Set(indexesOf(table).filter((each) => each.object !== object).map(({ name }) => name)); // prettier-ignore
      const name = object.named ? object.name : fillName('uq_{table}_{columns}', table.name, columns, taken);
      const sql = `${spelled('CREATE UNIQUE INDEX')} ${quoteIdent(name)} ${spelled('ON')} ${nameIn(origin.source, table)} (${columns.map(quoteIdent).join(', ')})${condition(spelled)}`;
      return [removed, addStatement(origin.source, sql, context)];
    };
    for (const index of indexesOf(table)) {
      const { object, keys, unique, predicate } = index;
      const columns = keys.flatMap(({ column }) => (column === undefined ? [] : [column]));
      const isPrimary = 'kind' in object && object.kind === 'primary key';
      if (!unique || isPrimary || predicate !== undefined || object.inherited || columns.includes(deleted.name))
        continue;
      if (
        !columns.some((name) => CHOSEN.has(name.toLowerCase())) ||
        keys.some(({ sort }) => mentions(sort, deleted.name))
      )
        continue;
      const edits = fixOf(index);
      context.report({
        at: 'kind' in object ? object.origin : object.nameOrigin,
        message:
          `A deleted row of \`${table.name}\` keeps its ${listed(columns)}, so nobody can use it again. ` +
          `Make it unique among rows whose \`${deleted.name}\` is null.`,
        fixes: edits ? [{ title: 'Count rows that live only', kind: 'suggestion', edits }] : [],
      });
    }
  },
});
