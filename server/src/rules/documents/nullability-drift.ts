import type { Column, Table } from '../../model/schema';
import type { SpecColumn } from '../../spec/facts';
import { defineRule, type DocumentContext, type Fix } from '../define-rule';
import { bothWays, columnPairs, pairsOf, textOf } from '../lib/documents';
import { dropNotNull, setNotNull } from '../lib/schema-fixes';

const SCHEMA =
  "CREATE TABLE orders (\n  id uuid PRIMARY KEY,\n  note text,\n  total numeric NOT NULL,\n  status text NOT NULL DEFAULT 'open'\n);";
const HEAD = '# Data Model: Shop\n\n## Tables\n\n### orders\n\n';

export default defineRule({
  id: 'nullability-drift',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'document',
  covers: ['SPEC-null-drift', 'CON-null'],
  docs: {
    summary: 'Columns that a document calls required are NOT NULL, and those that it calls optional take NULL.',
    why:
      'Whoever reads "required" leaves out the test for a missing value, and whoever reads "optional" sends none: both meet the schema at run time. ' +
      'Only what a document says outright is compared. A column with a default may be called optional: who leaves it out gets the default.',
    whenOff: 'Where documents speak of what an API requires, not of the table.',
    references: [
      {
        title: 'PostgreSQL: Not-Null Constraints',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-NOT-NULL',
      },
    ],
  },
  examples: [
    {
      title: 'a column that says so for itself',
      sql: SCHEMA,
      document: {
        name: 'data-model.md',
        text: `${HEAD}| Column | Type | Nullable |\n|---|---|---|\n| id | uuid | NO |\n| note | text | NO |\n| total | numeric | YES |\n`,
      },
      reports: ['NO', 'YES'],
      says: 'it takes NULL',
      fixed: `${HEAD}| Column | Type | Nullable |\n|---|---|---|\n| id | uuid | NO |\n| note | text | YES |\n| total | numeric | NO |\n`,
    },
    {
      title: 'in a list',
      sql: SCHEMA,
      document: {
        name: 'data-model.md',
        text: `${HEAD}- id: UUID (PK)\n- note: TEXT NOT NULL\n- total: NUMERIC (nullable)\n`,
      },
      reports: ['NOT NULL', 'nullable'],
      fixed: `${HEAD}- id: UUID (PK)\n- note: TEXT NULL\n- total: NUMERIC (NOT NULL)\n`,
    },
    {
      title: 'the same, and nothing said',
      sql: SCHEMA,
      document: {
        name: 'data-model.md',
        text: `${HEAD}- id: UUID (PK)\n- note: TEXT, optional\n- total: NUMERIC NOT NULL\n`,
      },
      reports: [],
    },
    {
      title: 'optional with a default',
      sql: SCHEMA,
      document: {
        name: 'data-model.md',
        text: `${HEAD}| Field | Type | Required |\n|---|---|---|\n| id | uuid | yes |\n| status | text | no |\n`,
      },
      reports: [],
    },
  ],
  document(document, context) {
    for (const pair of pairsOf(document, context)) {
      for (const { said, column } of columnPairs(pair)) {
        const { notNull, nullability } = said;
        if (notNull === undefined || !nullability || notNull === column.notNull || said.primaryKey) continue;
        if (!notNull && column.default && !isOutright(said)) continue;
        const name = `${pair.table.name}.${column.name}`;
        const now = column.notNull ? 'is NOT NULL' : 'takes NULL';
        context.report({
          at: nullability.span,
          message: `The document says that \`${name}\` ${notNull ? 'is never null' : 'can be null'}, but it ${now} ${context.where(pair.table)}. Correct the one that is wrong.`,
          fixes: bothWays(document, context.authority, {
            toDocument: toDocument(said, column, context),
            toSchema: toSchema(pair.table, column, notNull, context),
          }),
          related: [{ at: column.nameOrigin, message: `\`${name}\` ${now}.` }],
        });
      }
    }
  },
});

/** `NOT NULL`, `nullable` and cells of a column of that name; "optional" is looser. */
function isOutright({ nullability, cells }: SpecColumn): boolean {
  return cells?.has('nullable') === true || /null/i.test(nullability!.text);
}

const OPPOSITES: readonly (readonly [string, string])[] = [
  ['NOT NULL', 'NULL'], ['not null', 'null'], ['not null', 'nullable'], ['required', 'optional'], ['Required', 'Optional'], ['mandatory', 'optional'], ['YES', 'NO'],
  ['Yes', 'No'], ['yes', 'no'], ['Y', 'N'], ['y', 'n'], ['true', 'false'], ['✓', '✗'], ['✅', '❌'], ['да', 'нет'], ['예', '아니오'], ['是', '否'], ['Sí', 'No'], ['sí', 'no'], ['Ja', 'Nein'], ['ja', 'nein'],
  ['Oui', 'Non'], ['oui', 'non'], ['Sim', 'Não'], ['sim', 'não'], ['obligatoire', 'facultatif'], ['obligatorio', 'opcional'], ['erforderlich', 'optional'],
]; // prettier-ignore

function toDocument({ nullability }: SpecColumn, column: Column, context: DocumentContext<never>): Fix | undefined {
  const { text, span } = nullability!;
  const pair = OPPOSITES.find((words) => words.includes(text));
  const opposite = pair?.find((word) => word !== text);
  if (opposite === undefined) return undefined;
  const newText = opposite === 'not null' && textOf(context).includes('NOT NULL') ? 'NOT NULL' : opposite;
  return {
    title: `Say \`${newText}\`, as \`${column.name}\` is in the schema`,
    kind: 'suggestion',
    edits: [{ at: span, newText }],
  };
}

function toSchema(table: Table, column: Column, notNull: boolean, context: DocumentContext<never>): Fix | undefined {
  return notNull ? setNotNull(table, column, context) : dropNotNull(table, column, context);
}
