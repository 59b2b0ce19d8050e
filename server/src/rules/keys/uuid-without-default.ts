import { defineRule } from '../define-rule';
import { insertAfter } from '../lib/edits';
import { surrogateKey } from '../lib/keys';
import { keywordCase } from '../lib/syntax';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'uuid-without-default',
  category: 'keys',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'info' },
  presets: {
    documented: ['warning', { always: true }],
    modular: ['warning', { always: true }],
    contracts: ['warning', { always: true }],
  },
  needs: 'table',
  covers: ['KEY-uuid-default-missing'],
  docs: {
    summary: 'A uuid key is made by the database when an INSERT brings none.',
    why:
      'Without a default each INSERT has to bring a key, also one that is typed by hand, and it fails where that is forgotten. Without the option it is ' +
      'said only where four of five uuid keys of the schema have a default, if there are five.',
    whenOff: 'Where the program makes the keys.',
    references: [
      { title: 'PostgreSQL: UUID Functions', url: 'https://www.postgresql.org/docs/current/functions-uuid.html' },
    ],
  },
  options: {
    always: {
      type: 'boolean',
      default: false,
      description: 'Whether it is also said where other keys have no default.',
    },
  },
  examples: [
    {
      title: 'no default',
      sql: 'CREATE TABLE posts (\n  id uuid PRIMARY KEY,\n  title text\n);',
      options: { always: true },
      reports: ['id'],
      says: '`posts`',
      fixed: 'CREATE TABLE posts (\n  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,\n  title text\n);',
    },
    {
      title: 'one of five',
      sql: 'create table a (id uuid default gen_random_uuid() primary key);\ncreate table b (id uuid default gen_random_uuid() primary key);\ncreate table c (id uuid default gen_random_uuid() primary key);\ncreate table d (id uuid default gen_random_uuid() primary key);\ncreate table e (id uuid primary key);',
      reports: ['id'],
      says: '4 of 5',
    },
    { title: 'the program makes the keys', sql: 'CREATE TABLE posts (id uuid PRIMARY KEY);', reports: [] },
    {
      title: 'the key is that of another row',
      sql: 'CREATE TABLE profiles (user_id uuid PRIMARY KEY REFERENCES users (id), bio text);\nCREATE TABLE logs (id uuid, at date, PRIMARY KEY (id, at));',
      options: { always: true },
      reports: [],
    },
  ],
  table(table, context) {
    const habit = context.conventions.uuidDefault;
    const key = surrogateKey(table);
    if (key?.type.name.name !== 'uuid' || key.default || key.generated) return;
    if (!context.option('always') && habit?.value !== 'default') return;
    const newText = ` ${keywordCase(key.typeOrigin.source, context)('DEFAULT')} gen_random_uuid()`;
    const others =
      habit?.value === 'default' ? ` ${habit.count} of ${habit.total} uuid keys of this schema have a default.` : '';
    const sameStatement = key.typeOrigin.source === key.origin.source;
    context.report({
      at: key.nameOrigin,
      message: `Each INSERT into ${describe(table)} has to bring its key, and fails without.${others} Add \`DEFAULT gen_random_uuid()\`.`,
      fixes: sameStatement
        ? [
            {
              title: 'Add `DEFAULT gen_random_uuid()`',
              kind: 'suggestion',
              edits: [insertAfter(key.typeOrigin, newText)],
            },
          ]
        : [],
    });
  },
});
