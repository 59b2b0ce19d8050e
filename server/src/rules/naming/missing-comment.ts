import { quoteIdent } from '../../model/names';
import { defineRule, type Fix } from '../define-rule';
import { addStatement } from '../lib/edits';
import { listed, nameIn } from '../lib/names';
import { keywordCase } from '../lib/syntax';
import { describe, ownColumns } from '../lib/tables';

export default defineRule({
  id: 'missing-comment',
  category: 'naming',
  since: '0.2.0',
  severity: { recommended: 'hint', strict: 'info' },
  oneDecision: true,
  needs: 'table',
  covers: ['P141', 'P142', 'IDX-purpose', 'DOC-table-comment', 'DOC-column-comment'],
  docs: {
    summary: 'Tables have a comment; with the option also columns, indexes, constraints and triggers.',
    why:
      'A comment is kept in the database and shown by each client, where people look who do not have the files. Without the option it is asked for where ' +
      'four of five tables (or columns) of the schema have one, if there are five.',
    whenOff: 'Where the schema is described elsewhere.',
    references: [{ title: 'PostgreSQL: COMMENT', url: 'https://www.postgresql.org/docs/current/sql-comment.html' }],
  },
  options: {
    on: {
      type: 'strings',
      default: [],
      description:
        'Of `tables`, `columns`, `indexes`, `constraints`, `triggers`: what has to have a comment in any case.',
    },
  },
  examples: [
    {
      title: 'a table',
      sql: 'CREATE TABLE orders (\n  id bigint\n);',
      options: { on: ['tables'] },
      reports: ['orders'],
      says: '`orders`',
      fixed: "CREATE TABLE orders (\n  id bigint\n);\nCOMMENT ON TABLE orders IS '[what a row is]';",
    },
    {
      title: 'columns, indexes and constraints',
      sql: "create table orders (id int, total int constraint positive check (total > 0));\ncomment on column orders.id is 'Drawn.';\ncreate index by_total on orders (total);",
      options: { on: ['columns', 'indexes', 'constraints'] },
      reports: ['orders'],
      says: '`total`, `by_total` and `positive`',
    },
    {
      title: 'the one that others have',
      sql: "CREATE TABLE a (x int);\nCOMMENT ON TABLE a IS 'A.';\nCREATE TABLE b (x int);\nCOMMENT ON TABLE b IS 'B.';\nCREATE TABLE c (x int);\nCOMMENT ON TABLE c IS 'C.';\nCREATE TABLE d (x int);\nCOMMENT ON TABLE d IS 'D.';\nCREATE TABLE e (x int);",
      reports: ['e'],
      says: '4 of 5',
    },
    { title: 'nobody writes comments', sql: 'CREATE TABLE a (x int);\nCREATE TABLE b (x int);', reports: [] },
    {
      title: 'commented, as a dump does',
      sql: "CREATE TABLE public.a (\n    x integer\n);\nCOMMENT ON TABLE public.a IS 'Rows.';\nCOMMENT ON COLUMN public.a.x IS 'A number.';",
      options: { on: ['tables', 'columns'] },
      reports: [],
    },
  ],
  table(table, context) {
    const on = context.option('on');
    const { tableComments, columnComments } = context.conventions;
    const ofTable = table.comment === undefined && (on.includes('tables') || tableComments?.value === 'written');
    const lacking = <T extends { readonly name: string; readonly comment?: string }>(
      what: string,
      all: readonly T[],
    ) => (on.includes(what) ? all.filter(({ comment }) => comment === undefined).map(({ name }) => name) : []);
    const columns = ownColumns(table, context);
    const parts = [
      ...(columnComments?.value === 'written' && !on.includes('columns')
        ? columns.filter(({ comment }) => comment === undefined).map(({ name }) => name)
        : lacking('columns', columns)),
      ...lacking(
        'indexes',
        table.indexes.filter(({ inherited }) => !inherited),
      ),
      ...lacking(
        'constraints',
        table.constraints.filter(({ named, inherited }) => named && !inherited),
      ),
      ...lacking('triggers', table.triggers),
    ];
    if (!ofTable && parts.length === 0) return;
    const { source } = table.changed ?? table.origin;
    const spelled = keywordCase(source, context);
    const sql = `${spelled('COMMENT ON TABLE')} ${nameIn(source, table)} ${spelled('IS')} '[what a row is]'`;
    const fix: Fix = {
      title: `Add a comment on ${quoteIdent(table.name)}`,
      kind: 'suggestion',
      edits: [addStatement(source, sql, context)],
    };
    const habit =
      on.includes('tables') || !ofTable || !tableComments
        ? ''
        : ` ${tableComments.count} of ${tableComments.total} tables of this schema have one.`;
    const shown = listed(parts.slice(0, 5)) + (parts.length > 5 ? ` and ${parts.length - 5} more` : '');
    context.report({
      at: table.nameOrigin,
      message: ofTable
        ? `${describe(table)} has no comment that says what a row is.${habit}${parts.length > 0 ? ` Nor have ${shown}.` : ''} Write one.`
        : `${shown} of ${describe(table)} ${parts.length > 1 ? 'have' : 'has'} no comment. Write ${parts.length > 1 ? 'them' : 'one'}.`,
      fixes: ofTable && parts.length === 0 ? [fix] : [],
    });
  },
});
