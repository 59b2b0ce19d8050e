import { defineRule, type Fix } from '../define-rule';
import { caseOf, snakeCase } from '../lib/name-pattern';
import { listed } from '../lib/names';
import { renameColumn, renameTable } from '../lib/rename';
import { describe, ownColumns } from '../lib/tables';

const STYLES = new Set(['snake_case', 'camelCase', 'PascalCase', 'UPPER_CASE']);

export default defineRule({
  id: 'name-case',
  category: 'naming',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  presets: {
    modular: ['warning', { style: 'snake_case' }],
    contracts: ['warning', { style: 'snake_case' }],
    documented: ['info', { style: 'snake_case' }],
  },
  gate: 'naming',
  needs: 'table',
  covers: ['NAM-column-snake', 'P134', 'P135'],
  docs: {
    summary: 'Tables and columns are spelled in one way, best in small letters with underscores.',
    why:
      'PostgreSQL reads names without quotes in small letters. A name with capitals, blanks or other signs has to be quoted wherever it is used, and ' +
      '`SELECT userId` fails although the column `"userId"` exists.\n\n' +
      'Without the option the style is the one that four of five names of several words have, if there are five.',
    whenOff: 'Where a library needs names with capitals.',
    references: [
      {
        title: 'PostgreSQL: Identifiers',
        url: 'https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS',
      },
      {
        title: "PostgreSQL wiki: Don't use upper case table or column names",
        url: 'https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_upper_case_table_or_column_names',
      },
    ],
  },
  options: {
    style: {
      type: 'string',
      default: '',
      description:
        '`snake_case`, `camelCase`, `PascalCase` or `UPPER_CASE`. Left empty, what most names of the schema have.',
    },
  },
  examples: [
    {
      title: 'the project writes small letters',
      sql: 'CREATE TABLE "OrderItems" (\n  id bigint PRIMARY KEY\n);\nCREATE TABLE orders (\n  id bigint PRIMARY KEY,\n  "createdAt" timestamptz,\n  "unit price" numeric\n);',
      options: { style: 'snake_case' },
      reports: ['"OrderItems"', '"createdAt"'],
      says: '`OrderItems`',
      fixed:
        'CREATE TABLE order_items (\n  id bigint PRIMARY KEY\n);\nCREATE TABLE orders (\n  id bigint PRIMARY KEY,\n  created_at timestamptz,\n  unit_price numeric\n);',
    },
    {
      title: 'one among others',
      sql: 'CREATE TABLE users (first_name text, last_name text, created_at date, updated_at date, "lastLogin" date);',
      reports: ['"lastLogin"'],
      says: '4 of 5',
      fixed: 'CREATE TABLE users (first_name text, last_name text, created_at date, updated_at date, last_login date);',
    },
    {
      title: 'capitals are the habit, as libraries make them',
      sql: 'CREATE TABLE "User" ("firstName" text, "lastName" text, "createdAt" date, "updatedAt" date, "lastLogin" date, email text);',
      reports: [],
    },
    {
      title: 'written with capitals, but without quotes: small letters for PostgreSQL',
      sql: 'CREATE TABLE Users (FirstName text, LAST_NAME text, x2 int);',
      options: { style: 'snake_case' },
      reports: [],
    },
  ],
  table(table, context) {
    const habit = context.conventions.nameCase;
    const wanted = context.option('style') || habit?.value;
    if (wanted === undefined || !STYLES.has(wanted)) return;
    const isWrong = (name: string) =>
      wanted === 'snake_case'
        ? !/^[a-z_][a-z0-9_$]*$/.test(name) && /^[\x20-\x7e]*$/.test(name)
        : caseOf(name) !== undefined &&
          caseOf(name) !== wanted &&
          (caseOf(name) !== 'PascalCase' || wanted !== 'camelCase');
    const columns = ownColumns(table, context).filter(({ name }) => isWrong(name));
    if (!isWrong(table.name) && columns.length === 0) return;
    const names = [...(isWrong(table.name) ? [table.name] : []), ...columns.map(({ name }) => name)];
    const shown = listed(names.slice(0, 5)) + (names.length > 5 ? ` and ${names.length - 5} more` : '');
    const why = context.option('style')
      ? `this project writes names in \`${wanted}\``
      : `${habit!.count} of ${habit!.total} names of this schema are in \`${wanted}\``;
    const quotes = wanted === 'snake_case' ? ' Each use needs quotes.' : '';
    const fixes =
      wanted === 'snake_case'
        ? merged([
            ...(isWrong(table.name) ? [renameTable(table, snakeCase(table.name), context)] : []),
            ...columns.map((column) => renameColumn(table, column, snakeCase(column.name), context)),
          ])
        : [];
    context.report({
      at: isWrong(table.name) ? table.nameOrigin : columns[0]!.nameOrigin,
      message: `${shown}${isWrong(table.name) ? '' : ` of ${describe(table)}`} ${names.length > 1 ? 'are' : 'is'} spelled otherwise: ${why}.${quotes} Rename ${names.length > 1 ? 'them' : 'it'}.`,
      fixes,
    });
  },
});

/** All renamings as one fix, if each can be made. */
function merged(fixes: readonly (readonly Fix[])[]): readonly Fix[] {
  const single = fixes.flatMap((each) => each.slice(0, 1));
  if (single.length < fixes.length) return [];
  const title = single.length === 1 ? single[0]!.title : `Rename ${single.length} names`;
  return [{ title, kind: 'suggestion', edits: single.flatMap(({ edits }) => edits) }];
}
