import { defineRule } from '../define-rule';
import { insertBefore } from '../lib/edits';
import { harm, shown, whole } from '../lib/migration';
import { keywordCase } from '../lib/syntax';
export default defineRule({
  id: 'lock-timeout',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'info' },
  presets: { documented: ['info'] },
  needs: 'migration',
  covers: ['MIG-lock-timeout', 'P61', 'P62', 'P63'],
  docs: {
    summary: 'A migration that needs a strong lock doesn’t wait for it without end.',
    why: 'A statement that waits for ACCESS EXCLUSIVE stands behind the longest query, and all others stand behind it: the table is down although nothing runs yet. With `lock_timeout` it gives up after a few seconds, and the migration is tried again later.',
    whenOff: 'Where the tool or the role sets it.',
    references: [
      {
        title: 'PostgreSQL: lock_timeout',
        url: 'https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT',
      },
    ],
  },
  options: {
    settings: {
      type: 'strings',
      default: ['lock_timeout'],
      description: 'What has to be set: also `statement_timeout`, `idle_in_transaction_session_timeout`.',
    },
    value: { type: 'string', default: '5s', description: 'The value that the fix writes.' },
  },
  examples: [
    {
      title: 'a column of a table in use',
      tool: 'goose',
      before: 'CREATE TABLE users (id int);',
      sql: '-- +goose Up\nALTER TABLE users ADD COLUMN name text;\nALTER TABLE users ADD COLUMN note text;\n',
      reports: ['ALTER TABLE users ADD COLUMN name text'],
      says: 'lock_timeout',
      fixed:
        "-- +goose Up\nSET LOCAL lock_timeout = '5s';\nALTER TABLE users ADD COLUMN name text;\nALTER TABLE users ADD COLUMN note text;\n",
    },
    {
      title: 'outside of a transaction, and both timeouts',
      before: 'CREATE TABLE users (id int);',
      options: { settings: ['lock_timeout', 'statement_timeout'] },
      sql: 'alter table users drop column id;\n',
      reports: ['alter table users drop column id'],
      fixed: "set lock_timeout = '5s';\nset statement_timeout = '5s';\nalter table users drop column id;\n",
    },
    {
      title: 'with one',
      before: 'CREATE TABLE users (id int);',
      sql: "SET lock_timeout = '2s';\nALTER TABLE users ADD COLUMN name text;\n",
      reports: [],
    },
    {
      title: 'new tables, and weak locks',
      before: 'CREATE TABLE users (id int);',
      sql: 'CREATE TABLE orders (id int);\nALTER TABLE orders ADD COLUMN name text;\nCREATE INDEX CONCURRENTLY a ON users (id);\n',
      reports: [],
    },
  ],
  migration({ statements }, context) {
    const set = new Set<string>();
    for (const statement of statements) {
      for (const act of statement.acts) if (act.act === 'set') set.add(act.name);
      const effect = statement.effects.find((each) => harm(each) !== 'nothing');
      if (!effect) continue;
      const missing = context.option('settings').filter((name) => !set.has(name));
      if (missing.length === 0) return;
      const kw = keywordCase(statement.source, context);
      const local = statement.transaction && statement.transaction.by !== 'text' ? `${kw('SET LOCAL')}` : kw('SET');
      const all = whole(statement, context);
      const lines = missing.map((name) => `${local} ${name} = '${context.option('value')}';\n`);
      context.report({
        at: all,
        message: `This waits for a lock on ${shown(effect.on)} without end, and everybody else waits behind it. Set \`${missing.join('`, `')}\` before it.`,
        fixes: [{ title: `Set ${missing.join(', ')}`, kind: 'suggestion', edits: [insertBefore(all, lines.join(''))] }],
      });
      return;
    }
  },
});
