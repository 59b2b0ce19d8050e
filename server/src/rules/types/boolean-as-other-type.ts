import type { Column, Table } from '../../model/schema';
import { defineRule, type Fix } from '../define-rule';
import { replace } from '../lib/edits';
import { foreignColumns } from '../lib/keys';
import { wordsOfName } from '../lib/names';
import { changeType, defaultPlace, isTypeFree, literalDefault, plainType } from '../lib/retype';
import { likeCase, type Texts } from '../lib/syntax';
import { ownColumns } from '../lib/tables';

const PREFIXES = new Set(['is', 'has', 'can']);
const TRUE = new Set(['1', 'y', 't', 'yes', 'true']);
const FALSE = new Set(['0', 'n', 'f', 'no', 'false']);

export default defineRule({
  id: 'boolean-as-other-type',
  category: 'types',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  gate: 'data types',
  needs: 'table',
  covers: ['TYP-boolean'],
  docs: {
    summary: 'What is true or false is a `boolean`, not a number or a letter.',
    why:
      'A number or a letter takes more values than two, and each reader has to know which of them mean yes. ' +
      '`boolean` takes one byte, refuses the rest and can be written as a condition by itself.',
    whenOff: 'Where the schema also has to run on a database without booleans.',
    references: [
      { title: 'PostgreSQL: Boolean Type', url: 'https://www.postgresql.org/docs/current/datatype-boolean.html' },
    ],
  },
  examples: [
    {
      title: 'a number and a letter',
      sql: 'CREATE TABLE users (\n  is_active smallint NOT NULL DEFAULT 1,\n  has_children CHAR(1)\n);',
      reports: ['smallint', 'CHAR(1)'],
      says: '`is_active`',
      fixed: 'CREATE TABLE users (\n  is_active boolean NOT NULL DEFAULT true,\n  has_children BOOLEAN\n);',
    },
    {
      title: 'checked: the person has to look',
      sql: "CREATE TABLE users (is_active varchar(1) CHECK (is_active IN ('Y', 'N')));",
      reports: ['varchar(1)'],
    },
    { title: 'a boolean', sql: 'CREATE TABLE users (is_active boolean NOT NULL DEFAULT true);', reports: [] },
    {
      title: 'more than two values, and keys, as real tables have them',
      sql: 'CREATE TABLE users (is_role_id int REFERENCES roles, has_children_count int, is_number varchar(20), isolation int, island char(1), is_level int DEFAULT 3);\nCREATE TABLE loads (should_add int, should_change int);',
      reports: [],
    },
  ],
  table(table, context) {
    const foreign = foreignColumns(table);
    for (const column of ownColumns(table, context)) {
      const words = wordsOfName(column.name);
      if (!PREFIXES.has(words[0] ?? '') || words.length < 2 || foreign.has(column.name) || column.generated) continue;
      if (!canBeFlag(column) || ['id', 'count', 'number', 'level', 'code'].includes(words.at(-1)!)) continue;
      context.report({
        at: column.typeOrigin,
        message: `\`${column.name}\` takes more than yes and no, and each reader has to know which values mean what. Use \`boolean\`.`,
        fixes: fixesOf(column, table, context),
      });
    }
  },
});

function canBeFlag(column: Column): boolean {
  const type = plainType(column);
  const length = Number(column.type.modifiers[0] ?? 0);
  const value = literalDefault(column)?.toLowerCase();
  if (column.default && (value === undefined || !(TRUE.has(value) || FALSE.has(value)))) return false;
  if (type === 'int2' || type === 'int4') return !column.type.serial && !column.identity;
  return (type === 'bpchar' && length === 1) || (type === 'varchar' && length > 0 && length <= 5);
}

function fixesOf(column: Column, table: Table, context: Texts): readonly Fix[] {
  const { default: value, ...rest } = column;
  if (!isTypeFree(rest, table)) return [];
  const fix = changeType(column, 'boolean', context);
  if (!value) return [fix];
  const at = defaultPlace(column, context);
  const newValue = likeCase(context.text(column.typeOrigin), String(TRUE.has(literalDefault(column)!.toLowerCase())));
  return at ? [{ ...fix, edits: [...fix.edits, replace(at, newValue)] }] : [];
}
