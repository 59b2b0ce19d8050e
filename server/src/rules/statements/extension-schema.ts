import { quoteIdent } from '../../model/names';
import { defineRule } from '../define-rule';
import { insertAfter, wholeStatement } from '../lib/edits';
import { findWords, keywordCase } from '../lib/syntax';

export default defineRule({
  id: 'extension-schema',
  category: 'statements',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'off' },
  needs: 'query',
  covers: ['P159'],
  docs: {
    summary: 'Extensions are made in the schema that is meant for them.',
    why:
      'Without `SCHEMA` an extension puts its functions and types into the first schema of the path, mostly `public`, where they lie among the tables of the ' +
      'application and are offered by APIs that show all of `public`.',
    whenOff: 'Where one schema holds everything.',
    references: [
      {
        title: 'PostgreSQL: CREATE EXTENSION',
        url: 'https://www.postgresql.org/docs/current/sql-createextension.html',
      },
    ],
  },
  options: {
    schema: { type: 'string', default: 'extensions', description: 'The schema that the fix names.' },
  },
  examples: [
    {
      title: 'anywhere',
      sql: 'CREATE SCHEMA extensions;\nCREATE EXTENSION IF NOT EXISTS pg_trgm;',
      reports: ['pg_trgm'],
      says: '`extensions`',
      fixed: 'CREATE SCHEMA extensions;\nCREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA extensions;',
    },
    {
      title: 'in public, which is named',
      sql: 'create schema extensions;\ncreate extension citext with schema public;',
      reports: ['public'],
      says: '`citext`',
      fixed: 'create schema extensions;\ncreate extension citext with schema extensions;',
    },
    { title: 'in its own', sql: 'CREATE EXTENSION pg_trgm SCHEMA extensions;', reports: [] },
    {
      title: 'a language, which has a schema of its own, as a dump makes it',
      sql: 'CREATE EXTENSION IF NOT EXISTS plpgsql WITH SCHEMA pg_catalog;',
      reports: [],
    },
  ],
  query({ node, trees: [tree], source }, context) {
    if (!tree || !('CreateExtensionStmt' in node)) return;
    const { extname = '', options = [] } = node.CreateExtensionStmt;
    const schema = options.flatMap((each) =>
      'DefElem' in each && each.DefElem.defname === 'schema' ? [each.DefElem.arg] : [],
    )[0];
    const written = schema && 'String' in schema ? schema.String.sval : undefined;
    if (written !== undefined && written !== 'public') return;
    const { text } = tree;
    const name = text.tokens.findIndex((_, i) => i > 1 && text.isName(i, extname));
    const wanted = quoteIdent(context.option('schema'));
    const given = written === undefined ? undefined : findWords(context, wholeStatement(source), 'public');
    const at = given ?? tree.origin(text.span(name));
    const newText = given ? wanted : ` ${keywordCase(source, context)('SCHEMA')} ${wanted}`;
    context.report({
      at,
      message: `\`${extname}\` puts its functions and types among the tables of the application. Make it in the schema \`${context.option('schema')}\`.`,
      fixes: [
        {
          title: `Make it in \`${context.option('schema')}\``,
          kind: 'suggestion',
          edits: [given ? { at: given, newText } : insertAfter(at, newText)],
        },
      ],
    });
  },
});
