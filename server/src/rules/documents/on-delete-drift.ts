import type { Span } from '../../base/span';
import { column, type Constraint, type Table } from '../../model/schema';
import { defineRule, type DocumentContext } from '../define-rule';
import { foreignKeyOf } from '../lib/described';
import { bothWays, columnPairs, pairsOf } from '../lib/documents';
import { setOnDelete } from '../lib/references';
import { keysTo, relatedOf } from '../lib/related';
import { inPlace } from '../lib/schema-fixes';

const SCHEMA =
  'CREATE TABLE users (id uuid PRIMARY KEY);\nCREATE TABLE orders (id uuid PRIMARY KEY, user_id uuid REFERENCES users ON DELETE SET NULL);\nCREATE TABLE sessions (id uuid PRIMARY KEY, user_id uuid REFERENCES users ON DELETE CASCADE);\nCREATE TABLE notes (id uuid PRIMARY KEY, user_id uuid REFERENCES users);';
const table = (...rows: string[]) =>
  `# Data Model: Shop\n\n## Entities\n\n### User\n- id: UUID (PK)\n\n## Relationships\n\n| From | To | Type | On delete |\n|---|---|---|---|\n${rows.map((row) => `${row}\n`).join('')}`;

export default defineRule({
  id: 'on-delete-drift',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'document',
  covers: ['FK-on-delete-spec'],
  docs: {
    summary: 'What a document says happens on deletion is what the foreign key does.',
    why:
      'A deletion that takes more away than the document promises loses data, and one that is refused leaves people with an error. `RESTRICT` and ' +
      '`NO ACTION` count as the same: both refuse.',
    whenOff: 'Where the documents tell what the application does.',
    references: [
      {
        title: 'PostgreSQL: Foreign Keys',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
      },
    ],
  },
  examples: [
    {
      title: 'in the table of relationships',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: table('| User | Order | 1:N | CASCADE |', '| Session | User | N:1 | restrict |'),
      },
      reports: ['CASCADE', 'restrict'],
      says: 'SET NULL',
      fixed: table('| User | Order | 1:N | SET NULL |', '| Session | User | N:1 | cascade |'),
    },
    {
      title: 'at a column',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model: Shop\n\n## Entities\n\n### Note\n- id: UUID (PK)\n- user_id: UUID REFERENCES users(id) ON DELETE CASCADE\n',
      },
      reports: ['CASCADE'],
      says: 'NO ACTION',
    },
    {
      title: 'the same, and both ways to refuse',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: table('| User | Order | 1:N | SET NULL |', '| User | Note | 1:N | RESTRICT |'),
      },
      reports: [],
    },
    {
      title: 'in words, or not at all',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: table('| User | Order | 1:N | soft delete |', '| User | Session | 1:N | |'),
      },
      reports: [],
    },
  ],
  document(document, context) {
    for (const { relation, from, to } of relatedOf(document, context)) {
      const keys = [
        ...keysTo(to, from, context.schema).map((key) => [to, key] as const),
        ...(from === to ? [] : keysTo(from, to, context.schema).map((key) => [from, key] as const)),
      ];
      // Of several the document doesn't say which one it means.
      if (relation.onDelete && keys.length === 1) compare(relation.onDelete, ...keys[0]!, context);
    }
    for (const pair of pairsOf(document, context)) {
      for (const { said, column } of columnPairs(pair)) {
        const key = said.onDelete && foreignKeyOf(pair.table, [column.name]);
        if (key) compare(said.onDelete, pair.table, key, context);
      }
    }

    function compare(
      said: { readonly text: string; readonly span: Span },
      child: Table,
      key: Constraint,
      at: DocumentContext<never>,
    ): void {
      const wanted = actionOf(said.text);
      const has = key.references!.onDelete;
      if (wanted === undefined || refusing(wanted) === refusing(has)) return;
      const now = has.toUpperCase();
      const newText = said.text === said.text.toLowerCase() ? has : now;
      at.report({
        at: said.span,
        message: `The document says \`${said.text}\`, but the foreign key \`${child.name}.${key.columns.join(', ')}\` has ON DELETE ${now}. Correct the one that is wrong.`,
        fixes: bothWays(document, context.authority, {
          toDocument: { title: `Change to \`${newText}\``, kind: 'suggestion', edits: [{ at: said.span, newText }] },
          toSchema: isRefused(wanted, child, key)
            ? undefined
            : inPlace(context, `Make it ON DELETE ${wanted.toUpperCase()} in the schema`, [
                setOnDelete(key, wanted, context),
              ]),
        }),
        related: [{ at: key.origin, message: `ON DELETE ${now}` }],
      });
    }
  },
});

/** A column that is NOT NULL can't be set to NULL. */
function isRefused(action: string, child: Table, { columns }: Constraint): boolean {
  return action === 'set null' && columns.some((name) => column(child, name)?.notNull === true);
}

function actionOf(text: string): string | undefined {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
  return ['cascade', 'restrict', 'set null', 'set default', 'no action'].find((action) => action === word);
}

function refusing(action: string): string {
  return action === 'restrict' ? 'no action' : action;
}
