import { defineRule } from '../define-rule';
import { inLastWord, singularOf } from '../lib/inflection';
import { keyNamePattern, surrogateKey } from '../lib/keys';
import { renameColumn } from '../lib/rename';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'key-name',
  category: 'keys',
  since: '0.2.0',
  severity: { recommended: 'hint', strict: 'info' },
  presets: { modular: ['info', { name: 'id' }] },
  gate: 'naming',
  needs: 'table',
  covers: ['KEY-pk-named-id', 'P98'],
  docs: {
    summary: 'Primary keys are named in one way: `id`, or the table with `_id`.',
    why:
      'With `id` everywhere each key is known without looking. With `order_id` a column has the same name wherever it stands, and `USING (order_id)` joins. ' +
      'Mixed, each join has to be looked up. Without the option the name is the one that four of five keys of the schema have, if there are five.',
    whenOff: 'Where tables come from different systems.',
    references: [
      {
        title: 'PostgreSQL: Primary Keys',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-PRIMARY-KEYS',
      },
    ],
  },
  options: {
    name: { type: 'string', default: '', description: '`id` or `{table}_id`. Left empty, as most keys of the schema.' },
  },
  examples: [
    {
      title: 'keys are named id',
      sql: 'CREATE TABLE orders (\n  order_id bigint PRIMARY KEY,\n  code text\n);',
      options: { name: 'id' },
      reports: ['order_id'],
      says: '`id`',
      fixed: 'CREATE TABLE orders (\n  id bigint PRIMARY KEY,\n  code text\n);',
    },
    {
      title: 'keys are named after the table',
      sql: 'create table cities (id uuid, name text, primary key (id));',
      options: { name: '{table}_id' },
      reports: ['id'],
      fixed: 'create table cities (city_id uuid, name text, primary key (city_id));',
    },
    {
      title: 'one among others',
      sql: 'CREATE TABLE a (id uuid PRIMARY KEY);\nCREATE TABLE b (id uuid PRIMARY KEY);\nCREATE TABLE c (id uuid PRIMARY KEY);\nCREATE TABLE d (id uuid PRIMARY KEY);\nCREATE TABLE e (e_id uuid PRIMARY KEY);',
      reports: ['e_id'],
      says: '4 of 5',
    },
    {
      title: 'spelled as the others, without an underscore',
      sql: [
        ...['a', 'b', 'c', 'd'].map((name) => `CREATE TABLE ${name} (${name}id int PRIMARY KEY);`),
        'CREATE TABLE cities (id int PRIMARY KEY);',
      ].join('\n'),
      reports: ['id'],
      says: 'Name it `cityid`',
    },
    {
      title: 'no habit to be seen',
      sql: 'CREATE TABLE a (id uuid PRIMARY KEY);\nCREATE TABLE b (b_id uuid PRIMARY KEY);',
      reports: [],
    },
    {
      title: 'keys that say something, or are those of other rows, as real tables have them',
      sql: 'CREATE TABLE countries (code char(2) PRIMARY KEY);\nCREATE TABLE profiles (user_id int PRIMARY KEY REFERENCES users);\nCREATE TABLE reports (template_id uuid PRIMARY KEY);\nCREATE TABLE years (year int PRIMARY KEY);',
      options: { name: 'id' },
      reports: [],
    },
  ],
  table(table, context) {
    const key = surrogateKey(table);
    const habit = context.conventions.keyName;
    const wanted = context.option('name') || habit?.value;
    if (!key || !wanted || keyNamePattern(key.name, table.name) === wanted) return;
    const newName = wanted.replace('{table}', inLastWord(table.name, singularOf));
    if (key.name === newName || table.columns.some(({ name }) => name === newName)) return;
    const why = context.option('name')
      ? 'and keys of this project are named otherwise'
      : `while ${habit!.count} of ${habit!.total} keys of this schema are named \`${wanted}\``;
    context.report({
      at: key.nameOrigin,
      message: `The key of ${describe(table)} is named \`${key.name}\`, ${why}. Name it \`${newName}\`.`,
      fixes: renameColumn(table, key, newName, context),
    });
  },
});
