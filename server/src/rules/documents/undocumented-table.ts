import { displayName } from '../../model/names';
import type { Table } from '../../model/schema';
import type { SpecEntity, SpecFacts } from '../../spec/facts';
import { entityBody } from '../../spec/write-entity';
import { defineRule, type DocumentContext, type Fix } from '../define-rule';
import { describedTable } from '../lib/described';
import { bothWays, nameIn, pairsOf } from '../lib/documents';
import { listed, spelledLike } from '../lib/names';
import { inScope } from '../lib/scope';
import { singularOf, inLastWord } from '../lib/inflection';
import { isOwnTable } from '../lib/tables';

const SCHEMA =
  'CREATE TABLE customers (id uuid PRIMARY KEY, name text);\nCREATE TABLE orders (id uuid PRIMARY KEY, customer_id uuid REFERENCES customers);\nCREATE TABLE order_items (id uuid PRIMARY KEY, order_id uuid REFERENCES orders);';
const MODEL =
  '# Data Model: Shop\n\n## Entities\n\n### Customer\n- id: UUID (PK)\n- name: TEXT\n\n### Order\n- id: UUID (PK)\n- customer_id: UUID (FK → Customer)\n';

export default defineRule({
  id: 'undocumented-table',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'document',
  covers: ['SPEC-undocumented-table', 'DOC-all-tables'],
  docs: {
    summary: 'A document that describes a schema describes all of its tables.',
    why:
      'What the document leaves out does not exist for those who read it. All tables are one finding. A document says what it is about by a line such as ' +
      '`**Scope:** billing.*` above its first section: a schema, or names of tables with `*`. Without it, tables count that lie in the schemas of the entities, ' +
      'and the finding is left out where more than ten are missing, and more than half: such a document is about a part.',
    whenOff: 'Where documents are about parts that no scope tells.',
    references: [{ title: 'PostgreSQL: Schemas', url: 'https://www.postgresql.org/docs/current/ddl-schemas.html' }],
  },
  examples: [
    {
      title: 'one of three tables',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: `${MODEL}\n## Relationships\n- Customer 1:N Order\n` },
      reports: ['Entities'],
      says: '`order_items`',
      fixed: `${MODEL}\n### OrderItem\n- id: UUID (PK)\n- order_id: UUID (FK → Order)\n\n## Relationships\n- Customer 1:N Order\n`,
    },
    {
      title: 'by a scope that is told',
      sql: SCHEMA,
      document: {
        name: 'data-model.md',
        text: '# Orders Data Model\n\n**Scope:** order*\n\n## Tables\n\n### orders\n\n| Field | Type | Constraints | Description |\n|---|---|---|---|\n| id | uuid | PK | |\n| customer_id | uuid | | |\n',
      },
      reports: ['Tables'],
      fixed:
        '# Orders Data Model\n\n**Scope:** order*\n\n## Tables\n\n### orders\n\n| Field | Type | Constraints | Description |\n|---|---|---|---|\n| id | uuid | PK | |\n| customer_id | uuid | | |\n\n### order_items\n\n| Column | Type | Constraints | Description |\n| --- | --- | --- | --- |\n| `id` | uuid | PK | |\n| `order_id` | uuid | FK → orders.id | |\n',
    },
    {
      title: 'all tables',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: `${MODEL}\n### Order Item\n- id: UUID (PK)\n` },
      reports: [],
    },
    {
      title: 'a part',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model: Customers\n\n**Scope:** customers\n\n## Entities\n\n### Customer\n- id: UUID (PK)\n- name: TEXT\n',
      },
      reports: [],
    },
  ],
  document(document, context) {
    const { outline } = document;
    if (document.kind !== 'data model' || !outline) return;
    const pairs = pairsOf(document, context);
    if (pairs.length === 0) return;
    const scope = outline.head.get('scope') ?? outline.head.get('tables');
    const schemas = new Set(pairs.map(({ table }) => table.schema));
    const all = [...context.described.tables()].filter(
      (table) => isOwnTable(table) && (scope ? inScope(scope.text, table) : schemas.has(table.schema)),
    );
    const described = new Set(pairs.map(({ table }) => table.key));
    const missing = all.filter(({ key }) => !described.has(key));
    if (missing.length === 0 || (!scope && missing.length > Math.max(MOST_UNTOLD, all.length / 2))) return;
    const section = outline.sections.find(({ topic }) => topic === 'entities');
    const names = missing.map(displayName);
    const shown =
      names.length > 12
        ? `${listed(names.slice(0, 12)).replace(/ and (?=`[^`]*`$)/, ', ')} and ${names.length - 12} more`
        : listed(names);
    const start = section ? section.span.start + section.level + 1 : pairs[0]!.entity.nameSpan.start;
    const at = section ? { start, end: start + section.title.length } : pairs[0]!.entity.nameSpan;
    context.report({
      at,
      message: `The schema also has ${shown}, which this document doesn't describe. Describe ${names.length === 1 ? 'it' : 'them'}, or say by a line \`**Scope:**\` what the document is about.`,
      fixes: bothWays(document, context.authority, {
        toDocument: insertion(document, missing, pairs.at(-1)!.entity, context),
      }),
      related: missing
        .slice(0, 12)
        .map((table) => ({ at: table.nameOrigin, message: `\`${table.name}\` is made here.` })),
    });
  },
});

/** A document that tells less is about a part of the schema. */
const MOST_UNTOLD = 10;

/** Writes entities behind the last one, as that is written. */
function insertion(
  document: SpecFacts,
  tables: readonly Table[],
  last: SpecEntity,
  context: DocumentContext<never>,
): Fix | undefined {
  if (last.level === undefined || last.level > 6) return undefined;
  const inSingular = /^\p{Lu}/u.test(last.name) && last.name !== last.name.toUpperCase();
  const known = nameIn(document, context, last.name);
  const described = new Set(pairsOf(document, context).map(({ table }) => table.key));
  const nameOf = (table: Table) =>
    described.has(table.key) || !inSingular ? known(table) : spelledLike(last.name, inLastWord(table.name, singularOf));
  const blocks = tables.map((table) => {
    const body = entityBody(describedTable(table, context.schema, nameOf), last.layout?.kind ?? 'list');
    return `\n\n${'#'.repeat(last.level!)} ${nameOf(table)}\n${last.layout?.kind === 'table' ? '\n' : ''}${body}`;
  });
  const at = { start: last.span.end, end: last.span.end };
  const title = tables.length === 1 ? `Describe \`${tables[0]!.name}\`` : `Describe the ${tables.length} tables`;
  return { title, kind: 'suggestion', edits: [{ at, newText: blocks.join('') }] };
}
