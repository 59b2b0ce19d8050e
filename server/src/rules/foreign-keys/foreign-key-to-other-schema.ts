import { displayName } from '../../model/names';
import { defineRule } from '../define-rule';

export default defineRule({
  id: 'foreign-key-to-other-schema',
  category: 'foreign-keys',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'off' },
  presets: { modular: ['info'] },
  needs: 'schema',
  covers: ['P103'],
  docs: {
    summary: 'Foreign keys stay within their schema.',
    why:
      'Where each module has a schema of its own, a foreign key into another one ties the two together: neither can be dumped, restored or moved ' +
      'to another database alone.',
    whenOff: 'Where schemas are only a way to sort tables.',
    references: [{ title: 'PostgreSQL: Schemas', url: 'https://www.postgresql.org/docs/current/ddl-schemas.html' }],
  },
  options: {
    allowed: {
      type: 'strings',
      default: ['auth', 'shared', 'common', 'core'],
      description: 'Schemas that every other one may point to.',
    },
  },
  examples: [
    {
      title: 'into another module',
      sql: 'CREATE TABLE billing.invoices (id int PRIMARY KEY);\nCREATE TABLE shop.orders (invoice_id int REFERENCES billing.invoices (id));',
      reports: ['billing.invoices'],
      says: '`billing`',
    },
    {
      title: 'from public',
      sql: 'create table sales.customers (id int primary key);\ncreate table orders (customer_id int);\nalter table orders add foreign key (customer_id) references sales.customers;',
      reports: ['sales.customers'],
    },
    {
      title: 'within a schema',
      sql: 'CREATE TABLE shop.items (id int PRIMARY KEY);\nCREATE TABLE shop.orders (item_id int REFERENCES shop.items);',
      reports: [],
    },
    {
      title: 'one that all may point to',
      sql: 'CREATE TABLE auth.users (id uuid PRIMARY KEY);\nCREATE TABLE shop.orders (user_id uuid REFERENCES auth.users);',
      reports: [],
    },
  ],
  table(table, context) {
    const allowed = new Set([table.schema, ...context.option('allowed')]);
    for (const { references, origin, inherited } of table.constraints) {
      if (!references || inherited) continue;
      const target = context.schema.resolve(references.table, origin.source.path);
      const schema = target?.schema ?? references.table.schema;
      if (schema === undefined || allowed.has(schema) || target?.temporary) continue;
      const shown = displayName({ schema, name: references.table.name });
      context.report({
        at: references.tableOrigin,
        message: `\`${table.name}\` of the schema \`${table.schema}\` points to \`${shown}\` of the schema \`${schema}\`, so neither can be moved alone. Keep the id without a foreign key, or let the schemas be one.`,
      });
    }
  },
});
