import { defineRule } from '../define-rule';
import { whole } from '../lib/migration';
export default defineRule({
  id: 'one-change',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'off' },
  presets: { modular: ['info'], contracts: ['info'] },
  needs: 'migration',
  covers: ['MIG-one-change'],
  docs: {
    summary: 'A migration makes one change.',
    why: 'What belongs together is reviewed, run and undone together. If one of several changes fails, or has to be undone, the others go with it.',
    whenOff: 'Where a migration is a release.',
    references: [{ title: 'Evolutionary Database Design', url: 'https://martinfowler.com/articles/evodb.html' }],
  },
  options: {
    tables: { type: 'number', default: 3, description: 'So many tables that are there may be changed together.' },
  },
  examples: [
    {
      title: 'tables that have nothing to do with one another',
      before: 'CREATE TABLE a (id int);\nCREATE TABLE b (id int);\nCREATE TABLE c (id int);\nCREATE TABLE d (id int);',
      sql: 'ALTER TABLE a ADD COLUMN x int;\nALTER TABLE b ADD COLUMN x int;\nALTER TABLE c ADD COLUMN x int;\nALTER TABLE d ADD COLUMN x int;\n',
      reports: ['ALTER TABLE d ADD COLUMN x int'],
      says: '4 tables',
    },
    {
      title: 'two where one is allowed',
      before: 'CREATE TABLE a (id int);\nCREATE TABLE b (id int);',
      options: { tables: 1 },
      sql: 'ALTER TABLE a ADD COLUMN x int;\nDROP TABLE b;\n',
      reports: ['DROP TABLE b'],
    },
    {
      title: 'one table in several ways',
      before: 'CREATE TABLE a (id int);',
      sql: 'ALTER TABLE a ADD COLUMN x int;\nALTER TABLE a ADD COLUMN y int;\nCREATE INDEX i ON a (x);\n',
      reports: [],
    },
    {
      title: 'new tables with what they point to',
      before: 'SELECT 1;',
      sql: 'CREATE TABLE a (id int PRIMARY KEY);\nCREATE TABLE b (a_id int REFERENCES a);\nCREATE TABLE c (a_id int REFERENCES a);\nCREATE TABLE d (a_id int REFERENCES a);\n',
      reports: [],
    },
  ],
  migration({ statements }, context) {
    const changed = new Set<string>();
    for (const statement of statements) {
      const before = changed.size;
      for (const { isNew, on, key, form } of statement.effects)
        if (!isNew && on && form !== 'write' && !form.startsWith('create table')) changed.add(key ?? on.name);
      if (changed.size > before && before <= context.option('tables') && changed.size > context.option('tables')) {
        const count = new Set(
          statements.flatMap(({ effects }) =>
            effects.flatMap(({ isNew, on, key, form }) =>
              !isNew && on && form !== 'write' && !form.startsWith('create table') ? [key ?? on.name] : [],
            ),
          ),
        ).size;
        context.report({
          at: whole(statement, context),
          message: `This migration changes ${count} tables. Make a migration of each change, which can be run and undone alone.`,
        });
      }
    }
  },
});
