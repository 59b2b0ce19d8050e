import { quoteIdent } from '../../model/names';
import { defineRule } from '../define-rule';
import { insertBefore } from '../lib/edits';
import { listed, wordsOfName } from '../lib/names';
import { unquoted } from '../lib/rename';

const ENVIRONMENTS = new Set(
  'dev development test testing staging stage prod production qa uat preprod sandbox'.split(' '),
);

export default defineRule({
  id: 'table-schema',
  category: 'naming',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'hint' },
  needs: 'table',
  covers: ['P144', 'P145', 'P146'],
  docs: {
    summary: 'Tables are made in the schemas that are meant for them.',
    why:
      'A name without a schema goes wherever `search_path` points in that session. A schema that is named after an environment makes all queries differ between ' +
      'environments. With options tables also have to be in a schema of the list, and to be written with it.',
    whenOff: 'Where all tables are in `public`.',
    references: [{ title: 'PostgreSQL: Schemas', url: 'https://www.postgresql.org/docs/current/ddl-schemas.html' }],
  },
  options: {
    qualified: { type: 'boolean', default: false, description: 'Whether each CREATE TABLE has to name the schema.' },
    allowed: { type: 'strings', default: [], description: 'The schemas that tables may be in. Left empty, all.' },
  },
  examples: [
    {
      title: 'a schema for an environment',
      sql: 'CREATE TABLE shop_staging.orders (id bigint);\nCREATE TABLE prod.users (id bigint);',
      reports: ['shop_staging.orders', 'prod.users'],
      says: '`shop_staging`',
    },
    {
      title: 'without the schema',
      sql: 'CREATE TABLE "Order" (id bigint);',
      options: { qualified: true },
      reports: ['"Order"'],
      fixed: 'CREATE TABLE public."Order" (id bigint);',
    },
    {
      title: 'in another schema than those that are allowed',
      sql: 'CREATE TABLE app.orders (id bigint);\nCREATE TABLE public.users (id bigint);',
      options: { allowed: ['app'] },
      reports: ['public.users'],
      says: '`app`',
    },
    {
      title: 'written with it',
      sql: 'CREATE TABLE app.orders (id bigint);',
      options: { qualified: true, allowed: ['app'] },
      reports: [],
    },
    {
      title: 'other words, as real schemas have them',
      sql: 'CREATE TABLE products.items (id int);\nCREATE TABLE attestation.keys (id int);',
      reports: [],
    },
  ],
  table(table, context) {
    const { name, schema, nameOrigin } = table;
    const allowed = context.option('allowed');
    if (allowed.length > 0 && !allowed.includes(schema)) {
      context.report({
        at: nameOrigin,
        message: `\`${name}\` is in the schema \`${schema}\`, and tables of this project belong in ${listed(allowed, 'or')}. Make it there.`,
      });
    } else if (wordsOfName(schema).some((word) => ENVIRONMENTS.has(word))) {
      context.report({
        at: nameOrigin,
        message: `The schema \`${schema}\` of \`${name}\` is named after an environment, so queries differ from one to the next. Use a database for each environment, and one name.`,
      });
    } else if (context.option('qualified') && unquoted(context.text(nameOrigin)) === name) {
      const prefix = `${quoteIdent(schema)}.`;
      context.report({
        at: nameOrigin,
        message: `\`${name}\` is made wherever \`search_path\` points. Write \`${prefix}${name}\`.`,
        fixes: [{ title: `Write \`${prefix}${name}\``, kind: 'safe', edits: [insertBefore(nameOrigin, prefix)] }],
      });
    }
  },
});
