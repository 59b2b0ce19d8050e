import { displayName } from '../../model/names';
import type { Column, Table } from '../../model/schema';
import type { OutlineRow, SpecFacts } from '../../spec/facts';
import { defineRule, type DocumentContext, type Fix } from '../define-rule';
import { bothWays, columnOf, pairsOf } from '../lib/documents';
import { addStatement } from '../lib/edits';
import { nameIn, wordsOfName } from '../lib/names';
import { inPlace } from '../lib/schema-fixes';
import { misnamed } from '../lib/similar';
import { quoteIdent } from '../../model/names';

const SCHEMA =
  "CREATE TABLE users (id uuid PRIMARY KEY, email text NOT NULL, phone text, name text);\nCOMMENT ON COLUMN users.phone IS 'PII: phone number. Retention: 2 years. Erasure: set to NULL.';";
const model = (...rows: string[]) =>
  `# Data Model: Shop\n\n## Entities\n\n### User\n- id: UUID (PK)\n\n## Privacy\n\n| Column | Classification | Retention | Erasure strategy |\n|---|---|---|---|\n${rows.map((row) => `${row}\n`).join('')}`;

export default defineRule({
  id: 'privacy-row',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'document',
  covers: ['PRIV-row-unknown', 'PRIV-comment-sync'],
  docs: {
    summary:
      'The privacy table names columns that exist, can be erased as it says, and say the same in their comments.',
    why:
      'The table is what people go by when somebody asks to be forgotten. A column that does not exist, or that cannot be set to NULL because it is NOT NULL, ' +
      'shows only then. Where the column has a comment `PII: … Retention: … Erasure: …`, both tell the same.',
    whenOff: 'Where the privacy table is about another database.',
    references: [{ title: 'GDPR: Right to erasure', url: 'https://gdpr-info.eu/art-17-gdpr/' }],
  },
  examples: [
    {
      title: 'a column that is not there, and one that cannot be null',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: model('| users.emial | PII | 2 years | anonymise |', '| users.email | PII | 2 years | set to NULL |'),
      },
      reports: ['users.emial', 'set to NULL'],
      says: 'Did you mean `email`?',
    },
    {
      title: 'another retention than the comment',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: model('| users.phone | PII | 5 years | set to NULL |') },
      reports: ['5 years'],
      says: '2 years',
      fixed: model('| users.phone | PII | 2 years | set to NULL |'),
    },
    {
      title: 'in the spellings of the document',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: model(
          '| User.email | PII | 2 years | anonymise |',
          '| `users.phone` | PII | 2 years | Set to NULL |',
          '| users.name/users.phone | PII | 2 years | hash |',
          '| users.* | PII | 2 years | delete row |',
        ),
      },
      reports: [],
    },
    {
      title: 'tables that are not known',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: model('| analytics.ip | PII | 30 days | delete |', '| [column] | | | |'),
      },
      reports: [],
    },
  ],
  document(document, context) {
    for (const table of document.outline?.tables ?? []) {
      if (table.topic === 'privacy') for (const row of table.rows) check(document, row, context);
    }
  },
});

function check(document: SpecFacts, row: OutlineRow, context: DocumentContext<never>): void {
  const cell = row.cells.get('name');
  for (const [, owner, name] of cell?.text.matchAll(/(?:(\w+(?:\.\w+)?)\.)?(\w+)(?![\w.*(])/g) ?? []) {
    if (!cell || !/^[\w.]+(?:\s*[,/&]\s*[\w.]+)*$/.test(cell.text)) return;
    const tables =
      owner === undefined ? pairsOf(document, context).map(({ table }) => table) : [ownerOf(document, owner, context)];
    const found = tables.flatMap((table) => {
      const column = table && columnOf(table, name!);
      return column ? [{ table, column }] : [];
    });
    const [table] = tables;
    if (owner !== undefined && table && !table.open && found.length === 0) {
      const message = `${`\`${displayName(table)}\``} has no column \`${name!}\`, so nobody can keep what this row promises. Correct the name.`;
      const start = cell.span.start + cell.text.indexOf(`${owner}.${name!}`) + owner.length + 1;
      const problem = misnamed(
        { start, end: start + name!.length },
        message,
        name!,
        table.columns.map((each) => each.name),
      );
      context.report({ ...problem, at: cell.span });
    }
    // Of several columns the row doesn't say which it means.
    if (found.length === 1 && /^[\w.]+$/.test(cell.text))
      compare(document, row, found[0]!.table, found[0]!.column, context);
  }
}

function ownerOf(document: SpecFacts, owner: string, context: DocumentContext<never>): Table | undefined {
  const described = document.entities.find(({ name }) => name === owner);
  return context.tables.find(described ?? { name: owner });
}

function compare(
  document: SpecFacts,
  row: OutlineRow,
  table: Table,
  column: Column,
  context: DocumentContext<never>,
): void {
  const erasure = row.cells.get('erasure');
  const name = `${table.name}.${column.name}`;
  if (erasure && /\b(?:set(?: to)?|→)\s*null\b|\bnullif(?:y|ied)\b/i.test(erasure.text) && column.notNull) {
    context.report({
      at: erasure.span,
      message: `\`${name}\` is NOT NULL, so it can't be erased as this row says. Erase it in another way, or let it be null.`,
      related: [{ at: column.nameOrigin, message: 'The column.' }],
    });
  }
  const comment = /\bPII:\s*([^.]+)\.\s*Retention:\s*([^.]+)\.\s*Erasure:\s*(.+?)\.?\s*$/is.exec(column.comment ?? '');
  if (!comment || !column.commentOrigin) return;
  for (const [role, said] of [
    ['retention', comment[2]!],
    ['erasure', comment[3]!],
  ] as const) {
    const cell = row.cells.get(role);
    if (!cell || isSame(cell.text, said)) continue;
    context.report({
      at: cell.span,
      message: `The comment on \`${name}\` says "${said.trim()}" of its ${role}. Correct the one that is wrong, or nobody knows what holds.`,
      fixes: bothWays(document, context.authority, {
        toDocument: {
          title: `Change to "${said.trim()}"`,
          kind: 'suggestion',
          edits: [{ at: cell.span, newText: said.trim() }],
        },
        toSchema: recomment(row, table, column, context),
      }),
      related: [{ at: column.commentOrigin, message: 'The comment.' }],
    });
    return;
  }
}

/** Says in a comment of its own what the row says; a later one counts. */
function recomment(
  { cells }: OutlineRow,
  table: Table,
  column: Column,
  context: DocumentContext<never>,
): Fix | undefined {
  const [kind, retention, erasure] = ['classification', 'retention', 'erasure'].map((role) => cells.get(role)?.text);
  if (kind === undefined || retention === undefined || erasure === undefined) return undefined;
  const { source } = column.commentOrigin!;
  const text = `PII: ${kind}. Retention: ${retention}. Erasure: ${erasure}.`.replaceAll("'", "''");
  const sql = `COMMENT ON COLUMN ${nameIn(source, table)}.${quoteIdent(column.name)} IS '${text}'`;
  return inPlace(context, `Write the comment on \`${table.name}.${column.name}\` anew`, [
    addStatement(source, sql, context),
  ]);
}

function isSame(a: string, b: string): boolean {
  return wordsOfName(a.trim()).join(' ') === wordsOfName(b.trim()).join(' ');
}
