import type { Column, Table } from '../../model/schema';
import { defineRule } from '../define-rule';
import { insertAfter } from '../lib/edits';
import { listed, wordsOfName } from '../lib/names';
import { findWords, keywordCase } from '../lib/syntax';
import { describe, ownColumns } from '../lib/tables';

export default defineRule({
  id: 'nullable-column',
  category: 'nullability',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'off' },
  oneDecision: true,
  presets: { documented: ['hint'], modular: ['hint'], contracts: ['hint'] },
  needs: 'table',
  covers: ['NUL-not-null-default', 'NUL-nullable-documented'],
  docs: {
    summary: 'A column that may be null says why.',
    why:
      'Each column that may be null is a case that each reader has to think of, and most of them were only never made NOT NULL. A comment on the ' +
      'column that says what null means is enough. Moments that are still to come (`deleted_at`) and references that are set to null are left alone.',
    whenOff: 'Where null needs no explanation.',
    references: [
      {
        title: 'PostgreSQL: Not-Null Constraints',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-NOT-NULL',
      },
    ],
  },
  examples: [
    {
      title: 'nobody said why',
      sql: 'CREATE TABLE users (\n  id bigint PRIMARY KEY,\n  email text,\n  name text\n);',
      reports: ['email'],
      says: '`email` and `name`',
      fixed: 'CREATE TABLE users (\n  id bigint PRIMARY KEY,\n  email text NOT NULL,\n  name text NOT NULL\n);',
    },
    {
      title: 'one of them is explained',
      sql: "create table users (id int primary key, email text, nick text);\ncomment on column users.nick is 'null: not chosen yet';",
      reports: ['email'],
      fixed:
        "create table users (id int primary key, email text not null, nick text);\ncomment on column users.nick is 'null: not chosen yet';",
    },
    {
      title: 'obvious ones',
      sql: 'CREATE TABLE posts (id bigint PRIMARY KEY, body text NOT NULL, deleted_at timestamptz, editor_id bigint REFERENCES users ON DELETE SET NULL, note text NULL);',
      reports: [],
    },
    {
      title: 'made NOT NULL later, as dumps and migrations do',
      sql: 'CREATE TABLE users (email text);\nALTER TABLE users ALTER COLUMN email SET NOT NULL;',
      reports: [],
    },
  ],
  table(table, context) {
    const found = ownColumns(table, context).filter(
      (column) => !column.notNull && !isExplained(column, table) && !findWords(context, column.origin, 'null'),
    );
    const [first] = found;
    if (!first) return;
    const names = listed(found.slice(0, 5).map(({ name }) => name));
    const more = found.length > 5 ? ` (${found.length} columns)` : '';
    const edits = found.map(({ origin }) => insertAfter(origin, keywordCase(origin.source, context)(' NOT NULL')));
    context.report({
      at: first.nameOrigin,
      message: `${names}${more} of ${describe(table)} may be null, and nothing says what that means. Make ${found.length > 1 ? 'them' : 'it'} NOT NULL, or say it in a comment.`,
      fixes: [{ title: `Make ${names}${more} NOT NULL`, kind: 'suggestion', edits }],
    });
  },
});

function isExplained({ name, comment, generated, inherited, type, default: value }: Column, table: Table): boolean {
  if (comment !== undefined || generated || inherited || value?.text.toLowerCase() === 'null') return true;
  const isMoment = type.builtIn && ['timestamptz', 'timestamp', 'date'].includes(type.name.name);
  if (isMoment && !/^(?:created|updated|inserted)/.test(wordsOfName(name)[0] ?? '')) return true;
  return table.constraints.some(
    ({ kind, columns, references }) =>
      kind === 'foreign key' && columns.includes(name) && references?.onDelete === 'set null',
  );
}
