import { defineRule } from '../define-rule';
import { at, shown, whole } from '../lib/migration';
export default defineRule({
  id: 'unique-over-rows',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'info' },
  needs: 'migration',
  forms: ['create index', 'create index concurrently', 'create index on the parent alone', 'add key'],
  recipe: true,
  covers: ['P13'],
  docs: {
    summary: 'Rows are looked at before a unique index is built over them.',
    why: 'If two rows have the same values the index isn’t built: the migration stops, and with CONCURRENTLY an invalid index stays behind, which is written to all the same.',
    whenOff: 'Where the values are known to differ.',
    references: [
      { title: 'PostgreSQL: Unique Indexes', url: 'https://www.postgresql.org/docs/current/indexes-unique.html' },
    ],
  },
  examples: [
    {
      title: 'an index',
      before: 'CREATE TABLE users (email text);',
      sql: 'CREATE UNIQUE INDEX CONCURRENTLY a ON users (email);\n',
      reports: ['CREATE UNIQUE INDEX CONCURRENTLY a ON users (email)'],
      says: 'the same `email`',
    },
    {
      title: 'a key',
      before: 'CREATE TABLE users (email text, name text);',
      sql: 'ALTER TABLE users ADD CONSTRAINT k UNIQUE (email, name);\n',
      reports: ['ADD CONSTRAINT k UNIQUE (email, name)'],
    },
    {
      title: 'of a new table',
      before: 'SELECT 1;',
      sql: 'CREATE TABLE users (email text);\nCREATE UNIQUE INDEX a ON users (email);\n',
      reports: [],
    },
    {
      title: 'not unique, or unique already',
      before: 'CREATE TABLE users (id int PRIMARY KEY, name text);',
      sql: 'CREATE INDEX a ON users (name);\nCREATE UNIQUE INDEX b ON users (id, name);\n',
      reports: [],
    },
  ],
  statement(statement, context) {
    for (const effect of statement.effects) {
      const { act, table, isNew, on } = effect;
      if (isNew || act.act !== 'op' || !table) continue;
      const { op } = act;
      const columns =
        op.op === 'create index' && op.index.unique
          ? op.index.keys.map(({ column, text }) => column ?? text)
          : op.op === 'add constraint' &&
              /unique|primary/.test(op.constraint.kind) &&
              op.constraint.usingIndex === undefined
            ? op.constraint.columns.map(({ name }) => name)
            : [];
      if (
        columns.length === 0 ||
        table.constraints.some(
          (key) => /unique|primary/.test(key.kind) && key.columns.every((name) => columns.includes(name)),
        )
      )
        continue;
      context.report({
        at: op.op === 'create index' ? whole(statement, context) : at(statement, effect.span),
        message: `This fails if two rows of ${shown(on)} have the same \`${columns.join(', ')}\`. Look for them first.`,
      });
    }
  },
});
