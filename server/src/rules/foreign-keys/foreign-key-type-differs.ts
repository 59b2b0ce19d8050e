import type { SqlType } from '../../model/expr/env';
import { defineRule } from '../define-rule';
import { keyPairs, takeType, type KeyPair } from '../lib/foreign-key-types';
import { shortType } from '../lib/types';

const INTEGERS = ['int2', 'int4', 'int8'];

export default defineRule({
  id: 'foreign-key-type-differs',
  category: 'foreign-keys',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  presets: { documented: ['warning', { wider: true }], contracts: ['warning', { wider: true }] },
  needs: 'schema',
  covers: ['FK-type-match', 'P101'],
  docs: {
    summary: 'A foreign key has room for all values of the column that it points to.',
    why:
      'PostgreSQL compares `integer` with `bigint` and `varchar(20)` with `text`, so it takes such a foreign key. But the day when the ' +
      'referenced column holds a value that the other one has no room for, no row can point to it.',
    whenOff: 'Where the values are known to stay small.',
    references: [
      {
        title: 'PostgreSQL: Foreign Keys',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
      },
    ],
  },
  options: {
    wider: {
      type: 'boolean',
      default: false,
      description: 'Also report integers that are wider than those that they point to.',
    },
  },
  examples: [
    {
      title: 'an integer that points to a bigint',
      sql: 'CREATE TABLE users (id bigserial PRIMARY KEY);\nCREATE TABLE posts (\n  author_id INTEGER NOT NULL REFERENCES users (id)\n);',
      reports: ['REFERENCES users (id)'],
      says: 'has no room for all values',
      fixed:
        'CREATE TABLE users (id bigserial PRIMARY KEY);\nCREATE TABLE posts (\n  author_id BIGINT NOT NULL REFERENCES users (id)\n);',
    },
    {
      title: 'the other way round, where that is asked for',
      sql: 'create table users (id serial primary key);\ncreate table posts (author_id bigint references users);',
      reports: ['references users'],
      says: 'of another type',
      fixed: 'create table users (id serial primary key);\ncreate table posts (author_id integer references users);',
      options: { wider: true },
    },
    {
      title: 'a shorter text',
      sql: 'CREATE TABLE countries (code text PRIMARY KEY);\nCREATE TABLE cities (country varchar(2) REFERENCES countries);',
      reports: ['REFERENCES countries'],
      fixed:
        'CREATE TABLE countries (code text PRIMARY KEY);\nCREATE TABLE cities (country text REFERENCES countries);',
    },
    {
      title: 'the same type in other words, also of a dump',
      sql: 'CREATE TABLE users (id bigserial PRIMARY KEY, handle character varying(40) UNIQUE);\nCREATE TABLE posts (author_id int8 REFERENCES users, handle varchar(40) REFERENCES users (handle));',
      reports: [],
    },
    {
      title: 'a wider one',
      sql: 'CREATE TABLE users (id serial PRIMARY KEY);\nCREATE TABLE posts (author_id bigint REFERENCES users);',
      reports: [],
    },
    {
      title: 'text with room for all values',
      sql: 'CREATE TABLE countries (code varchar(2) PRIMARY KEY);\nCREATE TABLE cities (country text REFERENCES countries, other varchar(3) REFERENCES countries);',
      reports: [],
    },
    {
      title: 'a domain over the same type',
      sql: 'CREATE DOMAIN user_id AS bigint;\nCREATE TABLE users (id user_id PRIMARY KEY);\nCREATE TABLE posts (author_id bigint REFERENCES users);',
      reports: [],
    },
  ],
  table(table, context) {
    for (const constraint of table.constraints) {
      const pairs = keyPairs(constraint, table, context.schema);
      const pair = pairs.every(({ accepted }) => accepted === true)
        ? pairs.find((each) => isNarrower(each) || (context.option('wider') && isWider(each)))
        : undefined;
      if (!pair) continue;
      const { from, to } = pair;
      const target = `${constraint.references!.table.name}.${to.name}`;
      const type = shortType(to.type);
      const edit = takeType(pair, table, context);
      const why = isNarrower(pair)
        ? `has no room for all values of \`${target}\`, which is \`${type}\``
        : `points to \`${target}\` of another type, \`${type}\`, which will run out of values first`;
      context.report({
        at: constraint.origin,
        message: `\`${from.name}\` is \`${shortType(from.type)}\` and ${why}. Give both the same type.`,
        related: [{ at: to.typeOrigin, message: `\`${target}\` is \`${type}\`.` }],
        fixes: edit ? [{ title: `Make \`${from.name}\` \`${type}\``, kind: 'suggestion', edits: [edit] }] : [],
      });
    }
  },
});

function isWider({ fromType: from, toType: to }: KeyPair): boolean {
  return !from.array && INTEGERS.includes(to.name) && INTEGERS.indexOf(from.name) > INTEGERS.indexOf(to.name);
}

/** Whether some values of the referenced column don't fit. */
function isNarrower({ fromType: from, toType: to }: KeyPair): boolean {
  if (from.array || to.array) return false;
  if (INTEGERS.includes(from.name))
    return to.name === 'numeric' || INTEGERS.indexOf(from.name) < INTEGERS.indexOf(to.name);
  return lengthOf(from) < lengthOf(to);
}

/** How many characters there is room for. */
function lengthOf({ name, modifiers }: SqlType): number {
  return ['varchar', 'bpchar'].includes(name) && modifiers.length > 0 ? Number(modifiers[0]) : Infinity;
}
