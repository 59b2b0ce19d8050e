import type { Column } from '../../model/schema';
import { defineRule, type Edit } from '../define-rule';
import { insertAfter } from '../lib/edits';
import { listed } from '../lib/names';
import { plainType } from '../lib/retype';
import { findWords, keywordCase, type Texts } from '../lib/syntax';
import { CREATED, UPDATED } from '../lib/timestamps';
import { describe, ownColumns } from '../lib/tables';

export default defineRule({
  id: 'moment-without-default',
  category: 'nullability',
  since: '0.2.0',
  severity: { recommended: 'hint', strict: 'info' },
  oneDecision: true,
  presets: {
    documented: ['warning', { always: true, updated: true }],
    modular: ['warning', { always: true, updated: true }],
  },
  gate: 'timestamps',
  needs: 'table',
  covers: ['STD-ts-not-null-default'],
  docs: {
    summary: 'When a row was made is filled in by the database and never missing.',
    why:
      'Without `NOT NULL DEFAULT now()` each program has to fill in `created_at` by itself, and rows that were imported or repaired by hand have none. ' +
      'Where most tables of the schema leave it to the program, or a trigger may fill it in, nothing is said.',
    whenOff: 'Where one program writes all rows.',
    references: [
      { title: 'PostgreSQL: Default Values', url: 'https://www.postgresql.org/docs/current/ddl-default.html' },
    ],
  },
  options: {
    always: {
      type: 'boolean',
      default: false,
      description: 'Whether it is also said where most tables leave it to the program.',
    },
    updated: {
      type: 'boolean',
      default: false,
      description: 'Whether the moment of the last change is looked at too.',
    },
  },
  examples: [
    {
      title: 'neither default nor NOT NULL',
      sql: 'CREATE TABLE orders (\n  id bigint,\n  created_at timestamptz\n);',
      reports: ['created_at'],
      says: '`orders`',
      fixed: 'CREATE TABLE orders (\n  id bigint,\n  created_at timestamptz DEFAULT now() NOT NULL\n);',
    },
    {
      title: 'both moments',
      sql: 'create table orders (created_at timestamptz not null, updated_at timestamptz default now());',
      options: { updated: true },
      reports: ['created_at'],
      says: '`created_at` and `updated_at`',
      fixed:
        'create table orders (created_at timestamptz not null default now(), updated_at timestamptz default now() not null);',
    },
    {
      title: 'filled in',
      sql: 'CREATE TABLE orders (created_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP, updated_at timestamptz);',
      reports: [],
    },
    {
      title: 'filled in by a trigger',
      sql: 'CREATE TABLE orders (created_at timestamptz);\nCREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION set_moments();',
      reports: [],
    },
    {
      title: 'left to the program everywhere, as in many real schemas',
      sql: 'CREATE TABLE a (created_at timestamp NOT NULL);\nCREATE TABLE b (created_at timestamp NOT NULL);\nCREATE TABLE c (created_at timestamp NOT NULL);\nCREATE TABLE d (created_at timestamp NOT NULL);\nCREATE TABLE e (created_at timestamp NOT NULL);',
      reports: [],
    },
  ],
  table(table, context) {
    const isHabit = context.conventions.createdDefault?.value === 'none';
    if (isHabit && !context.option('always')) return;
    if (table.triggers.some(({ timing, events, forEachRow }) => timing === 'before' && events.includes('insert') && forEachRow)) return; // prettier-ignore
    const found = ownColumns(table, context).filter(
      ({ name, generated, inherited, default: value, notNull, ...rest }) => {
        const isMoment = ['timestamptz', 'timestamp'].includes(plainType({ name, notNull, ...rest }) ?? '');
        const named = CREATED.test(name) || (context.option('updated') && UPDATED.test(name));
        return isMoment && named && !generated && !inherited && !(value && notNull);
      },
    );
    const [first] = found;
    if (!first) return;
    const names = listed(found.map(({ name }) => name));
    const edits = found.flatMap((column) => completed(column, context));
    context.report({
      at: first.nameOrigin,
      message: `${names} of ${describe(table)} ${found.every(({ notNull }) => notNull) ? 'must be filled in by each program' : 'can be missing'}. Make ${found.length > 1 ? 'them' : 'it'} \`NOT NULL DEFAULT now()\`.`,
      fixes:
        edits.length > 0
          ? [{ title: 'Add what is missing of `NOT NULL DEFAULT now()`', kind: 'suggestion', edits }]
          : [],
    });
  },
});

function completed({ origin, default: value, notNull }: Column, context: Texts): readonly Edit[] {
  if (!notNull && findWords(context, origin, 'null')) return [];
  const spelled = keywordCase(origin.source, context);
  return [insertAfter(origin, (value ? '' : `${spelled(' DEFAULT')} now()`) + (notNull ? '' : spelled(' NOT NULL')))];
}
