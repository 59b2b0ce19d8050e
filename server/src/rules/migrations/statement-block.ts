import type { Span } from '../../base/span';
import { defineRule, type Fix } from '../define-rule';
import { whole, type MigrationFile, type MigrationStatement } from '../lib/migration';

export default defineRule({
  id: 'statement-block',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'error', strict: 'error' },
  needs: 'migration',
  down: true,
  covers: ['MIG-statement-block'],
  docs: {
    summary: 'A statement with semicolons inside stands between the tool’s marks.',
    why:
      'sql-migrate and goose cut a file wherever a line ends with a semicolon: they send the first half of a function or of a DO block, and PostgreSQL ' +
      'refuses it. Between `StatementBegin` and `StatementEnd` they send all as one. A last statement without a semicolon is refused.',
    whenOff: 'Never, where one of these tools runs the files.',
    references: [
      { title: 'sql-migrate: writing migrations', url: 'https://github.com/rubenv/sql-migrate#writing-migrations' },
      { title: 'goose: SQL migrations', url: 'https://github.com/pressly/goose#sql-migrations' },
    ],
  },
  examples: [
    {
      title: 'a function',
      tool: 'sql-migrate',
      before: 'SELECT 1;',
      sql: '-- +migrate Up\nCREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n  RETURN 1;\nEND $$;\n\n-- +migrate Down\nDROP FUNCTION f();\n',
      reports: ['CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$'],
      says: 'sql-migrate cuts',
      fixed:
        '-- +migrate Up\n-- +migrate StatementBegin\nCREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n  RETURN 1;\nEND $$;\n-- +migrate StatementEnd\n\n-- +migrate Down\nDROP FUNCTION f();\n',
    },
    {
      title: 'a block that is never closed, and a statement without semicolon',
      tool: 'goose',
      file: '2_a.sql',
      before: 'CREATE TABLE a (id int);',
      sql: '-- +goose Up\nDROP TABLE a\n-- +goose Down\n-- +goose StatementBegin\nCREATE TABLE a (id int);\n',
      reports: ['DROP TABLE a', '-- +goose StatementBegin'],
    },
    {
      title: 'between the marks, and on one line',
      tool: 'goose',
      file: '2_a.sql',
      before: 'CREATE TABLE a (id int);',
      sql: '-- +goose Up\n-- +goose StatementBegin\nDO $$\nBEGIN\n  UPDATE a SET id = 1;\nEND $$;\n-- +goose StatementEnd\nDO $$ BEGIN UPDATE a SET id = 1; END $$;\nCREATE TABLE b (\n  id int -- a number;\n);\n-- +goose Down\nDROP TABLE b;\n',
      reports: [],
    },
    {
      title: 'a tool that sends the file as it is',
      tool: 'dbmate',
      file: '2_a.sql',
      before: 'SELECT 1;',
      sql: '-- migrate:up\nCREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n  RETURN 1;\nEND $$;\n-- migrate:down\nDROP FUNCTION f()\n',
      reports: [],
    },
  ],
  migration({ file, statements }, context) {
    const { tool } = file;
    if (!tool?.body) return;
    const { begin, end } = tool.body;
    const { inside, open } = blocksOf(file, begin, end);
    const isInside = ({ source: { statement } }: MigrationStatement) =>
      inside.some((block) => block.start <= statement.start && statement.start < block.end);
    statements.forEach((statement, i) => {
      if (isInside(statement)) return;
      const { source } = statement;
      const length = source.statement.end - source.statement.start;
      const text = context.text({ source, span: { start: 0, end: length } });
      const lines = text.split(/\r?\n/);
      if (lines.slice(0, -1).some(endsStatement)) {
        const fix: Fix = {
          title: `Put it between \`${begin}\` and \`${end}\``,
          kind: 'suggestion',
          edits: [
            { at: { source, span: { start: 0, end: 0 } }, newText: `${begin}\n` },
            { at: { source, span: { start: length, end: length } }, newText: `\n${end}` },
          ],
        };
        context.report({ at: { source, span: { start: 0, end: lines[0]!.length } }, message: `This statement is sent in pieces, which PostgreSQL refuses: ${tool.title} cuts a file where a line ends with a semicolon. Put it between \`${begin}\` and \`${end}\`.`, fixes: [fix] }); // prettier-ignore
        return;
      }
      const next = statements[i + 1];
      if (text.endsWith(';') || (next && next.direction === statement.direction)) return;
      const fix: Fix = { title: 'Insert `;`', kind: 'suggestion', edits: [{ at: { source, span: { start: length, end: length } }, newText: ';' }] }; // prettier-ignore
      context.report({ at: whole(statement, context), message: `A semicolon is missing here: ${tool.title} refuses a part that ends without one.`, fixes: [fix] }); // prettier-ignore
    });
    if (open) {
      context.report({ at: open, message: `Nothing closes this block: ${tool.title} refuses the file. Write \`${end}\` behind the statement.` }); // prettier-ignore
    }
  },
});

/** As the tools read it: the last word before a comment ends with a semicolon. */
function endsStatement(line: string): boolean {
  const words = line.split(/\s+/);
  const comment = words.findIndex((word) => word.startsWith('--'));
  const last = (comment < 0 ? words : words.slice(0, comment)).findLast((word) => word !== '');
  return last?.endsWith(';') === true;
}

/** What stands between the marks, and a mark that nothing closes. */
function blocksOf({ comments }: MigrationFile, begin: string, end: string): { inside: Span[]; open: Span | undefined } {
  const inside: Span[] = [];
  let open: Span | undefined;
  for (const { text, span } of comments) {
    const word = text.trim().replace(/\s+/g, ' ').toLowerCase();
    if (word === begin.toLowerCase()) open = span;
    else if (open && word === end.toLowerCase()) {
      inside.push({ start: open.end, end: span.start });
      open = undefined;
    }
  }
  if (open) inside.push({ start: open.end, end: Infinity });
  return { inside, open };
}
