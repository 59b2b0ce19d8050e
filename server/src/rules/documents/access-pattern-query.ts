import { defineRule } from '../define-rule';
import { nameOf, patternPairs, queryOfPattern } from '../lib/patterns';
import { misnamed } from '../lib/similar';
import { tree } from '../lib/pattern-examples';

export default defineRule({
  id: 'access-pattern-query',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'document',
  covers: ['AP-parse'],
  docs: {
    summary: 'The query shapes of access patterns are SQL, and their columns are there.',
    why:
      'Indexes are chosen for these shapes. One that PostgreSQL can’t read, or with a column that the table doesn’t have, was written for another schema, and so was ' +
      'the index. A shape is a part of a query of its entity’s table (`WHERE owner_id = ? ORDER BY created_at DESC`) or a whole one, in backticks; `?` and `:name` ' +
      'stand for values.',
    whenOff: 'While a document is written ahead of its schema.',
    references: [{ title: 'PostgreSQL: SELECT', url: 'https://www.postgresql.org/docs/current/sql-select.html' }],
  },
  examples: [
    {
      title: 'a column with a slip, and one that isn’t there',
      sql: tree.schema,
      document: tree.document('`WHERE onwer_id = ?`', '`WHERE id = ? AND archived = false`'),
      reports: ['onwer_id', 'archived'],
      says: 'Did you mean `owner_id`?',
    },
    {
      title: 'what is no SQL',
      sql: tree.schema,
      document: tree.document('`WHERE owner_id = AND id = ?`', '`ORDER BY created_at DESCENDING`'),
      reports: ['AND', 'DESCENDING'],
    },
    {
      title: 'a slip is put right',
      sql: tree.schema,
      document: tree.document('`SELECT id FROM sources WHERE onwer_id = ?`'),
      reports: ['onwer_id'],
      fixed: tree.document('`SELECT id FROM sources WHERE owner_id = ?`').text,
    },
    {
      title: 'parts and whole queries, and one of a table that refers to the entity’s',
      sql: tree.schema,
      document: tree.document(
        '`WHERE owner_id = ? ORDER BY created_at DESC LIMIT 25`',
        "`where owner_id = :ownerId and status = 'active'`",
        '`SELECT count(*) FROM sources s JOIN crawls c ON c.source_id = s.id WHERE s.owner_id = $1`',
        '`WHERE source_id = ? ORDER BY started_at DESC LIMIT 10`',
      ),
      reports: [],
    },
    {
      title: 'words, placeholders and what is left out',
      sql: tree.schema,
      document: tree.document('by id', '`[shape]`', '`WHERE …`', '`INSERT` one row'),
      reports: [],
    },
  ],
  document(document, context) {
    for (const pair of patternPairs(document, context)) {
      const read = queryOfPattern(pair, context);
      if (!read) continue;
      if (!read.ok) {
        context.report({
          at: read.at,
          message: `PostgreSQL can’t read the query of ${nameOf(pair)}: ${read.message}. Correct it, so that its index can be checked.`,
        });
        continue;
      }
      const { shape } = pair.pattern;
      for (const { kind, name, span, table, candidates } of read.query?.reading.problems ?? []) {
        const start = read.query!.source.statement.start;
        const at = { start: start + span.start, end: start + span.end };
        // What stands before the shape isn't written there.
        if (at.start < shape!.span.start) continue;
        const where =
          kind === 'unknown column' && table !== undefined
            ? `\`${table.replace(/^public\./, '')}\` has no column`
            : `There is no ${kind === 'unknown table' ? 'table' : 'column'}`;
        const message = kind === 'ambiguous column' ? `\`${name}\` is a column of more than one of these tables. Say which one is meant.` : `${where} \`${name}\`, which ${nameOf(pair)} asks for. Add it, or correct the name.`; // prettier-ignore
        context.report(misnamed(at, message, name, candidates));
      }
    }
  },
});
