import type { Column } from '../../model/schema';
import { defineRule } from '../define-rule';
import { wordsOfName } from '../lib/names';
import { changeType } from '../lib/retype';
import { ownColumns } from '../lib/tables';

/** Last words of the names of columns that hold money, whatever the table is. */
const MONEY = new Set(
  'price prices cost costs salary wage wages fee fees subtotal revenue turnover vat payout budget expense expenses'.split(
    ' ',
  ),
);
/** Words that are money only in tables that are about it. */
const PERHAPS = new Set('amount total balance tax discount paid due refund credit debit payment'.split(' '));
const MONEY_TABLES = new Set(
  'invoice order payment account transaction refund salary payroll billing price cart checkout purchase sale ledger charge subscription'.split(
    ' ',
  ),
);

export default defineRule({
  id: 'inexact-money',
  category: 'types',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  gate: 'data types',
  needs: 'table',
  covers: ['TYP-money-decimal', 'P86', 'P87'],
  docs: {
    summary: 'Money is stored as `numeric`, not as `real`, `double precision` or `money`.',
    why:
      'Floating point numbers cannot hold 0.10 exactly, so sums drift by cents. The type `money` takes its currency and its decimals from a ' +
      'setting of the database: the same value means something else after that is changed.',
    whenOff: 'Where columns of such names hold estimates or measured values.',
    references: [
      {
        title: 'PostgreSQL: Numeric Types',
        url: 'https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-FLOAT',
      },
      {
        title: "PostgreSQL wiki: Don't use money",
        url: 'https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_money',
      },
    ],
  },
  options: {
    type: { type: 'string', default: 'numeric(12,2)', description: 'The type that the fix writes.' },
  },
  examples: [
    {
      title: 'floating point and money',
      sql: 'CREATE TABLE products (\n  unit_price double precision NOT NULL,\n  fee MONEY\n);',
      reports: ['double precision', 'MONEY'],
      says: '`unit_price`',
      fixed: 'CREATE TABLE products (\n  unit_price numeric(12,2) NOT NULL,\n  fee NUMERIC(12,2)\n);',
    },
    {
      title: 'an amount beside its currency',
      sql: 'CREATE TABLE bookings (amount real, currency char(3));',
      reports: ['real'],
      fixed: 'CREATE TABLE bookings (amount numeric(12,2), currency char(3));',
    },
    {
      title: 'measured values, as laboratories have them',
      sql: 'CREATE TABLE samples (\n    total double precision,\n    amount real,\n    unit character varying(20)\n);',
      reports: [],
    },
    {
      title: 'exact already, or in cents',
      sql: 'CREATE TABLE invoices (total numeric(12, 2), fee_cents bigint, cost_factor real);',
      reports: [],
    },
  ],
  table(table, context) {
    const about =
      wordsOfName(table.name).some((word) => MONEY_TABLES.has(word) || MONEY_TABLES.has(word.replace(/s$/, ''))) ||
      table.columns.some(({ name }) => wordsOfName(name).includes('currency'));
    for (const column of ownColumns(table, context)) {
      const kind = inexact(column);
      const word = wordsOfName(column.name).at(-1) ?? '';
      if (kind === undefined || column.generated) continue;
      if (kind === 'float' && !MONEY.has(word) && !(about && PERHAPS.has(word))) continue;
      context.report({
        at: column.typeOrigin,
        message:
          kind === 'float'
            ? `\`${column.name}\` cannot hold cents exactly, so sums of it drift. Use \`numeric\`.`
            : `\`${column.name}\` takes its currency and decimals from a setting of the database. Use \`numeric\`, with the currency beside it.`,
        fixes: column.default ? [] : [changeType(column, context.option('type'), context)],
      });
    }
  },
});

function inexact({ type }: Column): 'float' | 'money' | undefined {
  if (!type.builtIn) return undefined;
  if (type.name.name === 'money') return 'money';
  return type.name.name === 'float4' || type.name.name === 'float8' ? 'float' : undefined;
}
