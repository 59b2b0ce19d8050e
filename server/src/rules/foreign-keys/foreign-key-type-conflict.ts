import { defineRule } from '../define-rule';
import { keyPairs, takeType } from '../lib/foreign-key-types';
import { shortType } from '../lib/types';

export default defineRule({
  id: 'foreign-key-type-conflict',
  category: 'foreign-keys',
  since: '0.2.0',
  severity: { recommended: 'error', strict: 'error' },
  needs: 'schema',
  covers: ['FK-type-match'],
  docs: {
    summary: 'A foreign key has types that PostgreSQL can compare with those of the referenced columns.',
    why:
      'PostgreSQL refuses a foreign key between types that it cannot compare, such as `uuid` and `text` or `text` and `integer`: ' +
      '"foreign key constraint … cannot be implemented" (42804).',
    whenOff: 'Never: the statement cannot be applied.',
    references: [
      {
        title: 'PostgreSQL: Foreign Keys',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
      },
    ],
  },
  examples: [
    {
      title: 'text that points to a uuid',
      sql: 'CREATE TABLE users (\n  id uuid PRIMARY KEY\n);\nCREATE TABLE posts (\n  author_id text NOT NULL REFERENCES users (id)\n);',
      reports: ['REFERENCES users (id)'],
      says: '`author_id` is `text` and `users.id` is `uuid`',
      fixed:
        'CREATE TABLE users (\n  id uuid PRIMARY KEY\n);\nCREATE TABLE posts (\n  author_id uuid NOT NULL REFERENCES users (id)\n);',
    },
    {
      title: 'one column of several, added later',
      sql: 'create table items (shop int, code text, primary key (shop, code));\ncreate table lines (shop int, code int);\nalter table lines add constraint fk_item foreign key (shop, code) references items;',
      reports: ['constraint fk_item foreign key (shop, code) references items'],
      fixed:
        'create table items (shop int, code text, primary key (shop, code));\ncreate table lines (shop int, code text);\nalter table lines add constraint fk_item foreign key (shop, code) references items;',
    },
    {
      title: 'two enum types',
      sql: "CREATE TYPE a AS ENUM ('x');\nCREATE TYPE b AS ENUM ('x');\nCREATE TABLE kinds (kind a PRIMARY KEY);\nCREATE TABLE things (kind b REFERENCES kinds);",
      reports: ['REFERENCES kinds'],
      fixed:
        "CREATE TYPE a AS ENUM ('x');\nCREATE TYPE b AS ENUM ('x');\nCREATE TABLE kinds (kind a PRIMARY KEY);\nCREATE TABLE things (kind a REFERENCES kinds);",
    },
    {
      title: 'types that PostgreSQL compares',
      sql: 'CREATE TABLE users (id bigserial PRIMARY KEY, name varchar(50) UNIQUE, code numeric UNIQUE);\nCREATE TABLE posts (author_id integer REFERENCES users, name text REFERENCES users (name), code int REFERENCES users (code));',
      reports: [],
    },
    {
      title: 'a domain over the same type',
      sql: 'CREATE DOMAIN user_id AS uuid;\nCREATE TABLE users (id user_id PRIMARY KEY);\nCREATE TABLE posts (author_id uuid REFERENCES users);',
      reports: [],
    },
    {
      title: 'a type that nobody knows here',
      sql: 'CREATE TABLE shapes (id ulid PRIMARY KEY);\nCREATE TABLE parts (shape_id text REFERENCES shapes);',
      reports: [],
    },
    {
      title: 'both were changed later',
      sql: 'CREATE TABLE users (id uuid PRIMARY KEY);\nCREATE TABLE posts (author_id int);\nALTER TABLE posts ALTER author_id TYPE uuid USING NULL;\nALTER TABLE posts ADD FOREIGN KEY (author_id) REFERENCES users;',
      reports: [],
    },
  ],
  table(table, context) {
    for (const constraint of table.constraints) {
      const pair = keyPairs(constraint, table, context.schema).find(({ accepted }) => accepted === false);
      if (!pair) continue;
      const { from, to } = pair;
      const target = constraint.references!.table.name;
      const edit = takeType(pair, table, context);
      const type = shortType(to.type);
      context.report({
        at: constraint.origin,
        message:
          `\`${from.name}\` is \`${shortType(from.type)}\` and \`${target}.${to.name}\` is \`${type}\`, ` +
          'which PostgreSQL cannot compare, so it refuses this foreign key. Give both the same type.',
        related: [{ at: to.typeOrigin, message: `\`${target}.${to.name}\` is \`${type}\`.` }],
        fixes: edit ? [{ title: `Make \`${from.name}\` \`${type}\``, kind: 'suggestion', edits: [edit] }] : [],
      });
    }
  },
});
