import type { Column } from '../../model/schema';
import { defineRule } from '../define-rule';
import { listed } from '../lib/names';
import { comparableType } from '../lib/types';
import { describe, ownColumns } from '../lib/tables';

/** Lines of an address are one thing in several lines; the others are no counting. */
const EXEMPT = /(?:line|address|addr|street|p|md|sha|utf|iso|ipv|level|q|h|x|y|z|lat|lon)_?$/i;

export default defineRule({
  id: 'repeating-columns',
  category: 'shape',
  since: '0.2.0',
  severity: { recommended: 'hint', strict: 'info' },
  needs: 'table',
  covers: ['SHP-repeating-group', 'P120'],
  docs: {
    summary: 'No columns are numbered: `phone1`, `phone2`, `phone3`.',
    why:
      'A query for a value has to look into each of the columns and each needs an index, nothing keeps a value from standing twice, and the one that does not ' +
      'fit any more needs a migration. A table with a row for each value does not. Lines of an address are left alone.',
    whenOff: 'Where there are always exactly so many.',
    references: [
      {
        title: 'PostgreSQL: Foreign Keys',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
      },
    ],
  },
  examples: [
    {
      title: 'three of one kind',
      sql: 'CREATE TABLE contacts (\n  id bigint,\n  phone1 text,\n  phone2 text,\n  phone3 text\n);',
      reports: ['phone1'],
      says: '`phone1`, `phone2` and `phone3`',
    },
    {
      title: 'with underscores, two groups',
      sql: 'CREATE TABLE forms (choice_1 int, choice_2 int, choice_3 int, choice_4 int, tag_1 text, tag_2 text, tag_3 text);',
      reports: ['choice_1', 'tag_1'],
    },
    {
      title: 'two may be a pair',
      sql: 'CREATE TABLE pairs (side1 int, side2 int, v1 int, v2 text, v3 int);',
      reports: [],
    },
    {
      title: 'lines of an address, and numbers that mean something, as real tables have them',
      sql: 'CREATE TABLE places (address1 text, address2 text, address3 text, line_1 text, line_2 text, line_3 text, bool01 boolean, bool02 boolean, bool03 boolean, p50 int, p95 int, p99 int, iso1 text, iso2 text, iso3 text);',
      reports: [],
    },
  ],
  table(table, context) {
    const groups = new Map<string, { readonly column: Column; readonly n: number }[]>();
    for (const column of ownColumns(table, context)) {
      const [, stem = '', digits = ''] = /^(.*?\D)([1-9]?\d)$/.exec(column.name) ?? [];
      if (stem.replace('_', '').length < 2 || EXEMPT.test(stem)) continue;
      const key = `${stem} ${comparableType(column)}`;
      groups.set(key, [...(groups.get(key) ?? []), { column, n: Number(digits) }]);
    }
    for (const group of groups.values()) {
      const numbers = group.map(({ n }) => n).sort((a, b) => a - b);
      const isCount = numbers[0]! <= 1 && numbers.every((n, i) => i === 0 || n === numbers[i - 1]! + 1);
      if (group.length < 3 || !isCount) continue;
      const names = group.map(({ column }) => column.name);
      const shown = names.length > 5 ? `\`${names[0]}\`, \`${names[1]}\` … \`${names.at(-1)}\`` : listed(names);
      context.report({
        at: group[0]!.column.nameOrigin,
        message: `${shown} of ${describe(table)} are one list in ${names.length} columns, so each search has to look into all of them. Make a table with a row for each value.`,
      });
    }
  },
});
