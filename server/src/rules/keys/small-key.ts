import { defineRule } from '../define-rule';
import { replace } from '../lib/edits';
import { keyTypeOf, surrogateKey } from '../lib/keys';
import { likeCase } from '../lib/syntax';
import { describe, isLookup } from '../lib/tables';

const LAST = { integer: '2,147,483,647', smallint: '32,767' };

export default defineRule({
  id: 'small-key',
  category: 'keys',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'info' },
  presets: { documented: ['warning'] },
  needs: 'table',
  covers: ['P81', 'P82'],
  docs: {
    summary: 'Keys that are counted up are `bigint`.',
    why:
      'Rolled back and failed INSERTs use up numbers too, and at the last one each INSERT fails. Widening the key then rewrites the table ' +
      'and all that point to it under a lock. Four more bytes a row avoid that. Tables of up to three columns that point to nothing are left alone.',
    whenOff: 'Where tables stay small.',
    references: [
      {
        title: 'PostgreSQL: Numeric Types',
        url: 'https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-INT',
      },
    ],
  },
  examples: [
    {
      title: 'an integer',
      sql: 'CREATE TABLE orders (\n  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n  code text,\n  note text,\n  total numeric\n);',
      reports: ['int'],
      says: '2,147,483,647',
      fixed:
        'CREATE TABLE orders (\n  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n  code text,\n  note text,\n  total numeric\n);',
    },
    {
      title: 'serial',
      sql: 'CREATE TABLE orders (id SERIAL PRIMARY KEY, a int, b int, c int);',
      reports: ['SERIAL'],
      fixed: 'CREATE TABLE orders (id BIGSERIAL PRIMARY KEY, a int, b int, c int);',
    },
    {
      title: 'wide enough',
      sql: 'CREATE TABLE a (id bigserial PRIMARY KEY, a int, b int, c int);\nCREATE TABLE b (id uuid PRIMARY KEY);',
      reports: [],
    },
    {
      title: 'numbers that are given, and lookup tables, as real schemas have them',
      sql: 'CREATE TABLE years (year int PRIMARY KEY, a int, b int, c int);\nCREATE TABLE statuses (id serial PRIMARY KEY, code text, label text);',
      reports: [],
    },
  ],
  table(table, context) {
    const key = surrogateKey(table);
    const type = key && keyTypeOf(key);
    if (!key || (type !== 'integer' && type !== 'smallint') || isLookup(table)) return;
    const isDrawn =
      key.identity !== undefined || key.type.serial !== undefined || (key.default?.sequences.length ?? 0) > 0;
    if (!isDrawn) return;
    const newType = likeCase(context.text(key.typeOrigin), key.type.serial ? 'bigserial' : 'bigint');
    context.report({
      at: key.typeOrigin,
      message: `The key of ${describe(table)} ends at ${LAST[type]}, and then each INSERT fails. Use \`bigint\`.`,
      fixes: [{ title: `Change to \`${newType}\``, kind: 'suggestion', edits: [replace(key.typeOrigin, newType)] }],
    });
  },
});
