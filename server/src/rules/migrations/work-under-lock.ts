import type { Node } from '@pgsql/types';
import { defineRule } from '../define-rule';
import { removeStatement } from '../lib/edits';
import { harm, shown, whole, type MigrationStatement, type SeenEffect } from '../lib/migration';
import { isFewRows } from '../lib/migration-rows';

export default defineRule({
  id: 'work-under-lock',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'migration',
  covers: ['MIG-backfill-separate', 'P64'],
  docs: {
    summary: 'Nothing that goes through many rows runs in a transaction that keeps others from a table.',
    why:
      'A lock is held until its transaction ends. ALTER TABLE … ADD COLUMN takes ACCESS EXCLUSIVE for a moment, but an UPDATE of all rows, ' +
      'or a VALIDATE, behind it in the same transaction makes that moment minutes, in which nobody can read the table. Fill rows in a ' +
      'migration of their own.',
    whenOff: 'For tables that are always small.',
    references: [
      { title: 'PostgreSQL: Explicit Locking', url: 'https://www.postgresql.org/docs/current/explicit-locking.html' },
    ],
  },
  examples: [
    {
      title: 'rows that are filled behind a new column',
      tool: 'goose',
      before: 'CREATE TABLE users (id int, name text);',
      sql: '-- +goose Up\nALTER TABLE users ADD COLUMN label text;\nUPDATE users SET label = lower(name);\n',
      reports: ['UPDATE users SET label = lower(name)'],
      says: 'Nobody can use `users`',
      fixed: '-- +goose Up\nALTER TABLE users ADD COLUMN label text;\n',
    },
    {
      title: 'several statements under one lock',
      tool: 'goose',
      before: 'CREATE TABLE rooms (id int, name text);\nCREATE TABLE seats (id int, row_no int);',
      sql: '-- +goose Up\nALTER TABLE rooms ADD COLUMN label text;\nUPDATE rooms SET label = lower(name);\nUPDATE seats SET row_no = row_no + 1;\n',
      reports: ['UPDATE rooms SET label = lower(name)'],
      says: 'this and 1 more of the file',
    },
    {
      title: 'an old constraint that is validated',
      before:
        'CREATE TABLE users (id int, age int);\nCREATE TABLE orders (id int);\nALTER TABLE users ADD CONSTRAINT old CHECK (age > 0) NOT VALID;',
      sql: 'BEGIN;\nALTER TABLE orders RENAME TO purchases;\nALTER TABLE users VALIDATE CONSTRAINT old;\nCOMMIT;\n',
      reports: ['ALTER TABLE users VALIDATE CONSTRAINT old'],
    },
    {
      title: 'a new table that is filled, single rows, and quick changes',
      tool: 'goose',
      before:
        'CREATE TABLE users (id int PRIMARY KEY, name text);\nCREATE TABLE settings (key text PRIMARY KEY, value text);',
      sql: "-- +goose Up\nALTER TABLE users ADD COLUMN label text;\nALTER TABLE users ADD COLUMN state text DEFAULT 'new';\nCREATE TABLE names (id int);\nINSERT INTO settings VALUES ('a', 'b');\nUPDATE settings SET value = 'c' WHERE key = 'a';\n",
      reports: [],
    },
    {
      title: 'outside of a transaction',
      tool: 'goose',
      before: 'CREATE TABLE users (id int, name text);',
      sql: '-- +goose NO TRANSACTION\n-- +goose Up\nALTER TABLE users ADD COLUMN label text;\nUPDATE users SET label = lower(name);\n',
      reports: [],
    },
  ],
  migration({ statements }, context) {
    /** What goes on under each lock. */
    const works = new Map<MigrationStatement, { readonly lock: SeenEffect; readonly work: MigrationStatement[] }>();
    statements.forEach((statement, i) => {
      const { transaction } = statement;
      if (!transaction || !statement.effects.some((effect) => isLong(effect, statement.node))) return;
      // A statement that holds such a lock on the table itself is told by the rule about it.
      if (statement.effects.some((effect) => harm(effect) === 'reads and writes')) return;
      const earlier = statements.slice(0, i).filter((other) => other.transaction === transaction);
      if (validatesOwn(statement, earlier)) return;
      for (const other of earlier) {
        const lock = other.effects.find((effect) => harm(effect) === 'reads and writes' && !/^(?:drop (?:table|view)|replace view)$/.test(effect.form)); // prettier-ignore
        if (!lock) continue;
        const known = works.get(other);
        if (known) known.work.push(statement);
        else works.set(other, { lock, work: [statement] });
        return;
      }
    });
    for (const [locking, { lock, work }] of works) {
      const [first, ...rest] = work;
      const { migration, source } = first!;
      const what = rest.length > 0 ? `this and ${rest.length} more of the file are done` : 'this is done';
      const where = migration.next(
        `fill_${first!.effects[0]?.on?.name ?? 'rows'}`,
        `${context.text(whole(first!, context))};`,
      );
      context.report({
        at: whole(first!, context),
        message: `Nobody can use ${shown(lock.on)} until ${what}: it was locked further up, and the lock is held to the end of the transaction. Move ${rest.length > 0 ? 'them' : 'this'} to a migration of ${rest.length > 0 ? 'their' : 'its'} own.`,
        related: [
          { at: whole(locking, context), message: `This locks ${lock.on?.name ?? 'the table'}.` },
          ...rest.map((each) => ({ at: whole(each, context), message: 'This goes on under the lock.' })),
        ],
        fixes:
          rest.length > 0
            ? []
            : [
                {
                  title: 'Move it to a migration of its own',
                  kind: 'suggestion',
                  edits: [removeStatement(source, context)],
                  creates: where,
                },
              ],
      });
    }
  },
});

/** What goes through the rows of a table in use, and is told by no other rule. */
function isLong(effect: SeenEffect, node: Node | undefined): boolean {
  if (effect.isNew) return false;
  if (effect.form === 'write') return effect.act.act === 'write' && effect.act.verb !== 'COPY' && !isFewRows(node);
  return effect.form === 'validate constraint' || effect.form === 'validate foreign key';
}

/** Told by another rule. */
function validatesOwn(statement: MigrationStatement, earlier: readonly MigrationStatement[]): boolean {
  return statement.acts.some(
    (act) =>
      act.act === 'op' &&
      act.op.op === 'validate constraint' &&
      earlier.some((other) => other.acts.some((each) => each.act === 'op' && each.op.op === 'add constraint' && act.op.op === 'validate constraint' && each.op.constraint.name === act.op.name)), // prettier-ignore
  );
}
