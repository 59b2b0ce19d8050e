import { quoteIdent } from '../../model/names';
import type { Column, Table } from '../../model/schema';
import { defineRule, type Fix } from '../define-rule';
import { insertAfter } from '../lib/edits';
import { wordsOfName } from '../lib/names';
import { plainType } from '../lib/retype';
import { keywordCase, type Texts } from '../lib/syntax';
import { describe, ownColumns } from '../lib/tables';

const NUMBERS = new Set(['int2', 'int4', 'int8', 'numeric']);
const BIRTHDAYS = new Set(['birth date', 'date of birth', 'birthday', 'dob', 'birthdate']);

export default defineRule({
  id: 'computed-column',
  category: 'shape',
  since: '0.2.0',
  severity: { recommended: 'hint', strict: 'info' },
  needs: 'table',
  covers: ['SHP-computed-stored'],
  docs: {
    summary: 'What follows from other columns of a row is generated, not stored beside them.',
    why:
      'A total that each program computes by itself is wrong as soon as one of them forgets it, and an age is wrong after a year. A generated column is ' +
      'computed by PostgreSQL and cannot be written past. A comment on the column that says why it is stored is enough.',
    whenOff: 'Where totals are rounded, discounted or taken over from elsewhere.',
    references: [
      {
        title: 'PostgreSQL: Generated Columns',
        url: 'https://www.postgresql.org/docs/current/ddl-generated-columns.html',
      },
    ],
  },
  examples: [
    {
      title: 'a total',
      sql: 'CREATE TABLE order_lines (\n  quantity int NOT NULL,\n  unit_price numeric(12, 2) NOT NULL,\n  line_total numeric(12, 2)\n);',
      reports: ['line_total'],
      says: '`quantity` and `unit_price`',
      fixed:
        'CREATE TABLE order_lines (\n  quantity int NOT NULL,\n  unit_price numeric(12, 2) NOT NULL,\n  line_total numeric(12, 2) GENERATED ALWAYS AS (quantity * unit_price) STORED\n);',
    },
    {
      title: 'an age',
      sql: 'CREATE TABLE people (birth_date date, age int);',
      reports: ['age'],
      says: 'birthday',
    },
    {
      title: 'generated, or explained',
      sql: "CREATE TABLE a (qty int, price numeric, total numeric GENERATED ALWAYS AS (qty * price) STORED);\nCREATE TABLE b (qty int, price numeric, total numeric);\nCOMMENT ON COLUMN b.total IS 'As on the invoice.';",
      reports: [],
    },
    {
      title: 'a total of other rows, or with a discount, as real tables have them',
      sql: 'CREATE TABLE orders (id bigint, total numeric, item_count int);\nCREATE TABLE lines (quantity int, unit_price numeric, discount numeric, total numeric);\nCREATE TABLE trees (age int, planted_at date);',
      reports: [],
    },
  ],
  table(table, context) {
    const columns = ownColumns(table, context).map((column) => ({ column, words: wordsOfName(column.name).join(' ') }));
    const find = (names: RegExp, types?: ReadonlySet<string>) =>
      columns.find(({ column, words }) => names.test(words) && (!types || types.has(plainType(column) ?? '')))?.column;
    const quantity = find(/^(?:quantity|qty)$/, NUMBERS);
    const price = find(/^(?:unit price|price)$/, NUMBERS);
    const total = find(/^(?:line total|total|total price|line amount|subtotal)$/, NUMBERS);
    const isMore = find(/discount|tax|vat|rebate|shipping|fee/);
    if (quantity && price && total && !isMore && isStored(total)) {
      context.report({
        at: total.nameOrigin,
        message: `\`${total.name}\` follows from \`${quantity.name}\` and \`${price.name}\`, and nothing keeps the three of ${describe(table)} in step. Let PostgreSQL compute it.`,
        fixes: generated(total, `${quoteIdent(quantity.name)} * ${quoteIdent(price.name)}`, table, context),
      });
    }
    const age = find(/^age$/, NUMBERS);
    const birthday = columns.find(({ words }) => BIRTHDAYS.has(words))?.column;
    if (age && birthday && isStored(age)) {
      context.report({
        at: age.nameOrigin,
        message: `\`${age.name}\` is wrong after the next birthday. Compute it from \`${birthday.name}\` when it is read.`,
      });
    }
  },
});

function isStored({ generated: isGenerated, comment }: Column): boolean {
  return !isGenerated && comment === undefined;
}

function generated(
  { origin, default: value }: Column,
  expression: string,
  table: Table,
  context: Texts,
): readonly Fix[] {
  if (value || origin.source !== table.origin.source) return [];
  const spelled = keywordCase(origin.source, context);
  const clause = ` ${spelled('GENERATED ALWAYS AS')} (${expression}) ${spelled('STORED')}`;
  return [{ title: 'Make it a generated column', kind: 'suggestion', edits: [insertAfter(origin, clause)] }];
}
