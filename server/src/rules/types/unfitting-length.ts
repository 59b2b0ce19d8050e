import { defineRule } from '../define-rule';
import { wordsOfName } from '../lib/names';
import { changeType, plainType } from '../lib/retype';
import { ownColumns } from '../lib/tables';

const LONG_TEXTS = new Set(
  'description body content biography bio notes comment comments message summary remarks'.split(' '),
);

export default defineRule({
  id: 'unfitting-length',
  category: 'types',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'hint' },
  presets: { contracts: ['info'] },
  needs: 'table',
  covers: ['TYP-text-long', 'TYP-email-too-long'],
  docs: {
    summary: 'Long texts are `text`, and e-mail addresses have no more room than an address can take.',
    why:
      'A description or a message that people write gets longer than the limit that somebody guessed, and the INSERT fails. An e-mail address has at ' +
      'most 254 characters: more room only lets in what is none.',
    whenOff: 'Where the limits are those of a form.',
    references: [
      { title: 'PostgreSQL: Character Types', url: 'https://www.postgresql.org/docs/current/datatype-character.html' },
      { title: 'RFC 5321: Path length', url: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1.3' },
    ],
  },
  options: {
    email: { type: 'number', default: 320, description: 'The longest limit that an e-mail address may have.' },
    text: { type: 'number', default: 1000, description: 'A long text may have a limit above this one.' },
  },
  examples: [
    {
      title: 'an e-mail address and a description',
      sql: 'CREATE TABLE users (\n  email varchar(500) NOT NULL,\n  bio VARCHAR(255)\n);',
      reports: ['varchar(500)', 'VARCHAR(255)'],
      says: '254',
      fixed: 'CREATE TABLE users (\n  email varchar(254) NOT NULL,\n  bio TEXT\n);',
    },
    {
      title: 'as a dump writes it',
      sql: 'CREATE TABLE public.tickets (\n    message character varying(200)\n);',
      reports: ['character varying(200)'],
      fixed: 'CREATE TABLE public.tickets (\n    message text\n);',
    },
    { title: 'fitting', sql: 'CREATE TABLE users (email varchar(255), bio text, summary varchar(4000));', reports: [] },
    {
      title: 'something else',
      sql: 'CREATE TABLE mails (email_body varchar(2000), message_id varchar(255));',
      reports: [],
    },
  ],
  table(table, context) {
    for (const column of ownColumns(table, context)) {
      const limit = Number(column.type.modifiers[0] ?? 0);
      if (plainType(column) !== 'varchar' || limit === 0 || column.generated) continue;
      const words = wordsOfName(column.name);
      if (words.at(-1) === 'email' && limit > context.option('email')) {
        context.report({
          at: column.typeOrigin,
          message: `An e-mail address has at most 254 characters, so the limit of \`${column.name}\` keeps nothing out. Lower it.`,
          fixes: [changeType(column, 'varchar(254)', context)],
        });
      } else if (LONG_TEXTS.has(words.at(-1) ?? '') && limit <= context.option('text')) {
        context.report({
          at: column.typeOrigin,
          message: `People write more than ${limit} characters into \`${column.name}\` one day, and then the INSERT fails. Use \`text\`.`,
          fixes: [changeType(column, 'text', context)],
        });
      }
    }
  },
});
