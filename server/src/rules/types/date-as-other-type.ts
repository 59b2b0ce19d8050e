import type { Column } from '../../model/schema';
import { defineRule } from '../define-rule';
import { wordsOfName } from '../lib/names';
import { changeType, isTypeFree, plainType } from '../lib/retype';
import { ownColumns } from '../lib/tables';

export default defineRule({
  id: 'date-as-other-type',
  category: 'types',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  oneDecision: true,
  gate: 'data types',
  needs: 'table',
  covers: ['TYP-date-only'],
  docs: {
    summary: 'Dates are stored as `date` and moments as `timestamptz`, not as text or as one another.',
    why:
      'Text takes what is no date, sorts by its spelling and cannot be counted with. A birthday with a time and a time zone is another day ' +
      'for readers elsewhere.',
    whenOff: 'Where incomplete dates such as `2026-03` are stored as they come.',
    references: [
      { title: 'PostgreSQL: Date/Time Types', url: 'https://www.postgresql.org/docs/current/datatype-datetime.html' },
    ],
  },
  options: {
    dates: {
      type: 'strings',
      default: ['birth_date', 'date_of_birth', 'birthday', 'dob', 'birthdate'],
      description: 'Columns that are days without a time.',
    },
  },
  examples: [
    {
      title: 'a day with a time',
      sql: 'CREATE TABLE people (\n  birth_date timestamptz NOT NULL\n);',
      reports: ['timestamptz'],
      says: '`birth_date`',
      fixed: 'CREATE TABLE people (\n  birth_date date NOT NULL\n);',
    },
    {
      title: 'as text',
      sql: 'CREATE TABLE people (hired_date VARCHAR(10), created_at text);',
      reports: ['VARCHAR(10)', 'text'],
      fixed: 'CREATE TABLE people (hired_date DATE, created_at timestamptz);',
    },
    {
      title: 'a day of which the project says so',
      sql: 'CREATE TABLE invoices (due_date timestamp);',
      options: { dates: ['due_date'] },
      reports: ['timestamp'],
      fixed: 'CREATE TABLE invoices (due_date date);',
    },
    {
      title: 'right types',
      sql: 'CREATE TABLE people (dob date, hired_at timestamptz, due_date timestamptz);',
      reports: [],
    },
    {
      title: 'texts that speak of dates, as real tables have them',
      sql: 'CREATE TABLE people (date text, date_format varchar(20), looked_up_at_url text, at text, update text, candidate text);',
      reports: [],
    },
  ],
  table(table, context) {
    const days = new Set(context.option('dates').map((name) => wordsOfName(name).join(' ')));
    for (const column of ownColumns(table, context)) {
      const wanted = wantedType(column, days);
      if (wanted === undefined || column.generated) continue;
      const isText = plainType(column) === 'text' || plainType(column) === 'varchar';
      context.report({
        at: column.typeOrigin,
        message: isText
          ? `\`${column.name}\` takes what is no date and sorts by its spelling. Use \`${wanted}\`.`
          : `\`${column.name}\` is a day, and with a time it is another day in other time zones. Use \`date\`.`,
        fixes: isTypeFree(column, table) ? [changeType(column, wanted, context)] : [],
      });
    }
  },
});

function wantedType(column: Column, days: ReadonlySet<string>): string | undefined {
  const words = wordsOfName(column.name);
  const type = plainType(column);
  const isDay = days.has(words.join(' '));
  if (type === 'timestamp' || type === 'timestamptz') return isDay ? 'date' : undefined;
  if (type !== 'text' && type !== 'varchar') return undefined;
  if (isDay || (words.length > 1 && words.at(-1) === 'date')) return 'date';
  return words.length === 2 && words[1] === 'at' && words[0]!.endsWith('ed') ? 'timestamptz' : undefined;
}
