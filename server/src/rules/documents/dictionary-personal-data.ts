import { quoteIdent } from '../../model/names';
import type { Column, Table } from '../../model/schema';
import type { SpecFacts } from '../../spec/facts';
import { isPlaceholder } from '../../spec/text';
import { defineRule, type DocumentContext, type Fix } from '../define-rule';
import { bothWays, columnPairs, pairsOf } from '../lib/documents';
import { addStatement } from '../lib/edits';
import { nameIn } from '../lib/names';
import { inPlace } from '../lib/schema-fixes';

const SCHEMA =
  "CREATE TABLE users (id uuid PRIMARY KEY, email text, phone text, note text);\nCOMMENT ON COLUMN users.email IS 'PII: contact. Retention: 2 years. Erasure: anonymise.';\n";
const document = (email: string, phone: string) => ({
  name: 'data-dictionary.md',
  text: `# Data Dictionary: users\n\n## Column Inventory\n\n| Column Name | Type | PII |\n|---|---|---|\n| id | uuid | No |\n| email | text | ${email} |\n| phone | text | ${phone} |\n| note | text | |\n`,
});

export default defineRule({
  id: 'dictionary-personal-data',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'document',
  covers: [],
  docs: {
    summary: 'A data dictionary calls the same columns personal data as the comments in the schema do.',
    why:
      'Exports, masks and answers to people who ask for their data go by one list or the other. A column that only one of them calls personal is forgotten by the other. ' +
      'Comments are of the form `PII: <class>. Retention: <how long>. Erasure: <how>.`; where the schema has none of them, nothing is said.',
    whenOff: 'Where another catalogue decides what is personal data.',
    references: [{ title: 'PostgreSQL: COMMENT', url: 'https://www.postgresql.org/docs/current/sql-comment.html' }],
  },
  examples: [
    {
      title: 'personal by its comment alone',
      sql: SCHEMA,
      document: document('No', 'No'),
      reports: ['No'],
      says: '`users.email`',
      fixed: document('Yes', 'No').text,
    },
    {
      title: 'personal by the dictionary alone',
      sql: SCHEMA,
      document: document('Yes', 'Yes'),
      reports: ['Yes'],
      says: '`users.phone`',
      fixed: document('Yes', 'No').text,
    },
    { title: 'the same', sql: SCHEMA, document: document('contact', '[Yes/No]'), reports: [] },
    {
      title: 'a schema without such comments',
      sql: 'CREATE TABLE users (id uuid PRIMARY KEY, email text, phone text, note text);',
      document: document('Yes', 'Yes'),
      reports: [],
    },
  ],
  document(facts, context) {
    if (facts.kind !== 'data dictionary') return;
    const isUsed = [...context.described.tables()].some(({ columns }) => columns.some(isPersonal));
    if (!isUsed) return;
    for (const pair of pairsOf(facts, context)) {
      for (const { said, column } of columnPairs(pair)) {
        const cell = said.cells?.get('classification');
        if (cell) compare(facts, pair.table, column, cell, context);
      }
    }
  },
}); // prettier-ignore

function isPersonal({ comment }: Column): boolean {
  return /\bPII:/.test(comment ?? '');
}

const NO = /^\W*(?:no|n|none|false|n\/a|нет|아니오|否|いいえ)?\W*$/iu;
const YES = /^\W*(?:yes|y|true|✓|✅|x|да|예|是|はい)\W*$/iu;

function compare(
  facts: SpecFacts,
  table: Table,
  column: Column,
  cell: { readonly start: number; readonly end: number },
  context: DocumentContext<never>,
): void {
  const written = context.written(cell);
  if (written === '' || isPlaceholder(written)) return;
  const name = `${table.name}.${column.name}`;
  const saysNo = NO.test(written);
  if (isPersonal(column) === !saysNo) return;
  const write = (newText: string): Fix => ({ title: `Change to \`${newText}\``, kind: 'suggestion', edits: [{ at: cell, newText }] }); // prettier-ignore
  const message = saysNo
    ? `The comment on \`${name}\` calls it personal data, but the dictionary doesn't. Correct the one that is wrong, or the column is left out when people ask for their data.`
    : `The dictionary calls \`${name}\` personal data, but no comment in the schema does, as it does for other columns. Correct the one that is wrong.`;
  context.report({
    at: cell,
    message,
    fixes: bothWays(facts, context.authority, {
      toDocument: write(saysNo ? 'Yes' : 'No'),
      toSchema: saysNo ? undefined : comment(table, column, YES.test(written) ? 'TBD' : written, context),
    }),
    ...(column.commentOrigin && { related: [{ at: column.commentOrigin, message: 'The comment.' }] }),
  });
}

/** A comment of its own, with what only people know left open. */
function comment(table: Table, column: Column, kind: string, context: DocumentContext<never>): Fix | undefined {
  const source = (column.commentOrigin ?? column.origin).source;
  const before = column.comment === undefined ? '' : `${column.comment.replace(/\.?\s*$/, '.')} `;
  const text = `${before}PII: ${kind}. Retention: TBD. Erasure: TBD.`.replaceAll("'", "''");
  const sql = `COMMENT ON COLUMN ${nameIn(source, table)}.${quoteIdent(column.name)} IS '${text}'`;
  return inPlace(context, `Call \`${table.name}.${column.name}\` personal in a comment`, [addStatement(source, sql, context)]); // prettier-ignore
}
