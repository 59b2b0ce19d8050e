import { defineRule } from '../define-rule';
import { quoteIdent } from '../../model/names';
import { insertBefore, replace } from '../lib/edits';
import { whole } from '../lib/migration';
import { findWords, keywordCase } from '../lib/syntax';
export default defineRule({
  id: 'invalid-index',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'migration',
  covers: ['P5'],
  docs: {
    summary: 'A build with CONCURRENTLY doesn’t take an invalid index for a good one.',
    why: 'If CREATE INDEX CONCURRENTLY fails, an invalid index of the name stays: queries don’t use it, writes keep it up. When the migration runs again, IF NOT EXISTS finds it there and builds nothing. Drop what is left before.',
    whenOff: 'Where somebody looks for invalid indexes after each migration.',
    references: [
      {
        title: 'PostgreSQL: Building Indexes Concurrently',
        url: 'https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY',
      },
    ],
  },
  examples: [
    {
      title: 'IF NOT EXISTS',
      before: 'CREATE TABLE users (email text);',
      sql: 'CREATE INDEX CONCURRENTLY IF NOT EXISTS a ON users (email);\n',
      reports: ['CREATE INDEX CONCURRENTLY IF NOT EXISTS a ON users (email)'],
      says: 'invalid',
      fixed: 'DROP INDEX CONCURRENTLY IF EXISTS a;\nCREATE INDEX CONCURRENTLY a ON users (email);\n',
    },
    {
      title: 'in small letters, unique',
      before: 'CREATE TABLE users (email text);',
      sql: 'create unique index concurrently if not exists a on users (email);\n',
      reports: ['create unique index concurrently if not exists a on users (email)'],
      fixed: 'drop index concurrently if exists a;\ncreate unique index concurrently a on users (email);\n',
    },
    {
      title: 'dropped before',
      before: 'CREATE TABLE users (email text);',
      sql: 'DROP INDEX CONCURRENTLY IF EXISTS a;\nCREATE INDEX CONCURRENTLY IF NOT EXISTS a ON users (email);\n',
      reports: [],
    },
    {
      title: 'without CONCURRENTLY nothing is left',
      before: 'CREATE TABLE users (email text);',
      sql: 'CREATE INDEX IF NOT EXISTS a ON users (email);\nCREATE INDEX CONCURRENTLY b ON users (email);\n',
      reports: [],
    },
  ],
  migration({ statements }, context) {
    const dropped = new Set<string>();
    for (const statement of statements) {
      const [act] = statement.acts;
      if (act?.act !== 'op') continue;
      const { op } = act;
      if (op.op === 'drop' && op.kind === 'index') dropped.add(op.name.name);
      if (
        op.op !== 'create index' ||
        !op.concurrently ||
        !op.ifNotExists ||
        op.index.name === undefined ||
        dropped.has(op.index.name)
      )
        continue;
      const all = whole(statement, context);
      const words = findWords(context, all, 'if', 'not', 'exists');
      const kw = keywordCase(statement.source, context);
      const alone = statement.transaction === undefined;
      const drop = `${kw('DROP INDEX CONCURRENTLY IF EXISTS')} ${quoteIdent(op.index.name)};\n`;
      const edits = words
        ? [
            insertBefore(all, drop),
            replace({ source: all.source, span: { start: words.span.start, end: words.span.end + 1 } }, ''),
          ]
        : [];
      context.report({
        at: all,
        message: `If this build fails once, an invalid index \`${op.index.name}\` stays, and IF NOT EXISTS takes it for done when the migration runs again. Drop it first, and leave IF NOT EXISTS out.`,
        fixes: alone && words ? [{ title: 'Drop what is left before', kind: 'suggestion', edits }] : [],
      });
    }
  },
});
