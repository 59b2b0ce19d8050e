import { defineRule } from '../define-rule';

export default defineRule({
  id: 'refused-statement',
  category: 'statements',
  since: '0.2.0',
  severity: { recommended: 'error', strict: 'error' },
  needs: 'refusals',
  covers: [],
  docs: {
    summary: 'Every statement can be applied to what the statements before it have made.',
    why:
      'A column that is there already, a table that others still need, a constraint that is gone: PostgreSQL stops at such a ' +
      'statement, and a migration that stops halfway has to be cleaned up by hand. The statement is left out of the model.\n\n' +
      'Nothing is said where the files may run in another order, or where a DO block or composed SQL may have changed what ' +
      'stands in the way.',
    whenOff: 'Where another program changes the schema between these files.',
    references: [
      { title: 'PostgreSQL: SQL Commands', url: 'https://www.postgresql.org/docs/current/sql-commands.html' },
      { title: 'PostgreSQL: Dependency Tracking', url: 'https://www.postgresql.org/docs/current/ddl-depend.html' },
    ],
  },
  examples: [
    {
      title: 'a column that is there already',
      sql: 'CREATE TABLE orders (id bigint PRIMARY KEY, note text);\nALTER TABLE orders ADD COLUMN note text;',
      reports: ['note'],
      says: 'already has a column note',
    },
    {
      title: 'a table that a foreign key points to',
      sql: 'CREATE TABLE customers (id bigint PRIMARY KEY);\nCREATE TABLE orders (customer_id bigint REFERENCES customers);\nDROP TABLE customers;',
      reports: ['customers'],
      says: 'or say CASCADE',
    },
    {
      title: 'a table that is made twice',
      sql: 'CREATE TABLE orders (id bigint);\nCREATE TABLE orders (id uuid);',
      reports: ['orders'],
    },
    {
      title: 'a type that a column has',
      sql: "CREATE TYPE mood AS ENUM ('ok');\nCREATE TABLE people (mood mood);\nDROP TYPE mood;",
      reports: ['mood'],
    },
    {
      title: 'asked for with care',
      sql: 'CREATE TABLE orders (id bigint, note text);\nCREATE TABLE IF NOT EXISTS orders (id uuid);\nALTER TABLE orders ADD COLUMN IF NOT EXISTS note text;\nALTER TABLE orders DROP COLUMN IF EXISTS total;\nDROP TABLE IF EXISTS customers;',
      reports: [],
    },
    {
      title: 'tables that go together',
      sql: 'CREATE TABLE customers (id bigint PRIMARY KEY);\nCREATE TABLE orders (customer_id bigint REFERENCES customers);\nDROP TABLE customers, orders;',
      reports: [],
    },
    {
      title: 'a DO block that catches what fails',
      sql: "DO $$ BEGIN CREATE TYPE mood AS ENUM ('ok'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;\nDO $$ BEGIN CREATE TYPE mood AS ENUM ('ok'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;",
      reports: [],
    },
    {
      title: 'what composed SQL changed',
      sql: "CREATE TABLE customers (id bigint PRIMARY KEY);\nCREATE TABLE orders (customer_id bigint REFERENCES customers);\nDO $$ DECLARE r record; BEGIN FOR r IN SELECT conname, conrelid::regclass AS t FROM pg_constraint WHERE contype = 'f' LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', r.t, r.conname); END LOOP; END $$;\nDROP TABLE customers;",
      reports: [],
    },
    {
      title: 'what composed SQL may have changed',
      sql: "CREATE TABLE customers (id bigint PRIMARY KEY);\nCREATE TABLE orders (customer_id bigint REFERENCES customers);\nDO $$ BEGIN EXECUTE 'DROP TABLE ' || current_setting('app.dropped'); END $$;\nDROP TABLE customers;",
      reports: [],
    },
    {
      title: 'a table that no statement here makes',
      sql: 'ALTER TABLE elsewhere ADD COLUMN note text;\nALTER TABLE elsewhere DROP COLUMN total;',
      reports: [],
    },
  ],
  refusal({ message, origin }, context) {
    context.report({ at: origin, message });
  },
});
