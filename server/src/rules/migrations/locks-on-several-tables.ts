import { defineRule } from '../define-rule';
import { harm, shown, whole, type Transaction } from '../lib/migration';
export default defineRule({
  id: 'locks-on-several-tables',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'info' },
  needs: 'migration',
  covers: ['P65'],
  docs: {
    summary: 'One transaction keeps others from one table, not from several.',
    why: 'Locks add up until the transaction ends. A program that uses the tables in the other order holds one and waits for the other, as the migration does: PostgreSQL ends one of them (40P01, deadlock). With one table a transaction that can’t happen.',
    whenOff: 'Where migrations run while nobody works.',
    references: [
      {
        title: 'PostgreSQL: Deadlocks',
        url: 'https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-DEADLOCKS',
      },
    ],
  },
  examples: [
    {
      title: 'two tables',
      tool: 'goose',
      before: 'CREATE TABLE a (id int);\nCREATE TABLE b (id int);',
      sql: '-- +goose Up\nALTER TABLE a ADD COLUMN x int;\nALTER TABLE b ADD COLUMN x int;\n',
      reports: ['ALTER TABLE b ADD COLUMN x int'],
      says: '`a`',
    },
    {
      title: 'three, told once',
      before: 'CREATE TABLE a (id int);\nCREATE TABLE b (id int);\nCREATE TABLE c (id int);',
      sql: 'BEGIN;\nALTER TABLE a ADD COLUMN x int;\nALTER TABLE b ADD COLUMN x int;\nALTER TABLE c ADD COLUMN x int;\nCOMMIT;\n',
      reports: ['ALTER TABLE b ADD COLUMN x int'],
    },
    {
      title: 'outside of a transaction',
      before: 'CREATE TABLE a (id int);\nCREATE TABLE b (id int);',
      sql: 'ALTER TABLE a ADD COLUMN x int;\nALTER TABLE b ADD COLUMN x int;\n',
      reports: [],
    },
    {
      title: 'one table twice, and a new one',
      tool: 'goose',
      before: 'CREATE TABLE a (id int);',
      sql: '-- +goose Up\nALTER TABLE a ADD COLUMN x int;\nALTER TABLE a ADD COLUMN y int;\nCREATE TABLE c (id int);\nALTER TABLE c ADD COLUMN x int;\n',
      reports: [],
    },
  ],
  migration({ statements }, context) {
    const held = new Map<Transaction, { readonly name: string; told: boolean }>();
    for (const statement of statements) {
      const { transaction, effects } = statement;
      if (!transaction) continue;
      for (const effect of effects) {
        if (harm(effect) !== 'reads and writes') continue;
        const name = effect.key ?? effect.on!.name;
        const first = held.get(transaction);
        if (!first) held.set(transaction, { name, told: false });
        else if (first.name !== name && !first.told) {
          first.told = true;
          const other = first.name.replace(/^public\./, '');
          context.report({
            at: whole(statement, context),
            message: `This transaction holds a lock on \`${other}\` and takes another one on ${shown(effect.on)}: a program that uses them in the other order ends in a deadlock. Change one table a transaction.`,
          });
        }
      }
    }
  },
});
