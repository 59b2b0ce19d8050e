import { defineRule } from '../define-rule';
import { insertAfter } from '../lib/edits';
import { listed } from '../lib/names';
import { literalDefault, plainType } from '../lib/retype';
import { findWords, keywordCase } from '../lib/syntax';
import { ownColumns } from '../lib/tables';

export default defineRule({
  id: 'nullable-boolean',
  category: 'nullability',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  presets: { documented: ['warning'] },
  gate: 'validation',
  needs: 'table',
  covers: ['NUL-bool-not-null', 'P91'],
  docs: {
    summary: 'A boolean with a default is NOT NULL.',
    why:
      'A default says that there are two answers, and without NOT NULL there are three: `WHERE NOT active` finds no row in which it is null, and neither does ' +
      '`WHERE active`. The columns of one table are one finding.',
    whenOff: 'Where null stands for an answer that nobody gave yet.',
    references: [
      { title: 'PostgreSQL: Boolean Type', url: 'https://www.postgresql.org/docs/current/datatype-boolean.html' },
      { title: 'PostgreSQL: Logical Operators', url: 'https://www.postgresql.org/docs/current/functions-logical.html' },
    ],
  },
  options: {
    withoutDefault: {
      type: 'boolean',
      default: false,
      description: 'Whether booleans without a default are reported too.',
    },
  },
  examples: [
    {
      title: 'with a default',
      sql: 'CREATE TABLE users (\n  is_active boolean DEFAULT true,\n  is_admin BOOL DEFAULT false CHECK (is_admin OR is_active)\n);',
      reports: ['is_active'],
      says: '`is_active` and `is_admin`',
      fixed:
        'CREATE TABLE users (\n  is_active boolean DEFAULT true NOT NULL,\n  is_admin BOOL DEFAULT false CHECK (is_admin OR is_active) NOT NULL\n);',
    },
    {
      title: 'without one, added later',
      sql: 'create table users (id int);\nalter table users add column agreed boolean;',
      options: { withoutDefault: true },
      reports: ['agreed'],
      fixed: 'create table users (id int);\nalter table users add column agreed boolean not null;',
    },
    { title: 'not null', sql: 'CREATE TABLE users (is_active boolean NOT NULL DEFAULT true);', reports: [] },
    {
      title: 'three answers on purpose, as real tables have them',
      sql: 'CREATE TABLE public.consents (\n    agreed boolean,\n    seen boolean DEFAULT NULL,\n    flags boolean[]\n);',
      reports: [],
    },
  ],
  table(table, context) {
    const found = ownColumns(table, context).filter((column) => {
      if (plainType(column) !== 'bool' || column.notNull || column.generated || column.inherited) return false;
      return literalDefault(column) !== undefined || (context.option('withoutDefault') && !column.default);
    });
    const [first] = found;
    if (!first) return;
    const names = listed(found.map(({ name }) => name));
    const edits = found.map(({ origin }) => insertAfter(origin, keywordCase(origin.source, context)(' NOT NULL')));
    const isFixable = !found.some(({ origin }) => findWords(context, origin, 'null'));
    context.report({
      at: first.nameOrigin,
      message: `${names} can be null, a third answer that neither \`WHERE ${first.name}\` nor \`WHERE NOT ${first.name}\` finds. Make ${found.length > 1 ? 'them' : 'it'} NOT NULL.`,
      fixes: isFixable ? [{ title: `Make ${names} NOT NULL`, kind: 'suggestion', edits }] : [],
    });
  },
});
