import { quoteIdent } from '../../model/names';
import type { Column, Table } from '../../model/schema';
import { defineRule, type Edit } from '../define-rule';
import { addStatement, placeBehind } from '../lib/edits';
import { listed, nameIn, wordsOfName } from '../lib/names';
import { personalData } from '../lib/personal-data';
import { keywordCase, type Texts } from '../lib/syntax';
import { describe, ownColumns } from '../lib/tables';

/** `PII: what. Retention: how long. Erasure: how.`, also behind other text; `PII: none` says that the column only looks personal. */
const TAG = /\bPII:\s*(?:none\b|[^.]+\.\s*Retention:\s*[^.]+\.\s*Erasure:\s*\S)/i;

export default defineRule({
  id: 'pii-without-comment',
  category: 'privacy',
  since: '0.1.0',
  severity: { recommended: 'info', strict: 'warning' },
  oneDecision: true,
  needs: 'table',
  covers: ['PRIV-pii-detected', 'PRIV-comment-grammar', 'PRIV-retention', 'PRIV-erasure'],
  docs: {
    summary: 'A column with personal data says so in its comment, with how long it is kept and how it is erased.',
    why:
      'Whoever answers a request for information or erasure, masks a copy of the data or writes an export has to find all personal data. ' +
      'A comment in the schema is found by all of them: `PII: e-mail address. Retention: account lifetime. Erasure: delete the row.` ' +
      'Columns are recognised by their names and types (e-mail, phone, names of persons, postal addresses, birth dates, IP addresses, ' +
      'identity and bank numbers). `PII: none` tells that one is not personal after all.',
    whenOff: 'Where personal data is recorded in another place, or there is none.',
    references: [
      { title: 'PostgreSQL: COMMENT', url: 'https://www.postgresql.org/docs/current/sql-comment.html' },
      {
        title: 'GDPR, Article 30: Records of processing activities',
        url: 'https://eur-lex.europa.eu/eli/reg/2016/679/oj',
      },
    ],
  },
  examples: [
    {
      title: 'no comment',
      sql: 'CREATE TABLE users (\n  id bigint PRIMARY KEY,\n  email text NOT NULL\n);',
      reports: ['email'],
      says: 'e-mail address',
      fixed:
        "CREATE TABLE users (\n  id bigint PRIMARY KEY,\n  email text NOT NULL\n);\nCOMMENT ON COLUMN users.email IS 'PII: e-mail address. Retention: [how long]. Erasure: [how].';",
    },
    {
      title: 'what is there stays in front',
      sql: 'create table crm.people ("birthDate" date);\ncomment on column crm.people."birthDate" is \'The person\'\'s own word\';',
      reports: ['"birthDate"'],
      fixed:
        "create table crm.people (\"birthDate\" date);\ncomment on column crm.people.\"birthDate\" is 'The person''s own word';\ncomment on column crm.people.\"birthDate\" is 'The person''s own word. PII: birth date. Retention: [how long]. Erasure: [how].';",
    },
    {
      title: 'half a comment',
      sql: "CREATE TABLE users (phone text);\nCOMMENT ON COLUMN users.phone IS 'PII: phone number.';",
      reports: ['phone'],
      says: 'Retention',
      fixed:
        "CREATE TABLE users (phone text);\nCOMMENT ON COLUMN users.phone IS 'PII: phone number.';\nCOMMENT ON COLUMN users.phone IS 'PII: phone number. Retention: [how long]. Erasure: [how].';",
    },
    {
      title: 'of many kinds',
      sql: 'CREATE TABLE customers (name text, last_name text, shipping_address_line_2 text, last_sign_in_ip inet, ssn varchar(11), iban text, invoice_emails text[]);',
      reports: ['name'],
      says: '`name`, `last_name`, `shipping_address_line_2`, `last_sign_in_ip`, `ssn`, `iban` and `invoice_emails` of `customers`',
    },
    {
      title: 'a table of addresses',
      sql: 'CREATE TABLE email_addresses (address text);\nCREATE TABLE customer_addresses (address2 text, city text);',
      reports: ['address', 'address2'],
      says: 'e-mail address',
    },
    {
      title: 'said',
      sql: "CREATE TABLE users (email text);\nCOMMENT ON COLUMN users.email IS 'PII: e-mail address. Retention: account lifetime + 30 days. Erasure: random address.';",
      reports: [],
    },
    {
      title: 'not personal after all',
      sql: "CREATE TABLE printers (ip_address inet);\nCOMMENT ON COLUMN printers.ip_address IS 'PII: none, printers are shared.';",
      reports: [],
    },
    {
      title: 'about personal data, not the data',
      sql: 'CREATE TABLE users (email_verified boolean, email_sent_at timestamptz, phone_count int, email_hash text, email_template text, address_id bigint, ip_count int);',
      reports: [],
    },
    {
      title: 'names and addresses of things',
      sql: 'CREATE TABLE products (name text, display_name text, mac_address macaddr, contract_address text);\nCREATE TABLE oauth_clients (name text, url text);\nCREATE TABLE servers (address text, ip inet);\nCREATE TABLE settings ("serverIp" text, proxy_ip_address inet);',
      reports: [],
    },
    {
      title: 'points to the row that has it',
      sql: "CREATE TABLE users (email text);\nCREATE TABLE logins (email text REFERENCES users (email));\nCOMMENT ON COLUMN users.email IS 'PII: e-mail. Retention: a year. Erasure: delete the row.';",
      reports: [],
    },
  ],
  table(table, context) {
    const references = new Set(
      table.constraints.flatMap(({ kind, columns }) => (kind === 'foreign key' ? columns : [])),
    );
    const found = ownColumns(table, context).flatMap((column): Personal[] => {
      const what = personalData(wordsOfName(column.name), column.type, wordsOfName(table.name));
      if (what === undefined || references.has(column.name) || TAG.test(column.comment ?? '')) return [];
      return [{ column, what, begun: column.comment?.includes('PII:') ?? false }];
    });
    for (const personal of found.filter(({ begun }) => begun)) report([personal]);
    const without = found.filter(({ begun }) => !begun);
    if (without.length > 0) report(without);

    function report(columns: readonly Personal[]): void {
      const [first, ...rest] = columns;
      const comment = columns.length > 1 ? '`PII:` comments' : `a \`PII:\` comment to \`${first!.column.name}\``;
      context.report({
        at: first!.column.nameOrigin,
        message: messageOf(columns, table),
        related: rest.map(({ column, what }) => ({ at: column.nameOrigin, message: `This one too (${what}).` })),
        fixes: [
          {
            title: `Add ${comment}`,
            kind: 'suggestion',
            edits: columns.map((personal) => addComment(personal, table, context)),
          },
        ],
      });
    }
  },
});

interface Personal {
  readonly column: Column;
  readonly what: string;
  /** Whether there is a comment on it that lacks a part. */
  readonly begun: boolean;
}

function messageOf(columns: readonly Personal[], table: Table): string {
  const { column, what, begun } = columns[0]!;
  if (begun) {
    return `The comment on \`${column.name}\` lacks a part, so nobody knows how long the ${what} is kept. Write \`PII: … Retention: … Erasure: …\`.`;
  }
  if (columns.length === 1) {
    return `\`${column.name}\` looks like personal data (${what}), and nothing says how long it is kept or how it is erased. Comment it.`;
  }
  const names = listed(columns.map((each) => each.column.name));
  return `${names} of ${describe(table)} look like personal data, and nothing says how long they are kept or how they are erased. Comment them.`;
}

function addComment({ column, what }: Personal, table: Table, context: Texts): Edit {
  const source = placeBehind((column.commentOrigin ?? column.origin).source, table);
  const spelled = keywordCase(source, context);
  const name = `${nameIn(source, table)}.${quoteIdent(column.name)}`;
  const text = `${keptText(column)}PII: ${what}. Retention: [how long]. Erasure: [how].`;
  const sql = `${spelled('COMMENT ON COLUMN')} ${name} ${spelled('IS')} '${text.replaceAll("'", "''")}'`;
  return addStatement(source, sql, context);
}

/** The part of the present comment that says something else. */
function keptText({ comment = '' }: Column): string {
  const kept = comment.split('PII:')[0]!.trim();
  return kept === '' ? '' : `${kept}${/[.!?]$/.test(kept) ? '' : '.'} `;
}
