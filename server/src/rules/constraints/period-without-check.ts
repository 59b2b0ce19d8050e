import { quoteIdent } from '../../model/names';
import type { Column, Table } from '../../model/schema';
import { defineRule, type Fix } from '../define-rule';
import { addCheck, isChecked } from '../lib/checked';
import { listed, wordsOfName } from '../lib/names';
import { isHistory } from '../lib/table-words';

/** What a period begins with, and what the end of it is called then. */
const ENDS: Readonly<Record<string, readonly string[]>> = {
  start: ['end', 'stop', 'finish'],
  starts: ['ends'],
  starting: ['ending'],
  begin: ['end'],
  begins: ['ends'],
  from: ['to', 'until', 'till', 'thru', 'through'],
  since: ['until'],
};
const TYPES = new Set(['date', 'timestamp', 'timestamptz']);

export default defineRule({
  id: 'period-without-check',
  category: 'constraints',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'table',
  covers: ['CHK-date-order', 'FK-temporal-range'],
  gate: 'validation',
  docs: {
    summary: 'A period ends after it begins, and the table says so.',
    why:
      'A period whose end comes before its begin is found by no query for a moment in it, and turns lengths negative. A `CHECK` refuses it ' +
      'whoever writes the row. Reported are pairs of columns such as `starts_on` and `ends_on`, or `valid_from` and `valid_to`, of one type.',
    whenOff: 'Where periods are checked before they are written, or run over midnight.',
    references: [
      {
        title: 'PostgreSQL: Check Constraints',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-CHECK-CONSTRAINTS',
      },
    ],
  },
  examples: [
    {
      title: 'nothing checked',
      sql: 'CREATE TABLE campaigns (\n  starts_at timestamptz NOT NULL,\n  ends_at timestamptz\n);',
      reports: ['ends_at'],
      says: '`starts_at`',
      fixed:
        'CREATE TABLE campaigns (\n  starts_at timestamptz NOT NULL,\n  ends_at timestamptz\n);\nALTER TABLE campaigns ADD CONSTRAINT chk_campaigns_starts_at_ends_at CHECK (ends_at > starts_at);',
    },
    {
      title: 'days, which may be one',
      sql: "create table prices (valid_from date not null check (valid_from > '2000-01-01'), valid_to date);",
      reports: ['valid_to'],
      fixed:
        "create table prices (valid_from date not null check (valid_from > '2000-01-01'), valid_to date);\nalter table prices add constraint chk_prices_valid_from_valid_to check (valid_to >= valid_from);",
    },
    {
      title: 'two periods of a table',
      sql: 'CREATE TABLE visits (start_date date, end_date date, booked_from date, booked_until date);',
      reports: ['end_date'],
      says: '`booked_until`',
    },
    {
      title: 'checked, one way or another',
      sql: 'CREATE TABLE a (start_date date, end_date date, CHECK (start_date <= end_date));\nCREATE TABLE b (valid_from timestamptz, valid_until timestamptz, EXCLUDE USING gist (tstzrange(valid_from, valid_until) WITH &&));\nCREATE TABLE c (starts_on date, ends_on date, during daterange GENERATED ALWAYS AS (daterange(starts_on, ends_on)) STORED);',
      reports: [],
    },
    {
      title: 'other things',
      sql: 'CREATE TABLE mails (sent_from text, sent_to text, from_id int, to_id int, read_from date, paid_to date);\nCREATE TABLE shifts (start_time time, end_time time);\nCREATE TABLE runs (started_at timestamptz, finished_at timestamptz);',
      reports: [],
    },
  ],
  table(table, context) {
    if (isHistory(table)) return;
    const periods = table.columns.flatMap((begin) => {
      const end = begin.inherited ? undefined : endOf(begin, table);
      return end && !isChecked(table, [begin.name, end.name]) ? [{ begin, end }] : [];
    });
    if (periods.length === 0) return;
    const [{ begin, end }] = periods as [(typeof periods)[number]];
    const others = periods.slice(1).map((each) => each.end.name);
    context.report({
      at: end.nameOrigin,
      message:
        `Nothing keeps \`${end.name}\` of \`${table.name}\` from lying before \`${begin.name}\`` +
        (others.length > 0 ? `, and the same goes for ${listed(others)}. Add checks.` : '. Add a check.'),
      related: periods.map((each) => ({
        at: each.begin.nameOrigin,
        message: `The period until \`${each.end.name}\` begins here.`,
      })),
      fixes: [
        {
          title: periods.length > 1 ? 'Add checks' : 'Add a check',
          kind: 'suggestion',
          edits: periods.flatMap((each) => checkOf(each.begin, each.end, table, context)),
        },
      ],
    });
  },
});

function checkOf(begin: Column, end: Column, table: Table, context: Parameters<typeof addCheck>[4]): Fix['edits'] {
  const operator = begin.type.name.name === 'date' ? '>=' : '>';
  const condition = `${quoteIdent(end.name)} ${operator} ${quoteIdent(begin.name)}`;
  return addCheck(table, end, [begin.name, end.name], condition, context).edits;
}

/** The column with the end of the period that begins in this one: all words but one are the same. */
function endOf({ name, type }: Column, table: Table): Column | undefined {
  if (!type.builtIn || !TYPES.has(type.name.name) || type.dimensions > 0) return undefined;
  const words = wordsOfName(name);
  const at = words.findIndex((word) => word in ENDS);
  if (at < 0) return undefined;
  const ends = ENDS[words[at]!]!.map((word) => words.with(at, word).join('_'));
  return table.columns.find(
    (each) => ends.includes(wordsOfName(each.name).join('_')) && each.type.display === type.display,
  );
}
