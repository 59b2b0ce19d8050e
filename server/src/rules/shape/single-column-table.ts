import { defineRule } from '../define-rule';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'single-column-table',
  category: 'shape',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'hint' },
  needs: 'table',
  covers: ['P118'],
  docs: {
    summary: 'A table has more than one column, or is a list that others point to.',
    why:
      'A table with one column that is no key is mostly a leftover: what was meant to stand beside it was forgotten or has moved. A list of ' +
      'codes has its only column as primary key.',
    whenOff: 'For queues, counters and loads of raw lines.',
    references: [{ title: 'PostgreSQL: Table Basics', url: 'https://www.postgresql.org/docs/current/ddl-basics.html' }],
  },
  examples: [
    { title: 'a leftover', sql: 'CREATE TABLE settings (value text);', reports: ['settings'] },
    {
      title: 'what is left after a change',
      sql: 'create table notes (id int primary key, body text);\nalter table notes drop column id;',
      reports: ['notes'],
      says: '`body`',
    },
    { title: 'a list of codes', sql: 'CREATE TABLE currencies (code char(3) PRIMARY KEY);', reports: [] },
    {
      title: 'columns that come from elsewhere',
      sql: 'CREATE TABLE copy AS SELECT * FROM elsewhere;\nCREATE TABLE logs (at date) PARTITION BY RANGE (at);\nCREATE TABLE logs_old PARTITION OF logs DEFAULT;',
      reports: [],
    },
  ],
  table(table, context) {
    const [only, ...others] = table.columns;
    if (table.kind !== 'table' || table.open || table.query || !only || others.length > 0) return;
    const isKey = ({ kind }: { readonly kind: string }) => kind === 'primary key' || kind === 'unique';
    if (table.constraints.some(isKey) || table.indexes.some(({ unique }) => unique) || table.inherits.length > 0)
      return;
    context.report({
      at: table.nameOrigin,
      message: `${describe(table)} has no column but \`${only.name}\`, which is no key either. Say what a row is with a key, or drop the table.`,
    });
  },
});
