import { column } from '../../model/schema';
import { defineRule } from '../define-rule';
import { hasDefault } from '../lib/defaults';
import { listed } from '../lib/names';
import { setOnDelete } from '../lib/references';

export default defineRule({
  id: 'set-default-without-default',
  category: 'foreign-keys',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'table',
  covers: ['FK-set-default-no-default'],
  docs: {
    summary: '`SET DEFAULT` stands only on columns that have a default.',
    why:
      'Where a column has no default, `ON DELETE SET DEFAULT` does what `SET NULL` does: the row silently loses its reference. ' +
      'Where the column may not be null either, each delete fails; `set-null-on-not-null` reports that.',
    whenOff: 'Where null is what the default means; `SET NULL` says so more clearly.',
    references: [
      {
        title: 'PostgreSQL: Foreign Keys',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
      },
    ],
  },
  examples: [
    {
      title: 'no default',
      sql: 'CREATE TABLE tasks (\n  owner_id int REFERENCES users (id) ON DELETE SET DEFAULT\n);',
      reports: ['REFERENCES users (id) ON DELETE SET DEFAULT'],
      says: '`owner_id`',
      fixed: 'CREATE TABLE tasks (\n  owner_id int REFERENCES users (id) ON DELETE SET NULL\n);',
    },
    {
      title: 'one of two columns, as a constraint of its own',
      sql: 'create table tasks (team int default 1, owner int, foreign key (team, owner) references users on delete set default);',
      reports: ['foreign key (team, owner) references users on delete set default'],
    },
    {
      title: 'a default, also a later one',
      sql: "CREATE TABLE tasks (state text DEFAULT 'open' REFERENCES states ON DELETE SET DEFAULT, team int REFERENCES teams ON DELETE SET DEFAULT);\nALTER TABLE tasks ALTER team SET DEFAULT 1;",
      reports: [],
    },
    {
      title: 'the domain may have a default',
      sql: 'CREATE DOMAIN team AS int DEFAULT 1;\nCREATE TABLE tasks (team team REFERENCES teams ON DELETE SET DEFAULT);',
      reports: [],
    },
    {
      title: 'may not be null: that is another problem',
      sql: 'CREATE TABLE tasks (team int NOT NULL REFERENCES teams ON DELETE SET DEFAULT);',
      reports: [],
    },
  ],
  table(table, context) {
    for (const constraint of table.constraints) {
      const { references, columns, origin } = constraint;
      if (references?.onDelete !== 'set default') continue;
      const set = (references.setColumns ?? columns).flatMap((name) => column(table, name) ?? []);
      const empty = set.filter((each) => !hasDefault(each));
      if (empty.length === 0 || empty.some(({ notNull }) => notNull)) continue;
      const names = empty.map(({ name }) => name);
      const all = empty.length === set.length && !references.setColumns;
      context.report({
        at: origin,
        message: `${listed(names)} ${names.length === 1 ? 'has' : 'have'} no default, so ON DELETE SET DEFAULT sets null. Give a default, or write SET NULL.`,
        fixes: all
          ? [
              {
                title: 'Write ON DELETE SET NULL',
                kind: 'suggestion',
                edits: [setOnDelete(constraint, 'SET NULL', context)],
              },
            ]
          : [],
      });
    }
  },
});
