import { defineRule } from '../define-rule';
import { insertAfter, removeStatement } from '../lib/edits';
import { shown, whole, type MigrationStatement } from '../lib/migration';
export default defineRule({
  id: 'alter-tables-together',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'info' },
  needs: 'migration',
  covers: ['P66'],
  docs: {
    summary: 'Changes of one table that follow one another are one ALTER TABLE.',
    why: 'Each ALTER TABLE waits for its lock anew and, where it reads or writes rows, goes through the table once more. One statement with several parts does so once.',
    whenOff: 'Where each change is to stand alone in the history.',
    references: [
      {
        title: 'PostgreSQL: ALTER TABLE, Notes',
        url: 'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES',
      },
    ],
  },
  examples: [
    {
      title: 'two columns',
      before: 'CREATE TABLE orders (id int);',
      sql: 'ALTER TABLE orders ADD COLUMN a int;\nALTER TABLE orders ADD COLUMN b int;\n',
      reports: ['ALTER TABLE orders ADD COLUMN b int'],
      says: '`orders`',
      fixed: 'ALTER TABLE orders ADD COLUMN a int,\n  ADD COLUMN b int;\n',
    },
    {
      title: 'three changes',
      tool: 'goose',
      before: 'CREATE TABLE orders (id int);',
      sql: '-- +goose Up\nalter table only orders add column a int;\nalter table only orders add column b int, drop column id;\nalter table only orders alter column b set default 1;\n',
      reports: [
        'alter table only orders add column b int, drop column id',
        'alter table only orders alter column b set default 1',
      ],
    },
    {
      title: 'tables that differ, and what has to stand alone',
      before: 'CREATE TABLE orders (id int);\nCREATE TABLE lines (id int);',
      sql: 'ALTER TABLE orders ADD COLUMN a int;\nALTER TABLE lines ADD COLUMN a int;\nALTER TABLE orders RENAME COLUMN a TO b;\nALTER TABLE orders RENAME TO purchases;\n',
      reports: [],
    },
    {
      title: 'a constraint that is validated later, and a new table',
      before: 'CREATE TABLE orders (id int);',
      sql: 'ALTER TABLE orders ADD CONSTRAINT c CHECK (id > 0) NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT c;\nCREATE TABLE a (id int);\nALTER TABLE a ADD COLUMN b int;\nALTER TABLE a ADD COLUMN c int;\n',
      reports: [],
    },
  ],
  migration({ statements }, context) {
    statements.forEach((statement, i) => {
      const before = statements[i - 1];
      const [own, other] = [tableOf(statement), before && tableOf(before)];
      if (
        !before ||
        !own ||
        !other ||
        own.key !== other.key ||
        own.only !== other.only ||
        before.transaction !== statement.transaction
      )
        return;
      const [place, last] = [whole(statement, context), whole(before, context)];
      const parts = context.text({
        source: place.source,
        span: { start: statement.acts[0]!.span.start, end: place.span.end },
      });
      context.report({
        at: place,
        message: `The statement above changes ${own.shown} too. Make them one, which takes the lock once.`,
        fixes: [
          {
            title: 'Join it with the statement above',
            kind: 'suggestion',
            edits: [insertAfter(last, `,\n  ${parts}`), removeStatement(statement.source, context)],
          },
        ],
      });
    });
  },
});
/** The table in use that an ALTER TABLE is about; undefined for what can't be joined with others. */
function tableOf({
  node,
  acts,
  effects,
}: MigrationStatement): { readonly key: string; readonly only: boolean; readonly shown: string } | undefined {
  const [effect] = effects;
  if (!node || !('AlterTableStmt' in node) || !effect?.on || effect.isNew) return undefined;
  const joinable = acts.every(
    (act) => act.act === 'alter table' || (act.act === 'op' && !/validate|partition/.test(act.op.op)),
  );
  const adds = acts.some((act) => act.act === 'op' && act.op.op === 'add constraint' && act.op.constraint.notValid);
  if (!joinable || adds || node.AlterTableStmt.objtype !== 'OBJECT_TABLE') return undefined;
  return {
    key: effect.key ?? effect.on.name,
    only: node.AlterTableStmt.relation?.inh !== true,
    shown: shown(effect.on),
  };
}
