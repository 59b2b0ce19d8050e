import { defineRule } from '../define-rule';
import { factsOf } from '../../model/effects/effect';
import { at, harm, shown, whole, type Migration, type MigrationStatement, type SeenEffect } from '../lib/migration';
import { outsideFixes, withWords } from '../lib/migration-fixes';

/** What each form does to others, and the words that CONCURRENTLY stands behind. */
const FORMS: Readonly<Record<string, { readonly does: (effect: SeenEffect) => string; readonly behind: readonly string[] }>> = {
  'create index': { does: (e) => `Nobody can write to ${shown(e.on)} while this index is built`, behind: ['index'] },
  'drop index': { does: (e) => `Nobody can read or write ${shown(e.on)} while DROP INDEX waits for its turn and runs`, behind: ['index'] },
  reindex: { does: (e) => `Nobody can write to ${shown(e.on)} while its index is built anew`, behind: [] },
  'detach partition': { does: (e) => `Nobody can read or write ${shown(e.others[0])} while ${shown(e.on)} is detached`, behind: [] },
  'refresh materialized view': { does: (e) => `Nobody can read ${shown(e.on)} while it is filled anew`, behind: ['view'] },
}; // prettier-ignore

export default defineRule({
  id: 'without-concurrently',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'migration',
  recipe: true,
  covers: ['IDX-concurrently', 'P1', 'P2', 'P3', 'P53', 'P57'],
  docs: {
    summary:
      'Indexes of tables in use are built, dropped and rebuilt CONCURRENTLY, partitions detached and views refreshed so.',
    why:
      'CREATE INDEX holds a SHARE lock until the index is built: on a large table no row can be written for minutes. DROP INDEX takes ACCESS ' +
      'EXCLUSIVE on the table and stands in the queue behind every long query, and everybody else stands behind it. With CONCURRENTLY ' +
      'reads and writes go on. It needs to run outside of a transaction; a build that fails leaves an invalid index that has to be dropped.\n\n' +
      'Tables that the same migration makes are not reported, nor are those of migrations that have run nowhere.',
    whenOff: 'For tables that are always small, or where migrations run while nobody works.',
    references: [
      { title: 'PostgreSQL: Building Indexes Concurrently', url: 'https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY' },
      { title: 'PostgreSQL: Explicit Locking', url: 'https://www.postgresql.org/docs/current/explicit-locking.html' },
    ], // prettier-ignore
  },
  examples: [
    {
      title: 'an index of a table in use',
      tool: 'sql-migrate',
      before: 'CREATE TABLE orders (id int, note text);',
      sql: '-- +migrate Up\nCREATE INDEX idx_orders_note ON orders (note);\n\n-- +migrate Down\nDROP INDEX idx_orders_note;\n',
      reports: ['CREATE INDEX idx_orders_note ON orders (note)'],
      says: 'Nobody can write to `orders`',
      fixed:
        '-- +migrate Up notransaction\nCREATE INDEX CONCURRENTLY idx_orders_note ON orders (note);\n\n-- +migrate Down\nDROP INDEX idx_orders_note;\n',
    },
    {
      title: 'an index that is dropped, one that is rebuilt, and a view',
      before:
        'CREATE TABLE orders (id int, note text);\nCREATE INDEX a ON orders (note);\nCREATE MATERIALIZED VIEW totals AS SELECT id FROM orders;\nCREATE UNIQUE INDEX totals_id ON totals (id);',
      sql: 'drop index a;\nREINDEX TABLE orders;\nREFRESH MATERIALIZED VIEW totals;\n',
      reports: ['drop index a', 'REINDEX TABLE orders', 'REFRESH MATERIALIZED VIEW totals'],
      fixed:
        'drop index concurrently a;\nREINDEX (CONCURRENTLY) TABLE orders;\nREFRESH MATERIALIZED VIEW CONCURRENTLY totals;\n',
    },
    {
      title: 'a partition that is detached',
      before:
        "CREATE TABLE events (at date) PARTITION BY RANGE (at);\nCREATE TABLE events_25 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');",
      sql: 'ALTER TABLE events DETACH PARTITION events_25;\n',
      reports: ['DETACH PARTITION events_25'],
      fixed: 'ALTER TABLE events DETACH PARTITION events_25 CONCURRENTLY;\n',
    },
    {
      title: 'a table of the same migration with its indexes',
      tool: 'goose',
      sql: '-- +goose Up\nCREATE TABLE orders (id int, note text);\nCREATE INDEX a ON orders (note);\nCREATE UNIQUE INDEX b ON orders (id);\nDROP INDEX b;\n',
      reports: [],
    },
    {
      title: 'CONCURRENTLY, and what a partitioned table needs instead',
      before: 'CREATE TABLE orders (id int, note text);\nCREATE TABLE events (at date) PARTITION BY RANGE (at);',
      sql: 'CREATE INDEX CONCURRENTLY a ON orders (note);\nCREATE INDEX b ON ONLY events (at);\n',
      reports: [],
    },
    {
      title: 'an index that goes before its table',
      before: 'CREATE TABLE orders (id int);\nCREATE INDEX a ON orders (id);',
      sql: 'DROP INDEX IF EXISTS a;\nDROP TABLE IF EXISTS orders;\n',
      reports: [],
    },
    {
      title: 'an index of a materialized view, which nobody writes to',
      before: 'CREATE TABLE orders (id int);\nCREATE MATERIALIZED VIEW totals AS SELECT id FROM orders;',
      sql: 'CREATE UNIQUE INDEX totals_id ON totals (id);\n',
      reports: [],
    },
    {
      title: 'an index that goes before its column, whose lock keeps everybody away as well',
      tool: 'goose',
      before: 'CREATE TABLE orders (id int, note text);\nCREATE INDEX a ON orders (note);',
      sql: '-- +goose Up\nDROP INDEX a;\nALTER TABLE orders DROP COLUMN note;\n',
      reports: [],
    },
    {
      title: 'a view without unique index, which has no other way',
      before: 'CREATE TABLE orders (id int);\nCREATE MATERIALIZED VIEW totals AS SELECT id FROM orders;',
      sql: 'REFRESH MATERIALIZED VIEW totals;\n',
      reports: [],
    },
  ],
  migration(migration, context) {
    // An index may be dropped before its table is.
    const dropped = new Set(migration.statements.flatMap(({ effects }) => effects.flatMap(({ form, key }) => (form === 'drop table' ? (key ?? []) : [])))); // prettier-ignore
    for (const statement of migration.statements) {
      for (const effect of statement.effects) {
        const form = FORMS[effect.form];
        if (!form || harm(effect) === 'nothing' || dropped.has(effect.key ?? '')) continue;
        const view = effect.form === 'refresh materialized view';
        if (view && !effect.hasUniqueIndex) continue;
        // A materialized view is only read.
        if (effect.form === 'create index' && effect.kind === 'matview') continue;
        if (effect.form === 'detach partition' && context.postgresVersion < 14) continue;
        if (
          effect.form === 'drop index' &&
          effect.act.act === 'op' &&
          effect.act.op.op === 'drop' &&
          effect.act.op.together.length > 1
        )
          continue;
        if (effect.form === 'drop index' && isLockedAnyway(statement, effect, migration)) continue;
        const all = whole(statement, context);
        const text = context.text(all);
        const partitioned = effect.kind === 'partitioned';
        const sql = partitioned
          ? undefined
          : effect.form === 'reindex'
            ? text.replace(/^(\w+)(?=\s+(?:table|index))/i, '$1 (CONCURRENTLY)')
            : effect.form === 'detach partition'
              ? text.replace(/\s*$/, ' CONCURRENTLY')
              : withWords(statement, form.behind, 'concurrently', context);
        const advice = partitioned
          ? 'Make it ON ONLY the parent, build one CONCURRENTLY on each partition, and attach those'
          : 'Say CONCURRENTLY';
        // A refresh may stand in a transaction.
        const fixes = sql === undefined ? [] : view ? [{ title: 'Add CONCURRENTLY', kind: 'suggestion' as const, edits: [{ at: all, newText: sql }] }] : outsideFixes('Add CONCURRENTLY', statement, migration, sql, context); // prettier-ignore
        context.report({
          at: statement.acts.length > 1 || effect.form === 'detach partition' ? at(statement, effect.span) : all,
          message: `${form.does(effect)}. ${advice}${!view && statement.transaction && !partitioned ? ', outside of a transaction' : ''}.`,
          fixes,
        });
      }
    }
  },
});

/** Another statement of the transaction locks the table as much, and no longer: without the index's own lock nothing is won. */
function isLockedAnyway(statement: MigrationStatement, { key }: SeenEffect, { statements }: Migration): boolean {
  return (
    key !== undefined &&
    statement.transaction !== undefined &&
    statements.some(
      (other) =>
        other.transaction === statement.transaction &&
        other.effects.some(
          (each) => each.key === key && each.form !== 'drop index' && factsOf(each).lock === 'ACCESS EXCLUSIVE',
        ),
    )
  );
}
