import { column } from '../../model/schema';
import { defineRule } from '../define-rule';
import { setOnDelete } from '../lib/references';
import { isAccounting, isHistory } from '../lib/table-words';
import { describe } from '../lib/tables';

/** All that one customer has: who deletes it wants all of it gone. */
const TENANT = /^(?:tenant|organi[sz]ation|org|workspace|team|project|app|application)s?$/i;

export default defineRule({
  id: 'cascade-into-history',
  category: 'foreign-keys',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  presets: { documented: ['warning'] },
  needs: 'table',
  covers: ['FK-cascade-audit'],
  docs: {
    summary: 'Deleting something leaves its history, its log and its invoices.',
    why:
      'With `ON DELETE CASCADE` the delete of a user also deletes what the audit log says of that user, and the payments. What records the ' +
      'past usually has to outlive what it is about: `SET NULL` keeps the row without the reference, `RESTRICT` refuses the delete. ' +
      'Tables are recognised by the last word of their names. What a whole tenant, organization, workspace or project has may go with it.',
    whenOff: 'Where a history is worth nothing without its object, or the law asks that all of it goes.',
    references: [
      {
        title: 'PostgreSQL: Foreign Keys',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
      },
    ],
  },
  examples: [
    {
      title: 'an audit log',
      sql: 'CREATE TABLE audit_log (\n  id bigint PRIMARY KEY,\n  user_id uuid REFERENCES users (id) ON DELETE CASCADE\n);',
      reports: ['REFERENCES users (id) ON DELETE CASCADE'],
      says: '`audit_log`',
      fixed:
        'CREATE TABLE audit_log (\n  id bigint PRIMARY KEY,\n  user_id uuid REFERENCES users (id) ON DELETE SET NULL\n);',
    },
    {
      title: 'payments, which may not lose their customer',
      sql: 'create table payments (customer_id int not null references customers on delete cascade);',
      reports: ['references customers on delete cascade'],
      fixed: 'create table payments (customer_id int not null references customers on delete restrict);',
    },
    {
      title: 'parts of such a document',
      sql: 'CREATE TABLE invoice_lines (invoice_id int REFERENCES invoices ON DELETE CASCADE);\nCREATE TABLE payments (invoice_id int REFERENCES invoices ON DELETE CASCADE);',
      reports: [],
    },
    {
      title: 'other actions and other tables',
      sql: 'CREATE TABLE task_history (task_id int REFERENCES tasks ON DELETE RESTRICT);\nCREATE TABLE blogs (user_id int REFERENCES users ON DELETE CASCADE);\nCREATE TABLE catalogs (shop_id int REFERENCES shops ON DELETE CASCADE);',
      reports: [],
    },
    {
      title: 'with the organization that it belongs to, as products with tenants have it',
      sql: 'CREATE TABLE connection_logs (organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE);',
      reports: [],
    },
  ],
  table(table, context) {
    if (!(isHistory(table) || isAccounting(table))) return;
    for (const constraint of table.constraints) {
      const { references, columns, origin } = constraint;
      if (references?.onDelete !== 'cascade' || isHistory(references.table) || isAccounting(references.table)) continue;
      if (TENANT.test(references.table.name) && !isAccounting(table)) continue;
      const nullable = columns.every((name) => column(table, name)?.notNull === false);
      const actions = nullable ? ['SET NULL', 'RESTRICT'] : ['RESTRICT'];
      context.report({
        at: origin,
        message:
          `Deleting a row of \`${references.table.name}\` also deletes its rows of ${describe(table)}, which record the past. ` +
          (nullable
            ? 'Keep them with SET NULL, or refuse the delete with RESTRICT.'
            : 'Refuse the delete with RESTRICT.'),
        fixes: actions.map((action) => ({
          title: `ON DELETE ${action}`,
          kind: 'suggestion',
          edits: [setOnDelete(constraint, action, context)],
        })),
      });
    }
  },
});
