import { defineRule } from '../define-rule';
import { BOOLEAN_PREFIXES } from '../lib/conventions';
import { wordsOfName } from '../lib/names';
import { renameColumn } from '../lib/rename';
import { plainType } from '../lib/retype';
import { ownColumns } from '../lib/tables';

export default defineRule({
  id: 'boolean-name',
  category: 'naming',
  since: '0.2.0',
  severity: { recommended: 'hint', strict: 'info' },
  presets: { modular: ['info', { always: true }], contracts: ['info', { always: true }] },
  gate: 'naming',
  needs: 'table',
  covers: ['NAM-bool-prefix'],
  docs: {
    summary: 'Booleans begin with `is_` or `has_`.',
    why:
      'With the word before it a boolean reads as a statement that is true or false: `WHERE is_active`. Without the option it is said where four of five ' +
      'booleans of the schema begin so, if there are five.',
    whenOff: 'Where booleans are named without a prefix.',
    references: [
      { title: 'PostgreSQL: Boolean Type', url: 'https://www.postgresql.org/docs/current/datatype-boolean.html' },
    ],
  },
  options: {
    always: {
      type: 'boolean',
      default: false,
      description: 'Whether it is also said where other booleans have no prefix.',
    },
  },
  examples: [
    {
      title: 'without it',
      sql: 'CREATE TABLE users (\n  active boolean NOT NULL DEFAULT true\n);',
      options: { always: true },
      reports: ['active'],
      says: '`is_active`',
      fixed: 'CREATE TABLE users (\n  is_active boolean NOT NULL DEFAULT true\n);',
    },
    {
      title: 'one among others',
      sql: 'CREATE TABLE a (is_a bool, is_b bool, has_c bool, can_d bool, closed bool);',
      reports: ['closed'],
      says: '4 of 5',
      fixed: 'CREATE TABLE a (is_a bool, is_b bool, has_c bool, can_d bool, is_closed bool);',
    },
    { title: 'nobody writes it', sql: 'CREATE TABLE a (active boolean, closed boolean);', reports: [] },
    {
      title: 'other verbs, as real tables have them',
      sql: 'CREATE TABLE a ("isAdmin" boolean, allows_guests boolean, requires_login boolean, flags boolean[], email_verified boolean, do_not_send boolean);',
      options: { always: true },
      reports: [],
    },
    {
      title: 'a name that is only the type',
      sql: 'CREATE TABLE versions ("boolean" boolean);',
      options: { always: true },
      reports: ['"boolean"'],
      says: 'Name it for what is true.',
    },
    {
      title: 'something else',
      sql: 'CREATE TABLE a (active int, status text);',
      options: { always: true },
      reports: [],
    },
  ],
  table(table, context) {
    const habit = context.conventions.booleanPrefix;
    if (habit?.value !== 'prefix' && !context.option('always')) return;
    for (const column of ownColumns(table, context)) {
      if (plainType(column) !== 'bool' || column.inherited || saysYesOrNo(wordsOfName(column.name))) continue;
      const newName = `is_${column.name}`;
      const isType = /^(?:bool|boolean|flag|value)$/i.test(column.name);
      const why =
        habit?.value === 'prefix'
          ? `${habit.count} of ${habit.total} booleans of this schema begin with a word such as \`is_\``
          : 'booleans of this project begin with a word such as `is_`';
      context.report({
        at: column.nameOrigin,
        message: `\`${column.name}\` doesn't say that it is true or false, and ${why}. ${isType ? 'Name it for what is true' : `Name it \`${newName}\``}.`,
        fixes: !isType && /^[a-z0-9_]+$/.test(column.name) ? renameColumn(table, column, newName, context) : [],
      });
    }
  },
});

/** Also `name_changed` and `do_not_send`. */
function saysYesOrNo(words: readonly string[]): boolean {
  return (
    BOOLEAN_PREFIXES.has(words[0] ?? '') || words.includes('not') || (words.length > 1 && words.at(-1)!.endsWith('ed'))
  );
}
