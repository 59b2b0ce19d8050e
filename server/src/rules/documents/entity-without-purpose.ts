import type { SpecEntity } from '../../spec/facts';
import { defineRule, type Fix } from '../define-rule';
import { listed } from '../lib/names';

const HEAD =
  '# Data Model: Shop\n\n## Entities\n\n### Customer\n\n- **Purpose:** who buys\n- **Cardinality:** 10,000s\n- **Mutability:** rarely updated\n\n#### Schema\n\n```sql\nCREATE TABLE customers (id uuid PRIMARY KEY);\n```\n\n### Order\n\n';
const SQL = '\n#### Schema\n\n```sql\nCREATE TABLE orders (id uuid PRIMARY KEY);\n```\n';
const FIELDS = ['purpose', 'cardinality', 'mutability'];
const MUTABILITY =
  /immutab|append.only|never (?:change|update)|rarely|seldom|frequent|often|occasional|mutable|update|change|read.only|once|static|high|low|medium|inmutable|неизмен|불변|不可变/i;

export default defineRule({
  id: 'entity-without-purpose',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'document',
  covers: ['SPEC-entity-fields', 'SPEC-mutability-values'],
  docs: {
    summary: 'Where entities are told with purpose, cardinality and mutability, each has all three.',
    why:
      'How many rows there will be and whether they change decides on keys, indexes and partitions. A document that says it of most entities and not of one ' +
      'leaves that one to chance. Mutability says whether rows are changed: immutable, rarely or frequently updated.',
    whenOff: 'Where entities are described in prose.',
    references: [
      { title: 'PostgreSQL: Table Partitioning', url: 'https://www.postgresql.org/docs/current/ddl-partitioning.html' },
    ],
  },
  examples: [
    {
      title: 'two that are missing',
      sql: '',
      document: { name: 'DATA-MODEL.md', text: `${HEAD}- **Purpose:** what is bought\n${SQL}` },
      reports: ['Order'],
      says: '`Cardinality` and `Mutability`',
      fixed: `${HEAD}- **Purpose:** what is bought\n- **Cardinality:** TBD\n- **Mutability:** TBD\n${SQL}`,
    },
    {
      title: 'no word on whether it changes',
      sql: '',
      document: {
        name: 'DATA-MODEL.md',
        text: `${HEAD}- **Purpose:** what is bought\n- **Cardinality:** 100s\n- **Mutability:** yes\n${SQL}`,
      },
      reports: ['yes'],
    },
    {
      title: 'all of it',
      sql: '',
      document: {
        name: 'DATA-MODEL.md',
        text: `${HEAD}- **Purpose:** what is bought\n- **Cardinality:** 100s\n- **Mutability:** Status changes; dates never do.\n${SQL}`,
      },
      reports: [],
    },
    {
      title: 'a list of columns',
      sql: '',
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model: Shop\n\n## Entities\n\n### Order\n- id: UUID (PK)\n- purpose: TEXT\n',
      },
      reports: [],
    },
  ],
  document({ entities, kind }, context) {
    const told = entities.filter(({ said }) => FIELDS.some((field) => said?.has(field)));
    if (kind !== 'data model' || told.length === 0 || told.length * 2 < entities.length) return;
    for (const entity of entities) {
      if (entity.placeholder) continue;
      const missing = FIELDS.filter((field) => !entity.said?.has(field));
      const mutability = entity.said?.get('mutability');
      if (mutability && !MUTABILITY.test(mutability.text) && !/^(?:\[|TBD|\{\{)/.test(mutability.text)) {
        context.report({
          at: mutability.span,
          message: `This doesn't say whether rows of \`${entity.name}\` change. Say immutable, rarely updated or frequently updated.`,
        });
      }
      if (missing.length === 0) continue;
      const names = missing.map((field) => field.charAt(0).toUpperCase() + field.slice(1));
      context.report({
        at: entity.nameSpan,
        message: `\`${entity.name}\` lacks ${listed(names)}, which other entities have. Keys, indexes and partitions depend on them.`,
        fixes: fixOf(entity, names),
      });
    }
  },
});

function fixOf({ said }: SpecEntity, names: readonly string[]): readonly Fix[] {
  const last = [...(said?.values() ?? [])].at(-1);
  if (!last) return [];
  const at = { start: last.span.end, end: last.span.end };
  return [
    {
      title: 'Add what is missing',
      kind: 'suggestion',
      edits: [{ at, newText: names.map((name) => `\n- **${name}:** TBD`).join('') }],
    },
  ];
}
