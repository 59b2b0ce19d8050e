import { defineRule } from '../define-rule';
import { replace } from '../lib/edits';
import { visit } from '../lib/query';

export default defineRule({
  id: 'database-encoding',
  category: 'statements',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'query',
  covers: ['P165'],
  docs: {
    summary: 'A database knows the encoding of its texts.',
    why:
      'In a database with the encoding `SQL_ASCII` PostgreSQL takes any bytes and converts nothing: texts of different encodings end up in one column, ' +
      'and nobody can tell them apart any more.',
    whenOff: 'Where bytes of unknown encoding are meant to be kept as they are.',
    references: [
      { title: 'PostgreSQL: Character Set Support', url: 'https://www.postgresql.org/docs/current/multibyte.html' },
      { title: 'PostgreSQL wiki: Don’t use SQL_ASCII', url: 'https://wiki.postgresql.org/wiki/Don%27t_Do_This' },
    ],
  },
  examples: [
    {
      title: 'of a new database',
      sql: "CREATE DATABASE shop ENCODING 'SQL_ASCII' TEMPLATE template0;",
      reports: ["'SQL_ASCII'"],
      says: '`shop`',
      fixed: "CREATE DATABASE shop ENCODING 'UTF8' TEMPLATE template0;",
    },
    {
      title: 'with a sign between',
      sql: "create database shop with encoding = 'sql_ascii';",
      reports: ["'sql_ascii'"],
      fixed: "create database shop with encoding = 'UTF8';",
    },
    { title: 'UTF-8', sql: "CREATE DATABASE shop ENCODING 'UTF8';", reports: [] },
    { title: 'that of the template', sql: 'CREATE DATABASE shop OWNER app;', reports: [] },
  ],
  query({ node, trees }, context) {
    const [tree] = trees;
    if (!tree || !('CreatedbStmt' in node)) return;
    const { dbname } = node.CreatedbStmt;
    visit(tree.node, {
      DefElem({ defname, arg, location }) {
        const value = arg && 'String' in arg ? arg.String.sval : undefined;
        if (defname !== 'encoding' || value?.toUpperCase() !== 'SQL_ASCII') return;
        const { text } = tree;
        const word = text.index(location) + 1;
        const at = tree.origin(text.span(text.word(word) === '=' ? word + 1 : word));
        context.report({
          at,
          message: `\`${dbname}\` would take bytes of any encoding, which nobody can tell apart later. Say \`UTF8\`.`,
          fixes: [{ title: 'Say `UTF8`', kind: 'suggestion', edits: [replace(at, "'UTF8'")] }],
        });
      },
    });
  },
});
