import { defineRule } from '../define-rule';
import { harm, shown, whole, type Transaction } from '../lib/migration';
import { isBatch, isFewRows } from '../lib/migration-rows';
export default defineRule({
  id: 'unbatched-backfill',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'migration',
  covers: ['MIG-backfill-batched'],
  docs: {
    summary: 'Rows of a table in use are changed in batches.',
    why: 'One UPDATE of all rows locks each of them until it is done, writes as much as the table holds, and is lost as a whole when it is stopped near the end. Batches of some thousand rows, each in a transaction of its own, let others work in between, and go on where they stopped.',
    whenOff: 'For tables of up to some ten thousand rows.',
    references: [
      { title: 'PostgreSQL: UPDATE', url: 'https://www.postgresql.org/docs/current/sql-update.html' },
      { title: 'PostgreSQL: Routine Vacuuming', url: 'https://www.postgresql.org/docs/current/routine-vacuuming.html' },
    ],
  },
  examples: [
    {
      title: 'all rows',
      before: 'CREATE TABLE users (state text);\nCREATE TABLE logs (id int);',
      sql: "UPDATE users SET state = 'new';\nDELETE FROM logs;\n",
      reports: ["UPDATE users SET state = 'new'", 'DELETE FROM logs'],
      says: 'all rows of `users`',
    },
    {
      title: 'those that have no value yet',
      before: 'CREATE TABLE users (state text);',
      sql: "UPDATE users SET state = 'new' WHERE state IS NULL;\n",
      reports: ["UPDATE users SET state = 'new' WHERE state IS NULL"],
    },
    {
      title: 'a batch, single rows, and a new table',
      before: 'CREATE TABLE users (id int, state text);',
      sql: "UPDATE users SET state = 'new' WHERE id IN (SELECT id FROM users WHERE state IS NULL LIMIT 5000);\nUPDATE users SET state = 'x' WHERE id = 7;\nUPDATE users SET state = 'x' WHERE id BETWEEN 1 AND 500;\nCREATE TABLE copies (id int);\nUPDATE copies SET id = 1;\n",
      reports: [],
    },
    {
      title: 'behind a lock, which another rule tells',
      tool: 'goose',
      before: 'CREATE TABLE users (id int);',
      sql: "-- +goose Up\nALTER TABLE users ADD COLUMN state text;\nUPDATE users SET state = 'new';\n",
      reports: [],
    },
  ],
  migration({ statements }, context) {
    /** In these a table was locked further up. */
    const locking = new Set<Transaction>();
    for (const statement of statements) {
      const { effects, acts, node, transaction } = statement;
      const isLocked = transaction !== undefined && locking.has(transaction);
      if (transaction && !isLocked && effects.some((effect) => harm(effect) === 'reads and writes'))
        locking.add(transaction);
      const [act] = acts;
      if (isLocked || act?.act !== 'write' || (act.verb !== 'UPDATE' && act.verb !== 'DELETE')) continue;
      if (effects.every(({ isNew }) => isNew) || isFewRows(node) || isBatch(node)) continue;
      context.report({
        at: whole(statement, context),
        message: `One statement changes ${act.where ? 'many' : 'all'} rows of ${shown(act.table)}, and holds a lock on each until it is done. Change them in batches, each in a transaction of its own.`,
      });
    }
  },
});
