import { defineRule } from '../define-rule';
import { insertAfter, removeStatement } from '../lib/edits';
import { whole, type MigrationStatement } from '../lib/migration';

export default defineRule({
  id: 'transaction-nesting',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'migration',
  down: true,
  covers: ['P67', 'P68'],
  docs: {
    summary: 'A migration begins no transaction in another one, and ends those that it begins.',
    why:
      'PostgreSQL has no transactions in transactions: a second BEGIN is a warning, and the COMMIT that goes with it ends the first. Where the tool ' +
      'begins the transaction, the file’s COMMIT ends the tool’s: what follows, and the tool’s own note that the migration has run, stands outside. ' +
      'A BEGIN without COMMIT is rolled back when the connection closes.',
    whenOff: 'Where another tool runs the files than their names say.',
    references: [{ title: 'PostgreSQL: BEGIN', url: 'https://www.postgresql.org/docs/current/sql-begin.html' }],
  },
  examples: [
    {
      title: 'in the tool’s transaction',
      tool: 'goose',
      before: 'SELECT 1;',
      sql: '-- +goose Up\nBEGIN;\nCREATE TABLE a (id int);\nCOMMIT;\n',
      reports: ['BEGIN'],
      says: 'in a transaction of goose',
      fixed: '-- +goose Up\nCREATE TABLE a (id int);\n',
    },
    {
      title: 'twice, and never ended',
      before: 'SELECT 1;',
      sql: 'BEGIN;\nBEGIN;\nCREATE TABLE a (id int);\nCOMMIT;\nBEGIN;\nCREATE TABLE b (id int);\n',
      reports: ['BEGIN', 'BEGIN'],
    },
    {
      title: 'a COMMIT that ends the tool’s transaction',
      tool: 'dbmate',
      before: 'SELECT 1;',
      sql: '-- migrate:up\nCREATE TABLE a (id int);\nCOMMIT;\n-- migrate:down\nDROP TABLE a;\n',
      reports: ['COMMIT'],
      fixed: '-- migrate:up\nCREATE TABLE a (id int);\n-- migrate:down\nDROP TABLE a;\n',
    },
    {
      title: 'two transactions of one migration, of which the tool ends the second',
      tool: 'sql-migrate',
      before: 'SELECT 1;',
      sql: '-- +migrate Up\nCREATE TABLE a (id int);\nCOMMIT;\nBEGIN;\nCREATE TABLE b (id int);\n\n-- +migrate Down\nDROP TABLE b;\nDROP TABLE a;\n',
      reports: ['COMMIT'],
      says: 'Make two migrations of it',
      fixed:
        '-- +migrate Up\nCREATE TABLE a (id int);\nCREATE TABLE b (id int);\n\n-- +migrate Down\nDROP TABLE b;\nDROP TABLE a;\n',
    },
    {
      title: 'a transaction of the file where the tool begins none',
      tool: 'goose',
      before: 'SELECT 1;',
      sql: '-- +goose NO TRANSACTION\n-- +goose Up\nBEGIN;\nCREATE TABLE a (id int);\nCOMMIT;\nBEGIN;\nCREATE TABLE b (id int);\nROLLBACK;\n',
      reports: [],
    },
    {
      title: 'a file that is sent as it is, and a function’s own BEGIN',
      tool: 'golang-migrate',
      file: '000002_x.up.sql',
      before: 'SELECT 1;',
      sql: 'BEGIN;\nCREATE TABLE a (id int);\nCREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;\nSAVEPOINT s;\nCOMMIT;\n',
      reports: [],
    },
  ],
  migration({ statements, file }, context) {
    for (const direction of ['up', 'down'] as const) check(statements.filter((each) => each.direction === direction));

    function check(own: readonly MigrationStatement[]) {
      let open: MigrationStatement | undefined;
      let told = false;
      // Then the tool's own COMMIT is for what the file has begun.
      let isToolsEnded = false;
      own.forEach((statement, i) => {
        const step = stepOf(statement);
        if (step === undefined) return;
        const byTool = statement.transaction?.by === 'tool';
        const at = whole(statement, context);
        if (step === 'begin') {
          if (byTool) {
            const end = own.slice(i + 1).find((other) => stepOf(other) === 'end');
            told = true;
            const edits = [statement, ...(end ? [end] : [])].map((each) => removeStatement(each.source, context));
            context.report({
              at,
              message: `This migration runs in a transaction of ${file.tool?.title ?? 'the tool'}, and the COMMIT of this one ends that. Leave both out.`,
              fixes: [{ title: 'Remove BEGIN and COMMIT', kind: 'suggestion', edits }],
            });
          } else if (open) {
            context.report({ at, message: 'A transaction is open already: this BEGIN does nothing, and the next COMMIT ends both. Leave it out.', fixes: [{ title: 'Remove BEGIN', kind: 'suggestion', edits: [removeStatement(statement.source, context)] }] }); // prettier-ignore
          } else open = statement;
          return;
        }
        if (byTool && !told) {
          const ends = `This ends the transaction that ${file.tool?.title ?? 'the tool'} has begun`;
          const again = own.slice(i + 1).find((other) => stepOf(other) === 'begin');
          isToolsEnded = again !== undefined;
          context.report({
            at,
            message: again
              ? `${ends}: if what follows fails, what stands above stays done, and the migration can't start anew. Make two migrations of it.`
              : `${ends}: what follows, and its note that the migration has run, stands outside. Leave it out.`,
            fixes: [
              {
                title: again ? 'Remove COMMIT and BEGIN' : 'Remove it',
                kind: 'suggestion',
                edits: [statement, ...(again ? [again] : [])].map((each) => removeStatement(each.source, context)),
              },
            ],
          });
        }
        open = undefined;
      });
      const last = own.at(-1);
      if (!open || !last || isToolsEnded) return;
      const fixes = last === open ? [] : [{ title: 'Add COMMIT', kind: 'suggestion' as const, edits: [insertAfter({ source: last.source, span: { start: 0, end: last.source.statement.end - last.source.statement.start } }, '\nCOMMIT;')] }]; // prettier-ignore
      context.report({ at: whole(open, context), message: 'Nothing ends this transaction: when the connection closes, all of it is rolled back. Add a COMMIT.', fixes }); // prettier-ignore
    }
  },
});

function stepOf({ acts }: MigrationStatement): 'begin' | 'end' | undefined {
  const step = acts.find((act) => act.act === 'transaction');
  if (step?.act !== 'transaction' || step.what === 'savepoint') return undefined;
  return step.what === 'begin' ? 'begin' : 'end';
}
