import { defineRule } from '../define-rule';
import { wordsOfName } from '../lib/names';
import { changeType, plainType } from '../lib/retype';
import { wordsOfExpression } from '../lib/syntax';
import { describe, ownColumns } from '../lib/tables';

/** What people take for the usual maximum. */
const LENGTHS: Readonly<Record<string, number>> = {
  email: 255, 'email address': 255, username: 50, 'user name': 50, login: 50, phone: 20, 'phone number': 20, slug: 100, 'first name': 100,
  'last name': 100, 'postal code': 20, zip: 20, 'zip code': 20, title: 255, name: 255, locale: 10, sku: 50, code: 50, country: 100,
}; // prettier-ignore

export default defineRule({
  id: 'string-without-length',
  category: 'types',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'off' },
  oneDecision: true,
  presets: { classic: ['info'], contracts: ['info'] },
  needs: 'table',
  covers: ['TYP-varchar-length'],
  docs: {
    summary: 'Names, addresses and codes say how long they may be.',
    why:
      'Without a limit a form or a broken client can store megabytes where a screen expects a line. A limit that comes from the business is checked ' +
      'by the database for all programs.',
    whenOff:
      'Where `text` is the convention and limits are checked in the program. This rule and `varchar-255` ask for opposite things.',
    references: [
      { title: 'PostgreSQL: Character Types', url: 'https://www.postgresql.org/docs/current/datatype-character.html' },
    ],
  },
  examples: [
    {
      title: 'no limit',
      sql: 'CREATE TABLE users (\n  email text NOT NULL,\n  username VARCHAR\n);',
      reports: ['text', 'VARCHAR'],
      says: '`users.email`',
      fixed: 'CREATE TABLE users (\n  email varchar(255) NOT NULL,\n  username VARCHAR(50)\n);',
    },
    {
      title: 'one column of many',
      sql: 'CREATE TABLE pages (slug text, body text, note text);',
      reports: ['text'],
      fixed: 'CREATE TABLE pages (slug varchar(100), body text, note text);',
    },
    {
      title: 'limited',
      sql: 'CREATE TABLE users (email varchar(255), username text CHECK (length(username) <= 50));',
      reports: [],
    },
    {
      title: 'long text',
      sql: 'CREATE TABLE public.posts (\n    body text NOT NULL,\n    email_template text,\n    names text[]\n);',
      reports: [],
    },
  ],
  table(table, context) {
    const checked = new Set(
      table.constraints.flatMap(({ expression }) => (expression ? [...wordsOfExpression(expression.text)] : [])),
    );
    for (const column of ownColumns(table, context)) {
      const length = LENGTHS[wordsOfName(column.name).join(' ')];
      const type = plainType(column);
      if (length === undefined || (type !== 'text' && type !== 'varchar') || column.type.modifiers.length > 0) continue;
      if (checked.has(column.name) || column.generated) continue;
      context.report({
        at: column.typeOrigin,
        message: `Nothing limits the length of \`${table.name}.${column.name}\`, so ${describe(table)} takes megabytes where a line is meant. Say how long it may be.`,
        fixes: [changeType(column, `varchar(${length})`, context)],
      });
    }
  },
});
