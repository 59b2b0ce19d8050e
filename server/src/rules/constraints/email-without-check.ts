import { quoteIdent } from '../../model/names';
import { defineRule } from '../define-rule';
import { addCheck, isChecked } from '../lib/checked';
import { wordsOfName } from '../lib/names';
import { isHistory } from '../lib/table-words';

export default defineRule({
  id: 'email-without-check',
  category: 'constraints',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'off' },
  presets: { documented: ['info'], contracts: ['info'] },
  needs: 'table',
  covers: ['CHK-email-format'],
  gate: 'validation',
  docs: {
    summary: 'An e-mail address looks like one.',
    why:
      'Names, numbers and empty texts end up in address columns, and mails to them come back much later. A check for something on both sides ' +
      'of an `@` keeps them out without refusing any real address.',
    whenOff: 'Where addresses are checked by sending a mail to them.',
    references: [
      {
        title: 'PostgreSQL: Check Constraints',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-CHECK-CONSTRAINTS',
      },
    ],
  },
  examples: [
    {
      title: 'any text',
      sql: 'CREATE TABLE users (\n  email text NOT NULL UNIQUE\n);',
      reports: ['email'],
      fixed:
        "CREATE TABLE users (\n  email text NOT NULL UNIQUE\n);\nALTER TABLE users ADD CONSTRAINT chk_users_email CHECK (email LIKE '%_@_%');",
    },
    {
      title: 'by another name',
      sql: 'create table firms ("billingEmail" varchar(255), contact_email_address citext);',
      reports: ['"billingEmail"', 'contact_email_address'],
    },
    {
      title: 'checked',
      sql: "CREATE TABLE users (email text CHECK (email ~* '^[^@]+@[^@]+$'));",
      reports: [],
    },
    {
      title: 'something else',
      sql: 'CREATE DOMAIN email_address AS text;\nCREATE TABLE users (email email_address, email_count int, emails text[], email_verified boolean, email_template text);',
      reports: [],
    },
  ],
  table(table, context) {
    if (isHistory(table)) return;
    for (const each of table.columns) {
      const { name, type, generated, inherited } = each;
      const isText = TEXTS.has(type.name.name) && type.dimensions === 0;
      if (!isText || generated || inherited || !/(?:^| )e ?mail(?: address)?$/.test(wordsOfName(name).join(' ')))
        continue;
      if (isChecked(table, [name])) continue;
      context.report({
        at: each.nameOrigin,
        message: `\`${name}\` of \`${table.name}\` takes any text as an address. Add a check that there is an @ in it.`,
        fixes: [addCheck(table, each, [name], `${quoteIdent(name)} LIKE '%_@_%'`, context)],
      });
    }
  },
});

const TEXTS = new Set(['text', 'varchar', 'citext']);
