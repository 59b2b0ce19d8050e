import { defineRule } from '../define-rule';
import { at, shown } from '../lib/migration';
export default defineRule({
  id: 'trigger-switched-off',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'migration',
  covers: ['P50'],
  docs: {
    summary: 'Triggers that a migration switches off are switched on again.',
    why: 'While a trigger is off, foreign keys (DISABLE TRIGGER ALL), audit and derived columns miss what others write: it is off for all, not only for the migration. Where it isn’t switched on again it stays off. `SET LOCAL session_replication_role = replica` reaches one session alone.',
    whenOff: 'Where a trigger is to be off for good.',
    references: [
      {
        title: 'PostgreSQL: ALTER TABLE, DISABLE TRIGGER',
        url: 'https://www.postgresql.org/docs/current/sql-altertable.html',
      },
    ],
  },
  examples: [
    {
      title: 'all triggers',
      before: 'CREATE TABLE orders (id int, note text);',
      sql: 'ALTER TABLE orders DISABLE TRIGGER ALL;\nUPDATE orders SET note = lower(note);\n',
      reports: ['DISABLE TRIGGER ALL'],
      says: '`orders`',
    },
    {
      title: 'one',
      before: 'CREATE TABLE orders (id int, note text);',
      sql: 'ALTER TABLE orders DISABLE TRIGGER audit;\n',
      reports: ['DISABLE TRIGGER audit'],
    },
    {
      title: 'switched on again',
      before: 'CREATE TABLE orders (id int, note text);',
      sql: 'ALTER TABLE orders DISABLE TRIGGER ALL;\nUPDATE orders SET note = lower(note);\nALTER TABLE orders ENABLE TRIGGER ALL;\n',
      reports: [],
    },
    {
      title: 'a table that others don’t know yet',
      before: 'SELECT 1;',
      sql: 'CREATE TABLE orders (id int);\nALTER TABLE orders DISABLE TRIGGER USER;\n',
      reports: [],
    },
  ],
  migration({ statements }, context) {
    statements.forEach((statement, i) => {
      for (const effect of statement.effects) {
        if (effect.isNew || effect.act.act !== 'alter table' || !/^AT_DisableTrig/.test(effect.act.what)) continue;
        const back = statements
          .slice(i + 1)
          .some((other) =>
            other.effects.some(
              ({ act, on }) =>
                act.act === 'alter table' &&
                /^AT_Enable(?:Always|Replica)?Trig/.test(act.what) &&
                on?.name === effect.on?.name,
            ),
          );
        if (!back)
          context.report({
            at: at(statement, effect.span),
            message: `From here on the triggers of ${shown(effect.on)} don't run for anybody, and nothing in this migration switches them on again. Say ENABLE TRIGGER in the end.`,
          });
      }
    });
  },
});
