import { column, primaryKey } from '../../model/schema';
import { defineRule } from '../define-rule';
import { comparableType } from '../lib/types';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'copied-column',
  category: 'shape',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'hint' },
  presets: { documented: ['info'], modular: ['info'] },
  needs: 'schema',
  covers: ['SHP-2nf', 'SHP-3nf'],
  docs: {
    summary: 'What a referenced row says is not stored a second time, or a comment says why.',
    why:
      'A copy such as `user_email` beside `user_id` stays as it was when the user changes the address, and nobody knows which of the two is right. Where it ' +
      'is meant to stay, as the price of an order, a comment on the column says so.',
    whenOff: 'Where copies are made on purpose throughout.',
    references: [
      { title: 'PostgreSQL: Joins Between Tables', url: 'https://www.postgresql.org/docs/current/tutorial-join.html' },
    ],
  },
  examples: [
    {
      title: 'a copy',
      sql: 'CREATE TABLE users (id bigint PRIMARY KEY, email text);\nCREATE TABLE orders (\n  id bigint PRIMARY KEY,\n  user_id bigint REFERENCES users,\n  user_email varchar(255)\n);',
      reports: ['user_email'],
      says: '`users.email`',
    },
    {
      title: 'beside a part of the key',
      sql: 'CREATE TABLE products (id bigint PRIMARY KEY, name text);\nCREATE TABLE lines (order_id bigint, product_id bigint REFERENCES products (id), product_name text, PRIMARY KEY (order_id, product_id));',
      reports: ['product_name'],
    },
    {
      title: 'a comment says why',
      sql: "CREATE TABLE products (id bigint PRIMARY KEY, price numeric);\nCREATE TABLE lines (product_id bigint REFERENCES products, product_price numeric);\nCOMMENT ON COLUMN lines.product_price IS 'As it was when the order was made.';",
      reports: [],
    },
    {
      title: 'a part of the reference, and another type, as real tables have them',
      sql: 'CREATE TABLE users (tenant int, id bigint, kind text, PRIMARY KEY (tenant, id));\nCREATE TABLE orders (user_tenant int, user_id bigint, user_kind int, FOREIGN KEY (user_tenant, user_id) REFERENCES users (tenant, id));\nCREATE TABLE notes (user_name text, user_id bigint);',
      reports: [],
    },
  ],
  table(table, context) {
    for (const { kind, columns, references, origin } of table.constraints) {
      const stem = /^(.+)_id$/.exec(columns[0] ?? '')?.[1];
      if (kind !== 'foreign key' || columns.length !== 1 || stem === undefined) continue;
      const target = context.schema.resolve(references!.table, origin.source.path);
      if (!target || target.key === table.key) continue;
      for (const copy of table.columns) {
        const name = copy.name.startsWith(`${stem}_`) ? copy.name.slice(stem.length + 1) : undefined;
        const source = name === undefined ? undefined : column(target, name);
        if (
          !source ||
          copy.comment !== undefined ||
          copy.generated ||
          primaryKey(target)?.columns.includes(source.name)
        )
          continue;
        const isKey = table.constraints.some((each) => each.kind === 'foreign key' && each.columns.includes(copy.name));
        if (isKey || comparableType(source) !== comparableType(copy)) continue;
        context.report({
          at: copy.nameOrigin,
          message: `\`${copy.name}\` of ${describe(table)} repeats \`${target.name}.${source.name}\` and goes stale when that changes. Read it by a join, or say in a comment why it is kept.`,
          related: [{ at: source.nameOrigin, message: 'It stands here.' }],
        });
      }
    }
  },
});
