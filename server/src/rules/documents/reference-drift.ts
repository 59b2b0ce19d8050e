import { quoteIdent } from '../../model/names';
import { primaryKey, type Column, type Constraint, type Table } from '../../model/schema';
import type { SpecColumn, SpecFacts } from '../../spec/facts';
import { defineRule, type DocumentContext, type Fix } from '../define-rule';
import { foreignKeyOf } from '../lib/described';
import { bothWays, columnOf, columnPairs, nameIn, pairsOf, type Pair } from '../lib/documents';
import { nameIn as sqlName } from '../lib/names';
import { addConstraint } from '../lib/schema-fixes';
import { describe } from '../lib/tables';

const SCHEMA =
  'CREATE TABLE users (id uuid PRIMARY KEY);\nCREATE TABLE teams (id uuid PRIMARY KEY);\nCREATE TABLE tasks (\n  id uuid PRIMARY KEY,\n  owner_id uuid REFERENCES users (id),\n  team_id uuid\n);';
const HEAD = '# Data Model: Work\n\n## Entities\n\n### Task\n- id: UUID (PK)\n';

export default defineRule({
  id: 'reference-drift',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'document',
  covers: ['SHP-hierarchy-self-fk'],
  docs: {
    summary: 'A column that a document calls a foreign key has one in the schema, to the same table.',
    why:
      'A reference that only the document knows is kept by nobody: rows are left that point to nothing, and joins lose others. That counts for a table that ' +
      'refers to itself too: a tree without the key can have branches that hang in the air.',
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
      title: 'no key, and one to another table',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: `${HEAD}- owner_id: UUID (FK → Team)\n- team_id: UUID (FK → Team)\n\n### Team\n- id: UUID (PK)\n\n### User\n- id: UUID (PK)\n`,
      },
      reports: ['Team', 'Team'],
      says: 'refers to `users`',
    },
    {
      title: 'another table',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: `${HEAD}- owner_id: UUID (FK → teams.id)\n` },
      reports: ['teams.id'],
      fixed: `${HEAD}- owner_id: UUID (FK → users.id)\n`,
    },
    {
      title: 'a tree',
      sql: 'CREATE TABLE categories (id uuid PRIMARY KEY, parent_id uuid);',
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model\n\n## Entities\n\n### Category\n- id: UUID (PK)\n- parent_id: UUID (FK → Category)\n',
      },
      reports: ['Category'],
      says: 'has no foreign key',
    },
    {
      title: 'the same',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: `${HEAD}- owner_id: UUID (FK → users.id)\n` },
      reports: [],
    },
    {
      title: 'a part of a key of several columns, and a table of a platform',
      sql: 'CREATE TABLE users (org int, id int, PRIMARY KEY (org, id));\nCREATE TABLE tasks (org int, owner_id int, by_id uuid, FOREIGN KEY (org, owner_id) REFERENCES users);',
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model: Work\n\n## Entities\n\n### Task\n- owner_id: INT (FK → users.id)\n- by_id: UUID (FK → auth.users)\n',
      },
      reports: [],
    },
  ],
  document(document, context) {
    for (const pair of pairsOf(document, context)) {
      const { table } = pair;
      if (table.kind !== 'table' && table.kind !== 'partitioned') continue;
      for (const { said, column } of columnPairs(pair)) {
        const { references } = said;
        const target = references && context.tables.find({ name: references.entity });
        if (!references || !target || !(target.kind === 'table' || target.kind === 'partitioned')) continue;
        // A schema that no table is in is that of a platform.
        const schema = references.entity.includes('.')
          ? references.entity.slice(0, references.entity.lastIndexOf('.'))
          : undefined;
        if (schema !== undefined && schema.toLowerCase() !== target.schema && schema !== 'public') continue;
        const keys = table.constraints.filter((each) => each.references && each.columns.includes(column.name));
        const targets = keys.map((key) => targetOf(key, context));
        if (targets.includes(target) || targets.includes(undefined)) continue;
        const own = foreignKeyOf(table, [column.name]);
        const other = own && targetOf(own, context);
        const name = `${table.name}.${column.name}`;
        const now = other ? `refers to ${describe(other)}` : 'has no foreign key';
        context.report({
          at: references.span,
          message: `The document says that \`${name}\` refers to \`${references.entity}\`, but ${context.where(table)} it ${now}. Correct the one that is wrong.`,
          fixes: bothWays(document, context.authority, {
            toDocument: other && toDocument(said, other, document, pair, context),
            toSchema: keys.length === 0 ? toSchema(table, column, target, said, context) : undefined,
          }),
          related: [{ at: column.nameOrigin, message: `\`${name}\` ${now}.` }],
        });
      }
    }
  },
});

function targetOf(
  { references, origin }: Constraint,
  { schema }: Pick<DocumentContext<never>, 'schema'>,
): Table | undefined {
  return schema.resolve(references!.table, origin.source.path);
}

function toDocument(
  { references }: SpecColumn,
  target: Table,
  document: SpecFacts,
  { entity }: Pair,
  context: DocumentContext<never>,
): Fix {
  const { entity: written, span } = references!;
  const described = nameIn(document, context, written)(target);
  const name = /^\p{Lu}/u.test(written) || entity.name === written ? described : target.name;
  const at = { start: span.start, end: span.start + written.length };
  return { title: `Change to \`${name}\``, kind: 'suggestion', edits: [{ at, newText: name }] };
}

function toSchema(
  table: Table,
  column: Column,
  target: Table,
  { references, onDelete }: SpecColumn,
  context: DocumentContext<never>,
): Fix | undefined {
  const key = primaryKey(target)?.columns;
  const wanted = references!.column === undefined ? undefined : columnOf(target, references!.column)?.name;
  const to = wanted ?? (key?.length === 1 ? key[0] : undefined);
  if (
    to === undefined ||
    !target.constraints.some(
      (each) =>
        (each.kind === 'primary key' || each.kind === 'unique') && each.columns.length === 1 && each.columns[0] === to,
    )
  )
    return undefined;
  const action = onDelete ? ` ON DELETE ${onDelete.text.toUpperCase()}` : '';
  const sql = `FOREIGN KEY (${quoteIdent(column.name)}) REFERENCES ${sqlName(table.origin.source, target)} (${quoteIdent(to)})${action}`;
  return addConstraint(table, 'foreign key', [column.name], sql, context);
}
