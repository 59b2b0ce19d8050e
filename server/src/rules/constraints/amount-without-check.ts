import { quoteIdent } from '../../model/names';
import type { Column } from '../../model/schema';
import { defineRule } from '../define-rule';
import { addCheck, isChecked } from '../lib/checked';
import { listed, wordsOfName } from '../lib/names';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'amount-without-check',
  category: 'constraints',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'info' },
  presets: { documented: ['info'], modular: ['info'] },
  needs: 'table',
  covers: ['CHK-nonneg'],
  gate: 'validation',
  docs: {
    summary: 'Quantities and prices cannot be negative.',
    why:
      'A negative quantity or price is mostly a mistake, and it makes sums wrong in silence. `CHECK (price >= 0)` refuses it whoever writes ' +
      'the row. Columns are recognised by the last word of their names; a reversed booking belongs in a column of another name.',
    whenOff: 'Where credits and returns are stored as negative amounts.',
    references: [
      {
        title: 'PostgreSQL: Check Constraints',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-CHECK-CONSTRAINTS',
      },
    ],
  },
  options: {
    names: {
      type: 'strings',
      default: ['quantity', 'qty', 'price', 'cost', 'amount', 'price_cents', 'amount_cents', 'cost_cents'],
      description: 'The last words of the names of columns that cannot be negative.',
    },
  },
  examples: [
    {
      title: 'a line of an order',
      sql: 'CREATE TABLE lines (\n  quantity int NOT NULL,\n  unit_price numeric(12, 2) NOT NULL\n);',
      reports: ['quantity'],
      says: '`unit_price`',
      fixed:
        'CREATE TABLE lines (\n  quantity int NOT NULL,\n  unit_price numeric(12, 2) NOT NULL\n);\nALTER TABLE lines ADD CONSTRAINT chk_lines_quantity CHECK (quantity >= 0);\nALTER TABLE lines ADD CONSTRAINT chk_lines_unit_price CHECK (unit_price >= 0);',
    },
    {
      title: 'only one is checked',
      sql: 'create table plans (price_cents bigint check (price_cents >= 0), cost bigint);',
      reports: ['cost'],
    },
    {
      title: 'checked, also together',
      sql: 'CREATE TABLE lines (quantity int CHECK (quantity > 0), price numeric, cost numeric, CHECK (price >= 0 AND cost >= 0));',
      reports: [],
    },
    {
      title: 'other columns',
      sql: 'CREATE DOMAIN money_amount AS numeric CHECK (VALUE >= 0);\nCREATE TABLE t (price text, balance numeric, amount_type int, amount money_amount, total numeric GENERATED ALWAYS AS (balance * 2) STORED);',
      reports: [],
    },
  ],
  table(table, context) {
    const names = context.option('names').map((name) => wordsOfName(name).join('_'));
    const is = ({ name, type, generated, inherited }: Column) =>
      NUMBERS.has(type.builtIn ? type.name.name : '') && type.dimensions === 0 && !generated && !inherited && names.some((each) => `_${wordsOfName(name).join('_')}`.endsWith(`_${each}`)); // prettier-ignore
    const open = table.columns.filter((each) => is(each) && !isChecked(table, [each.name]));
    if (open.length === 0) return;
    const checks = open.map((each) => addCheck(table, each, [each.name], `${quoteIdent(each.name)} >= 0`, context));
    context.report({
      at: open[0]!.nameOrigin,
      message: `Nothing keeps ${listed(open.map(({ name }) => name))} of ${describe(table)} from being negative. Add a check.`,
      fixes: [{ title: 'Refuse negative values', kind: 'suggestion', edits: checks.flatMap(({ edits }) => edits) }],
    });
  },
});

const NUMBERS = new Set(['int2', 'int4', 'int8', 'numeric', 'float4', 'float8', 'money']);
