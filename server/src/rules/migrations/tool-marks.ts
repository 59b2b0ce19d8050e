import { toolOf } from '../../model/tools/tools';
import type { Marks } from '../../model/tools/tool';
import { defineRule, type Fix } from '../define-rule';
import { whole } from '../lib/migration';

export default defineRule({
  id: 'tool-marks',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'error', strict: 'error' },
  needs: 'migration',
  down: true,
  covers: ['MIG-marker'],
  docs: {
    summary: 'A migration says Up and Down in the words of its own tool.',
    why:
      'sql-migrate, goose and dbmate read what goes up and down from comments. One that is written in another way, or indented, is a comment like any ' +
      'other: what stands behind it runs with what stands before it, or not at all. A tool without such comments runs all of the file, also ' +
      'what was meant to undo it.',
    whenOff: 'Where two tools run the same files.',
    references: [
      { title: 'sql-migrate: writing migrations', url: 'https://github.com/rubenv/sql-migrate#writing-migrations' },
      { title: 'goose: SQL migrations', url: 'https://github.com/pressly/goose#sql-migrations' },
      { title: 'dbmate: creating migrations', url: 'https://github.com/amacneil/dbmate#creating-migrations' },
    ],
  },
  examples: [
    {
      title: 'no mark at all',
      tool: 'sql-migrate',
      before: 'SELECT 1;',
      sql: 'CREATE TABLE a (id int);\n',
      reports: ['CREATE TABLE a (id int)'],
      says: '`-- +migrate Up`',
      fixed: '-- +migrate Up\nCREATE TABLE a (id int);\n',
    },
    {
      title: 'another way to write it',
      tool: 'sql-migrate',
      before: 'SELECT 1;',
      sql: '-- +migrate Up\nCREATE TABLE a (id int);\n--+migrate down\nDROP TABLE a;\n',
      reports: ['--+migrate down'],
      fixed: '-- +migrate Up\nCREATE TABLE a (id int);\n-- +migrate Down\nDROP TABLE a;\n',
    },
    {
      title: 'indented, and a statement before the first mark',
      tool: 'goose',
      file: '2_a.sql',
      before: 'SELECT 1;',
      sql: 'CREATE TABLE b (id int);\n-- +goose Up\nCREATE TABLE a (id int);\n  -- +goose Down\nDROP TABLE a;\n',
      reports: ['CREATE TABLE b (id int)', '-- +goose Down'],
    },
    {
      title: 'Down first',
      tool: 'dbmate',
      file: '2_a.sql',
      before: 'SELECT 1;',
      sql: '-- migrate:down\nDROP TABLE a;\n-- migrate:up\nCREATE TABLE a (id int);\n',
      reports: ['-- migrate:down'],
    },
    {
      title: 'marks of another tool, where all of the file runs',
      tool: 'flyway',
      file: 'V2__a.sql',
      before: 'SELECT 1;',
      sql: '-- +goose Up\nCREATE TABLE a (id int);\n-- +goose Down\nDROP TABLE a;\n',
      reports: ['-- +goose Up'],
      says: 'Flyway runs all of this file',
    },
    {
      title: 'the marks of a tool in their order, with a comment before them',
      tool: 'goose',
      file: '2_a.sql',
      before: 'SELECT 1;',
      sql: '-- makes a\n-- +goose NO TRANSACTION\n-- +goose Up\nCREATE TABLE a (id int);\n-- +goose Down\nDROP TABLE a;\n',
      reports: [],
    },
    {
      title: 'a tool that takes the parts in any order',
      tool: 'sql-migrate',
      before: 'CREATE TABLE a (id int);',
      sql: '-- +migrate Down\nDROP TABLE a;\n-- +migrate Up notransaction\nCREATE TABLE a (id int);\n',
      reports: [],
    },
    {
      title: 'words that are a mark for some tool only',
      tool: 'golang-migrate',
      file: '000002_a.up.sql',
      before: 'SELECT 1;',
      sql: '-- UP MIGRATION: makes a\nCREATE TABLE a (id int);\n',
      reports: [],
    },
    {
      title: 'no tool that is known',
      before: 'SELECT 1;',
      sql: '-- +goose Up\nCREATE TABLE a (id int);\n',
      reports: [],
    },
  ],
  migration({ file, statements }, context) {
    const { tool, comments } = file;
    if (!tool) return;
    const other = comments.flatMap(({ text, span }) => {
      const found = toolOf(text);
      // What others write as a mark may be anybody's words.
      return found?.marks && found !== tool && !tool.mark?.(text) ? [{ text, span, found }] : [];
    })[0];
    const { marks } = tool;
    if (other) {
      const message = marks
        ? `This is a mark of ${other.found.title}, and ${tool.title} passes over it. Write \`${marks.up}\` or \`${marks.down}\` instead.`
        : `This is a mark of ${other.found.title}: ${tool.title} runs all of this file, what stands behind \`${other.text.trim()}\` too. Leave it out, and what undoes the rest.`;
      context.report({ at: other.span, message });
      return;
    }
    if (!marks) return;
    const own = comments.filter(({ text }) => marks.family.test(text));
    const wrong = own.find(({ text, startsLine }) => !startsLine || !marks.known.test(text));
    if (wrong) {
      const known = marks.known.test(wrong.text);
      const why = known
        ? 'a mark has to stand at the start of its line'
        : `its marks are written \`${marks.up}\` and \`${marks.down}\`, just so`;
      const right = known ? undefined : rightly(wrong.text, marks);
      const fixes: Fix[] =
        right === undefined
          ? []
          : [{ title: `Write \`${right}\``, kind: 'suggestion', edits: [{ at: wrong.span, newText: right }] }];
      context.report({ at: wrong.span, message: `This comment says nothing to ${tool.title}: ${why}.`, fixes }); // prettier-ignore
    }
    const first = own.find(({ text }) => tool.mark?.(text));
    const early = statements.find(({ source }) => !first || source.statement.start < first.span.start);
    if (early && (first ?? !wrong)) {
      const fate = first && marks.before === 'passed over' ? 'never runs it' : 'refuses the file';
      const fixes = first
        ? []
        : [
            {
              title: `Insert \`${marks.up}\``,
              kind: 'suggestion' as const,
              edits: [{ at: { start: 0, end: 0 }, newText: `${marks.up}\n` }],
            },
          ];
      context.report({ at: whole(early, context), message: `No \`${marks.up}\` stands above this statement: ${tool.title} ${fate}.`, fixes }); // prettier-ignore
    }
    if (marks.upFirst && first && tool.mark?.(first.text)?.direction === 'down') {
      context.report({ at: first.span, message: `This file begins with Down, which ${tool.title} refuses. Put \`${marks.up}\` and its statements first.` }); // prettier-ignore
    }
  },
});

/** What a person has meant. */
function rightly(text: string, { up, down, known, family }: Marks): string | undefined {
  const rest = text.replace(family, '').trim();
  const word = /^\w+/.exec(rest)?.[0].toLowerCase() ?? '';
  const mark = word === 'up' ? up : word === 'down' ? down : undefined;
  const right = mark && `${mark}${rest.slice(word.length)}`;
  return right !== undefined && known.test(right) ? right : undefined;
}
