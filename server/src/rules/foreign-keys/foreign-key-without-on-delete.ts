import { displayName } from '../../model/names';
import { column, type Origin } from '../../model/schema';
import { defineRule } from '../define-rule';
import { listed } from '../lib/names';
import { setOnDelete } from '../lib/references';
import { findWords, type Texts } from '../lib/syntax';

const MEANINGS = {
  RESTRICT: 'refuse to delete a referenced row',
  'NO ACTION': 'refuse to delete a referenced row when the constraint is checked',
  CASCADE: 'delete these rows too',
  'SET NULL': 'keep these rows without reference',
};

export default defineRule({
  id: 'foreign-key-without-on-delete',
  category: 'foreign-keys',
  since: '0.1.0',
  severity: { recommended: 'info', strict: 'warning' },
  oneDecision: true,
  needs: 'table',
  presets: {
    strict: ['warning', { always: true }],
    documented: ['warning', { always: true }],
    contracts: ['warning', { always: true }],
  },
  covers: ['FK-on-delete-explicit', 'P104'],
  docs: {
    summary: 'Each foreign key says what happens when the referenced row is deleted.',
    why:
      'Without `ON DELETE` PostgreSQL takes `NO ACTION` and refuses the delete. Whether the rows that point there should block it, go too or stay ' +
      'behind is a decision about the data, and the schema is where readers look for it. Writing `ON DELETE NO ACTION` is an answer.',
    whenOff:
      'Where no row is ever deleted. Where four of five foreign keys say nothing, and there are five, it is silent by itself. Foreign keys that `ALTER TABLE ONLY` adds are never reported: `pg_dump` writes that, and leaves `NO ACTION` out.',
    references: [
      {
        title: 'PostgreSQL: Foreign Keys',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
      },
    ],
  },
  options: {
    always: {
      type: 'boolean',
      default: false,
      description: 'Whether it is also said where four of five foreign keys of the schema say nothing.',
    },
  },
  examples: [
    {
      title: 'not decided',
      sql: 'CREATE TABLE orders (\n  customer_id int NOT NULL REFERENCES customers (id)\n);',
      reports: ['REFERENCES customers (id)'],
      says: '`customers`',
      fixed: 'CREATE TABLE orders (\n  customer_id int NOT NULL REFERENCES customers (id) ON DELETE RESTRICT\n);',
    },
    {
      title: 'with other clauses',
      sql: 'CREATE TABLE lines (a int, b int, foreign key (a, b) REFERENCES items MATCH FULL ON UPDATE CASCADE NOT VALID);',
      reports: ['foreign key (a, b) REFERENCES items MATCH FULL ON UPDATE CASCADE NOT VALID'],
      fixed:
        'CREATE TABLE lines (a int, b int, foreign key (a, b) REFERENCES items MATCH FULL ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID);',
    },
    {
      title: 'checked at the end of the transaction: RESTRICT would not wait for that',
      sql: 'create table nodes (id int primary key, next_id int references nodes (id) deferrable initially deferred);',
      reports: ['references nodes (id)'],
      fixed:
        'create table nodes (id int primary key, next_id int references nodes (id) on delete no action deferrable initially deferred);',
    },
    {
      title: 'decided',
      sql: 'CREATE TABLE orders (customer_id int REFERENCES customers ON DELETE CASCADE);',
      reports: [],
    },
    {
      title: 'the default, on purpose',
      sql: 'CREATE TABLE orders (customer_id int REFERENCES customers ON DELETE NO ACTION);',
      reports: [],
    },
    {
      title: 'decided later',
      sql: 'CREATE TABLE orders (customer_id int REFERENCES customers);\nALTER TABLE orders DROP CONSTRAINT orders_customer_id_fkey, ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customers ON DELETE SET NULL;',
      reports: [],
    },
    {
      title: 'a schema that leaves it to PostgreSQL',
      sql: 'CREATE TABLE t (a int REFERENCES p, b int REFERENCES p, c int REFERENCES p, d int REFERENCES p, e int REFERENCES p);',
      reports: [],
    },
    {
      title: 'a dump, which leaves NO ACTION out',
      sql: 'CREATE TABLE public.orders (customer_id int);\nALTER TABLE ONLY public.orders\n    ADD CONSTRAINT fk_customer FOREIGN KEY (customer_id) REFERENCES public.customers(id);',
      reports: [],
    },
    {
      title: 'a partition follows its parent',
      sql: 'CREATE TABLE logs (at date, user_id int REFERENCES users ON DELETE CASCADE) PARTITION BY RANGE (at);\nCREATE TABLE logs_old PARTITION OF logs DEFAULT;',
      reports: [],
    },
  ],
  table(table, context) {
    if (context.conventions.onDelete?.value === 'left out' && !context.option('always')) return;
    for (const constraint of table.constraints) {
      const { columns, deferrable, origin, references } = constraint;
      if (!references || references.onDeleteWritten || isDumped(origin, context)) continue;
      const nullable = columns.every((name) => column(table, name)?.notNull === false);
      const refuse = deferrable ? 'NO ACTION' : 'RESTRICT';
      const actions = [refuse, 'CASCADE', ...(nullable ? (['SET NULL'] as const) : [])] as const;
      const target = displayName({ schema: references.table.schema ?? 'public', name: references.table.name });
      context.report({
        at: origin,
        message:
          `Nothing says what becomes of ${listed(columns)} when a row of \`${target}\` is deleted, so PostgreSQL refuses to delete it. ` +
          'Decide with ON DELETE.',
        fixes: actions.map((action) => ({
          title: `ON DELETE ${action}: ${MEANINGS[action]}`,
          kind: 'suggestion',
          edits: [setOnDelete(constraint, action, context)],
        })),
      });
    }
  },
});

function isDumped({ source }: Origin, context: Texts): boolean {
  return findWords(context, { source, span: { start: 0, end: 40 } }, 'alter', 'table', 'only') !== undefined;
}
