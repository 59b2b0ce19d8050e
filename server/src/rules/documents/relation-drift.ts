import { quoteIdent } from '../../model/names';
import type { Constraint, Table } from '../../model/schema';
import type { SpecFacts } from '../../spec/facts';
import { defineRule, type DocumentContext, type Fix } from '../define-rule';
import { readCardinality, writeCardinality, type Cardinality } from '../lib/cardinality';
import { bothWays, pairsOf } from '../lib/documents';
import { areJoined, cardinalityOf, flipped, keysTo, relatedOf, type Related } from '../lib/related';
import { addConstraint } from '../lib/schema-fixes';
import { describe } from '../lib/tables';

const SCHEMA =
  'CREATE TABLE users (id uuid PRIMARY KEY);\nCREATE TABLE profiles (id uuid PRIMARY KEY, user_id uuid NOT NULL REFERENCES users);\nCREATE TABLE orders (id uuid PRIMARY KEY, user_id uuid NOT NULL REFERENCES users);\nCREATE TABLE tags (id uuid PRIMARY KEY);\nCREATE TABLE order_tags (order_id uuid REFERENCES orders, tag_id uuid REFERENCES tags, PRIMARY KEY (order_id, tag_id));';
const HEAD = '# Data Model: Shop\n\n## Entities\n\n### User\n- id: UUID (PK)\n\n## Relationships\n';

export default defineRule({
  id: 'relation-drift',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'document',
  covers: ['FK-one-to-one-unique', 'FK-many-side', 'FK-nm-junction', 'ERD-cardinality'],
  docs: {
    summary: 'The relationships of a document are kept by foreign keys of that kind.',
    why:
      'One to many needs a foreign key on the many side, one to one a foreign key that is unique, many to many a table between with a foreign key to each. ' +
      'Otherwise the schema lets in what the document rules out. A relationship that Mermaid draws with a dotted line may do without a key.',
    whenOff: 'Where the application keeps the references, on purpose and in all tables.',
    references: [
      {
        title: 'PostgreSQL: Foreign Keys',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
      },
    ],
  },
  examples: [
    {
      title: 'one to one without a unique key',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: `${HEAD}- User 1:1 Profile\n- User 1:N Order\n` },
      reports: ['1:1'],
      says: 'nothing makes `profiles.user_id` unique',
      fixed: `${HEAD}- User 1:N Profile\n- User 1:N Order\n`,
    },
    {
      title: 'the wrong way round, and without a table between',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: `${HEAD}- User N:1 Order\n- User N:M Tag\n` },
      reports: ['N:1', 'N:M'],
    },
    {
      title: 'in a diagram, without a key',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model\n\n## Entities\n\n### User\n- id: UUID (PK)\n\n```mermaid\nerDiagram\n  TAG ||--o{ USER : marks\n  USER ||..o{ TAG : likes\n```\n',
      },
      reports: ['||--o{'],
      says: 'no foreign key',
    },
    {
      title: 'what is said to be kept by no key',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model\n\n## Entities\n\n### User\n- id: UUID (PK)\n\n```mermaid\nerDiagram\n  USER ||--o{ TAG : "marks (logical only)"\n```\n',
      },
      reports: [],
    },
    {
      title: 'as the schema has it',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: `${HEAD}- User 1:N Order\n- Order N:1 User\n- Order N:M Tag\n- Order 1:N OrderTag\n`,
      },
      reports: [],
    },
    {
      title: 'kinds in words that say something else',
      sql: SCHEMA,
      document: {
        name: 'data-model.md',
        text: '# Data Model\n\n## Relationships\n\n| From | To | Type |\n|---|---|---|\n| users | orders | Temporal |\n| users | orders | One-to-many |\n\n## Tables\n\n### users\n- id: UUID (PK)\n',
      },
      reports: [],
    },
  ],
  document(document, context) {
    // The relationships of a contract name their key: contract-relationship-drift compares them by it.
    if (document.kind === 'contract') return;
    const isEntityColumn = columnReferences(document, context);
    for (const related of relatedOf(document, context)) {
      const said =
        related.relation.cardinality === undefined ? undefined : readCardinality(related.relation.cardinality);
      const drift = said && driftOf(related, said, context);
      if (!drift || (drift.keyless && isEntityColumn(related))) continue;
      const { relation } = related;
      context.report({
        at: relation.cardinalitySpan ?? relation.span,
        message: drift.message,
        fixes: bothWays(document, context.authority, {
          toDocument: drift.is && relation.cardinalitySpan && toDocument(drift.is, related),
          toSchema: drift.toSchema,
        }),
        related: drift.key ? [{ at: drift.key.origin, message: 'This key makes the relationship.' }] : [],
      });
    }
  },
});

interface Drift {
  readonly message: string;
  /** What the schema has. */
  readonly is?: Cardinality;
  readonly key?: Constraint;
  readonly toSchema?: Fix | undefined;
  readonly keyless?: boolean;
}

const LOGICAL =
  /(?<![\p{L}\p{N}])(?:logical|no (?:fk|foreign key|constraint)|not enforced|polymorphic|soft (?:reference|fk|link)|by convention)(?![\p{L}\p{N}])/iu;

function driftOf(
  { relation, from, to }: Related,
  said: Cardinality,
  context: DocumentContext<never>,
): Drift | undefined {
  const ofTo = keysTo(to, from, context.schema);
  const ofFrom = from === to ? [] : keysTo(from, to, context.schema);
  const names = `\`${relation.from.entity}\` and \`${relation.to.entity}\``;
  // A dotted line, or words that say that nothing enforces it.
  const isDotted = (/\./.test(relation.cardinality!) && relation.form === 'diagram') || LOGICAL.test(relation.label ?? '') || LOGICAL.test(relation.cardinality!); // prettier-ignore
  if (said.from.many && said.to.many) {
    if (areJoined(from, to, context)) return undefined;
    const [key] = [...ofTo, ...ofFrom];
    if (!key && isDotted) return undefined;
    const is = key && (ofTo.length > 0 ? cardinalityOf(to, key) : flipped(cardinalityOf(from, key)));
    const message = `The document says many to many between ${names}, but no table of the schema refers to both. Add one with a foreign key to each, or correct the document.`;
    return { message, ...(key && { key }), ...(is && { is }) };
  }
  if (ofTo.length + ofFrom.length === 0) {
    if (isDotted || areJoined(from, to, context)) return undefined;
    const message = `The document relates ${names}, but no foreign key of the schema does: nothing keeps rows from pointing to nothing. Add the key, or correct the document.`;
    return { message, keyless: true };
  }
  const child = said.from.many ? from : to;
  const keys = said.from.many ? ofFrom : ofTo;
  if (said.from.many !== said.to.many) {
    const parent = said.from.many ? to : from;
    if (keys.length > 0) {
      const one = keys.map((key) => cardinalityOf(child, key));
      if (one.some(({ to: side }) => side.many)) return undefined;
      const is = said.from.many ? flipped(one[0]!) : one[0]!;
      const message = `The document says that many \`${child.name}\` belong to one \`${parent.name}\`, but \`${keys[0]!.columns.join(', ')}\` is unique: there is one at most. Correct the one that is wrong.`;
      return { message, is, key: keys[0]! };
    }
    const [key] = said.from.many ? ofTo : ofFrom;
    const is = said.from.many ? cardinalityOf(to, key!) : flipped(cardinalityOf(from, key!));
    const message = `The document puts many on the side of \`${child.name}\`, but the foreign key is in ${describe(parent)}: many of those belong to one of the other. Correct the one that is wrong.`;
    return { message, is, key: key! };
  }
  return oneToOne({ from, to }, ofTo, ofFrom, context);
}

function oneToOne(
  { from, to }: Pick<Related, 'from' | 'to'>,
  ofTo: readonly Constraint[],
  ofFrom: readonly Constraint[],
  context: DocumentContext<never>,
): Drift | undefined {
  const all = [
    ...ofTo.map((key) => ({ child: to, key, seen: cardinalityOf(to, key) })),
    ...ofFrom.map((key) => ({ child: from, key, seen: flipped(cardinalityOf(from, key)) })),
  ];
  if (all.some(({ seen }) => !seen.from.many && !seen.to.many)) return undefined;
  const { child, key, seen } = all[0]!;
  const columns = `${child.name}.${key.columns.join(', ')}`;
  return {
    message: `The document says one to one, but nothing makes \`${columns}\` unique: several \`${child.name}\` can belong to the same row. Add a unique constraint, or correct the document.`,
    is: seen,
    key,
    toSchema: addConstraint(
      child,
      'unique',
      key.columns,
      `UNIQUE (${key.columns.map(quoteIdent).join(', ')})`,
      context,
    ),
  };
}

function toDocument(is: Cardinality, { relation }: Related): Fix {
  const newText = writeCardinality(is, relation.cardinality!);
  return { title: `Change to \`${newText}\``, kind: 'suggestion', edits: [{ at: relation.cardinalitySpan!, newText }] };
}

/** Whether a column of an entity says the same: its own finding is enough. */
function columnReferences(document: SpecFacts, context: DocumentContext<never>): (related: Related) => boolean {
  const pairs = new Map(pairsOf(document, context).map(({ entity, table }) => [table, entity]));
  const refers = (child: Table, parent: Table) =>
    pairs
      .get(child)
      ?.columns.some(({ references }) => references && context.tables.find({ name: references.entity }) === parent) ===
    true;
  return ({ from, to }) => refers(from, to) || refers(to, from);
}
