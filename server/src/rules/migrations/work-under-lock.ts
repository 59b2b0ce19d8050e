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
    statements.forEach((statement, i) => {
      const { transaction, migration, source } = statement;
      if (!transaction || !statement.effects.some((effect) => isLong(effect, statement.node))) return;
      const earlier = statements.slice(0, i).filter((other) => other.transaction === transaction);
      const held = earlier.flatMap((other) => other.effects.filter((effect) => harm(effect) === 'reads and writes' && !/^(?:drop (?:table|view)|replace view)$/.test(effect.form)).map((effect) => ({ other, effect }))); // prettier-ignore
      const [first] = held;
      if (!first) return;
      // A statement that holds such a lock on the table itself is told by the rule about it.
      if (statement.effects.some((effect) => harm(effect) === 'reads and writes')) return;
      if (validatesOwn(statement, earlier)) return;
      const text = context.text(whole(statement, context));
      context.report({
        at: whole(statement, context),
        message: `Nobody can use ${shown(first.effect.on)} until this is done: the lock of \`${firstWords(context.text(whole(first.other, context)))} …\` is held to the end of the transaction. Move this to a migration of its own.`,
        related: [{ at: whole(first.other, context), message: `This locks ${first.effect.on?.name ?? 'the table'}.` }],
        fixes: [
          {
            title: 'Move it to a migration of its own',
            kind: 'suggestion',
            edits: [removeStatement(source, context)],
            creates: migration.next(`fill_${statement.effects[0]?.on?.name ?? 'rows'}`, `${text};`),
          },
        ],
      });
    });
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

function firstWords(text: string): string {
  return text.split(/\s+/).slice(0, 3).join(' ');
}
