import { quoteIdent } from '../../model/names';
import type { Column, Table } from '../../model/schema';
import { defineRule, type Fix } from '../define-rule';
import { insertAfter } from '../lib/edits';
import { listed, wordsOfName } from '../lib/names';
import { keywordCase, type Texts } from '../lib/syntax';
import { describe } from '../lib/tables';

const NAMES = new Set(['history', 'audit', 'audits']);
const OPERATION = /^(?:operation|action|op|change_type|event|type|tg_op)$/;
const OLD_OR_NEW = /^(?:old|new|before|after)_|_(?:old|new|before|after)$|^(?:changes|diff|row_data|changed_fields)$/;
const WHO = /(?:_by|_by_id|^user_id|^user_name|^username|^user|^actor|^actor_id|^author_id|_user|_user_id)$/;

export default defineRule({
  id: 'audit-table-columns',
  category: 'lifecycle',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'info' },
  presets: { modular: ['info'] },
  needs: 'table',
  covers: ['AUD-history-shape'],
  docs: {
    summary: 'A table of changes says what was done, when, and by whom.',
    why: 'It is asked after something went wrong: without the moment, the person or the kind of change it does not answer.',
    whenOff: 'Where another system records who did what.',
    references: [{ title: 'PostgreSQL wiki: Audit trigger', url: 'https://wiki.postgresql.org/wiki/Audit_trigger' }],
  },
  examples: [
    {
      title: 'nobody and no moment',
      sql: "CREATE TABLE tasks_history (id bigint, task_id bigint, operation text CHECK (operation IN ('INSERT', 'UPDATE', 'DELETE')), old_data jsonb, new_data jsonb);",
      reports: ['tasks_history'],
      says: 'when and by whom',
    },
    {
      title: 'an operation that may be any text',
      sql: 'CREATE TABLE tasks_history (id bigint, task_id bigint, operation text, old_data jsonb, changed_at timestamptz, changed_by bigint);',
      reports: ['tasks_history'],
      says: 'any text',
      fixed:
        "CREATE TABLE tasks_history (id bigint, task_id bigint, operation text CHECK (operation IN ('INSERT', 'UPDATE', 'DELETE')), old_data jsonb, changed_at timestamptz, changed_by bigint);",
    },
    {
      title: 'all of it',
      sql: "CREATE TABLE tasks_history (id bigint, operation text NOT NULL CHECK (operation IN ('INSERT', 'UPDATE', 'DELETE')), old_data jsonb, new_data jsonb, changed_at timestamptz, changed_by bigint);",
      reports: [],
    },
    {
      title: 'a history of something else',
      sql: 'CREATE TABLE price_history (id int, price numeric, valid_from date);',
      reports: [],
    },
  ],
  table(table, context) {
    if (table.open || !wordsOfName(table.name).some((word) => NAMES.has(word))) return;
    const names = table.columns.map(({ name }) => name.toLowerCase());
    if (!names.some((name) => OLD_OR_NEW.test(name))) return;
    const operation = table.columns.find(({ name }) => OPERATION.test(name.toLowerCase()));
    const lacks = [
      ...(operation ? [] : ['what was done']),
      ...(table.columns.some(({ type }) => /^timestamp|^date$/.test(type.name.name)) ? [] : ['when']),
      ...(names.some((name) => WHO.test(name)) ? [] : ['by whom']),
    ];
    if (lacks.length > 0) {
      context.report({
        at: table.nameOrigin,
        message: `${describe(table)} does not say ${lacks.join(' and ')}, so it cannot answer who changed a row. Add ${lacks.length > 1 ? 'columns' : 'a column'}.`,
      });
    } else if (
      operation &&
      ['text', 'varchar'].includes(operation.type.name.name) &&
      !isChecked(table, operation.name)
    ) {
      context.report({
        at: table.nameOrigin,
        message: `${listed([operation.name])} of ${describe(table)} may be any text. Check that it is one of INSERT, UPDATE and DELETE.`,
        fixes: [addCheck(operation, context)],
      });
    }
  },
});

function isChecked(table: Table, name: string): boolean {
  return table.constraints.some(
    ({ kind, columns }) => (kind === 'check' || kind === 'foreign key') && columns.includes(name),
  );
}

function addCheck({ name, origin }: Column, context: Texts): Fix {
  const spelled = keywordCase(origin.source, context);
  const check = ` ${spelled('CHECK')} (${quoteIdent(name)} ${spelled('IN')} ('INSERT', 'UPDATE', 'DELETE'))`;
  return { title: 'Add the check', kind: 'suggestion', edits: [insertAfter(origin, check)] };
}
