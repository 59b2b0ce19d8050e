import { defineRule, type Edit } from '../define-rule';
import { replace } from '../lib/edits';
import { keyTypeOf, surrogateKey } from '../lib/keys';
import { findWords, keywordCase, likeCase, type Texts } from '../lib/syntax';
import { describe, isLookup } from '../lib/tables';
import type { Column } from '../../model/schema';

export default defineRule({
  id: 'key-type',
  category: 'keys',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'info' },
  presets: {
    documented: ['warning', { types: ['uuid'] }],
    modular: ['info', { types: ['uuid', 'bigint'] }],
    contracts: ['info', { types: ['uuid', 'bigint'] }],
  },
  needs: 'table',
  covers: ['KEY-uuid-pk', 'KEY-pk-allow-bigint'],
  docs: {
    summary: 'Primary keys have the types that the project settled on.',
    why:
      'A uuid can be made anywhere and tells nobody how many rows there are; a bigint is small and sorts by age. A schema that mixes them makes each reference ' +
      'a question, and a table that has to be joined by both needs a second key.\n\n' +
      'Without the option the type is the one that four of five keys of the schema have, if there are five. Keys that say something by ' +
      'themselves, such as a code, and tables of up to three columns that point to nothing are left alone.',
    whenOff: 'Where the types are mixed on purpose.',
    references: [
      { title: 'PostgreSQL: UUID Type', url: 'https://www.postgresql.org/docs/current/datatype-uuid.html' },
      {
        title: 'PostgreSQL: Numeric Types',
        url: 'https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-INT',
      },
    ],
  },
  options: {
    types: {
      type: 'strings',
      default: [],
      description:
        'Of `uuid`, `bigint`, `integer`, `smallint`. Left empty, the type that most keys of the schema have.',
    },
  },
  examples: [
    {
      title: 'uuids are wanted',
      sql: 'CREATE TABLE users (\n  id bigserial PRIMARY KEY,\n  email text,\n  name text,\n  born date\n);',
      options: { types: ['uuid'] },
      reports: ['bigserial'],
      says: '`uuid`',
      fixed:
        'CREATE TABLE users (\n  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,\n  email text,\n  name text,\n  born date\n);',
    },
    {
      title: 'an identity column',
      sql: 'create table users (id int generated always as identity primary key, a text, b text, c text);',
      options: { types: ['uuid', 'bigint'] },
      reports: ['int'],
      fixed: 'create table users (id uuid default gen_random_uuid() primary key, a text, b text, c text);',
    },
    {
      title: 'one among others',
      sql: 'CREATE TABLE a (id uuid PRIMARY KEY, x int, y int, z int);\nCREATE TABLE b (id uuid PRIMARY KEY, x int, y int, z int);\nCREATE TABLE c (id uuid PRIMARY KEY, x int, y int, z int);\nCREATE TABLE d (id uuid PRIMARY KEY, x int, y int, z int);\nCREATE TABLE e (id serial PRIMARY KEY, x int, y int, z int);',
      reports: ['serial'],
      says: '4 of 5',
    },
    {
      title: 'no habit to be seen',
      sql: 'CREATE TABLE a (id serial PRIMARY KEY, x int, y int, z int);\nCREATE TABLE b (id uuid PRIMARY KEY);',
      reports: [],
    },
    {
      title: 'lookup tables, codes and keys that point elsewhere, as real schemas have them',
      sql: 'CREATE TABLE statuses (id smallint PRIMARY KEY, code text, label text);\nCREATE TABLE countries (code char(2) PRIMARY KEY, name text, a int, b int);\nCREATE TABLE profiles (user_id bigint PRIMARY KEY REFERENCES users, bio text, a int, b int);',
      options: { types: ['uuid'] },
      reports: [],
    },
  ],
  table(table, context) {
    const key = surrogateKey(table);
    const type = key && keyTypeOf(key);
    if (!key || type === undefined || isLookup(table)) return;
    const habit = context.conventions.keyType;
    const wanted: readonly string[] =
      context.option('types').length > 0 ? context.option('types') : habit ? [habit.value] : [type];
    if (wanted.includes(type)) return;
    // More room than the others have harms nobody.
    if (context.option('types').length === 0 && type === 'bigint' && habit?.value !== 'uuid') return;
    const why =
      context.option('types').length > 0
        ? `, and keys of this project are ${wanted.map((each) => `\`${each}\``).join(' or ')}.`
        : `, while ${habit!.count} of ${habit!.total} keys of this schema are \`${habit!.value}\`.`;
    const isUsed = context.conventions.usedTables.has(table.key);
    const edits = wanted[0] === 'uuid' && !isUsed ? asUuid(key, context) : [];
    context.report({
      at: key.typeOrigin,
      message: `The key of ${describe(table)} is \`${type}\`${why} Use one type, so that each reference looks alike.`,
      fixes: edits.length > 0 ? [{ title: 'Change to `uuid`', kind: 'suggestion', edits }] : [],
    });
  },
});

function asUuid({ type, typeOrigin, origin, identity, default: value }: Column, context: Texts): readonly Edit[] {
  const spelled = keywordCase(typeOrigin.source, context);
  const uuid = likeCase(context.text(typeOrigin), 'uuid');
  const given = `${spelled('DEFAULT')} gen_random_uuid()`;
  if (type.serial) return [replace(typeOrigin, `${uuid} ${given}`)];
  if (value || typeOrigin.source !== origin.source) return [];
  if (!identity) return [replace(typeOrigin, `${uuid} ${given}`)];
  const words =
    identity === 'always'
      ? ['generated', 'always', 'as', 'identity']
      : ['generated', 'by', 'default', 'as', 'identity'];
  const clause = findWords(context, origin, ...words);
  const hasOptions =
    clause && /^\s*\(/.test(context.text({ ...clause, span: { start: clause.span.end, end: origin.span.end } }));
  return clause && !hasOptions ? [replace(typeOrigin, uuid), replace(clause, given)] : [];
}
