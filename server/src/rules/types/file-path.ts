import { defineRule } from '../define-rule';
import { wordsOfName } from '../lib/names';
import { plainType, TEXT_TYPES } from '../lib/retype';
import { describe, ownColumns } from '../lib/tables';

const FILES = new Set(
  'file image photo picture avatar document attachment upload video audio pdf thumbnail scan'.split(' '),
);

export default defineRule({
  id: 'file-path',
  category: 'types',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'hint' },
  needs: 'table',
  covers: ['P93'],
  docs: {
    summary: 'A column does not hold the path of a file.',
    why:
      'A file beside the database is not part of its transactions, backups and rights: it can be missing when its row is there, and stay when the row is ' +
      'gone. Small files can be `bytea`; for large ones a key of an object store with its own versions is safer than a path.',
    whenOff: 'Where something else keeps rows and files together.',
    references: [
      { title: 'PostgreSQL: Binary Data Types', url: 'https://www.postgresql.org/docs/current/datatype-binary.html' },
    ],
  },
  examples: [
    {
      title: 'paths',
      sql: 'CREATE TABLE users (id int, avatar_path text, "filePath" varchar(300));',
      reports: ['avatar_path', '"filePath"'],
      says: '`avatar_path`',
    },
    { title: 'alone', sql: 'create table scans (id int, path text, scan_filename text);', reports: ['scan_filename'] },
    {
      title: 'addresses, names and content, as real tables have them',
      sql: 'CREATE TABLE users (id int, avatar_url text, file_name text, image_key text, document bytea, file_type text);',
      reports: [],
    },
    {
      title: 'paths in a tree',
      sql: 'CREATE TABLE nodes (id int, path text, tree_path text, ltree_path text);',
      reports: [],
    },
  ],
  table(table, context) {
    for (const column of ownColumns(table, context)) {
      const words = wordsOfName(column.name);
      if (!TEXT_TYPES.has(plainType(column) ?? '') || words.length < 2) continue;
      const [of, last] = words.slice(-2) as [string, string];
      if (!FILES.has(of) || !/^(?:path|filepath|filename)$/.test(last)) continue;
      context.report({
        at: column.nameOrigin,
        message: `\`${column.name}\` of ${describe(table)} names a file, which backups and transactions of the database leave out. Keep small files in the column, and large ones in a store that knows their versions.`,
      });
    }
  },
});
