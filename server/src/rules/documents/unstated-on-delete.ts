import type { OutlineTable } from '../../spec/facts';
import { defineRule, type DocumentContext, type Edit } from '../define-rule';
import { keysTo } from '../lib/related';

const SCHEMA =
  'CREATE TABLE users (id uuid PRIMARY KEY);\nCREATE TABLE orders (id uuid PRIMARY KEY, user_id uuid REFERENCES users ON DELETE SET NULL);\nCREATE TABLE notes (id uuid PRIMARY KEY, user_id uuid REFERENCES users);';
const HEAD = '# Data Model: Shop\n\n## Entities\n\n### User\n- id: UUID (PK)\n\n## Relationships\n\n';

export default defineRule({
  id: 'unstated-on-delete',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'document',
  covers: ['REL-on-delete-missing', 'REL-table-columns'],
  docs: {
    summary: 'A table of relationships says of each what happens on deletion.',
    why:
      'Whether a deletion is refused, takes the other rows along or leaves them without an owner is a decision of the design. Where the table does not say, ' +
      'whoever writes the foreign key decides alone.',
    whenOff: 'Where another document tells what deletions do.',
    references: [
      {
        title: 'PostgreSQL: Foreign Keys',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
      },
    ],
  },
  examples: [
    {
      title: 'no column for it',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: `${HEAD}| From | To | Type |\n|---|---|---|\n| User | Order | 1:N |\n| User | Note | 1:N |\n`,
      },
      reports: ['From'],
      fixed: `${HEAD}| From | To | Type | On delete |\n|---|---|---| --- |\n| User | Order | 1:N | SET NULL |\n| User | Note | 1:N | NO ACTION |\n`,
    },
    {
      title: 'an empty cell',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: `${HEAD}| From | To | Type | On delete |\n|---|---|---|---|\n| User | Order | 1:N | |\n| User | Note | 1:N | NO ACTION |\n`,
      },
      reports: ['| User | Order | 1:N | |'],
      fixed: `${HEAD}| From | To | Type | On delete |\n|---|---|---|---|\n| User | Order | 1:N | SET NULL |\n| User | Note | 1:N | NO ACTION |\n`,
    },
    {
      title: 'said of all',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: `${HEAD}| From | To | On Delete |\n|---|---|---|\n| User | Order | SET NULL |\n`,
      },
      reports: [],
    },
    {
      title: 'a list, and a table without rows',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: `${HEAD}- User 1:N Order\n\n| From | To | Type | On delete |\n|---|---|---|---|\n`,
      },
      reports: [],
    },
  ],
  document(document, context) {
    for (const table of document.outline?.tables ?? []) {
      if (table.topic !== 'relationships' || table.rows.length === 0 || !table.roles.includes('from')) continue;
      if (!table.roles.includes('onDelete')) {
        context.report({
          at: table.header,
          message:
            "This table doesn't say what happens on deletion. Add a column `On delete`, so that whoever writes the foreign keys knows.",
          fixes: [{ title: 'Add a column `On delete`', kind: 'suggestion', edits: columnEdits(table, context) }],
        });
        continue;
      }
      for (const row of table.rows) {
        if (row.cells.has('onDelete') || !row.cells.has('from')) continue;
        const action = actionOf(row, context);
        const parts = context.written(row.span).split(/(?<!\\)\|/);
        const place = table.roles.indexOf('onDelete') + (context.written(row.span).startsWith('|') ? 1 : 0);
        const start = row.span.start + parts.slice(0, place).join('|').length + 1;
        const fixes =
          action === undefined || parts[place] === undefined
            ? []
            : [
                {
                  title: `Say \`${action}\``,
                  kind: 'suggestion' as const,
                  edits: [{ at: { start, end: start + parts[place].length }, newText: ` ${action} ` }],
                },
              ];
        context.report({
          at: row.span,
          message: "This relationship doesn't say what happens on deletion. Name it: CASCADE, RESTRICT, SET NULL.",
          fixes,
        });
      }
    }
  },
});

type Row = OutlineTable['rows'][number];

/** What the foreign key between the two does, where there is one alone. */
function actionOf(
  { cells }: Row,
  { tables, schema }: Pick<DocumentContext<never>, 'tables' | 'schema'>,
): string | undefined {
  const [from, to] = ['from', 'to'].map((role) => tables.find({ name: cells.get(role)?.text ?? '' }));
  const keys = from && to ? [...keysTo(to, from, schema), ...(from === to ? [] : keysTo(from, to, schema))] : [];
  return keys.length === 1 ? keys[0]!.references!.onDelete.toUpperCase() : undefined;
}

/** Adds a cell at the end of each line of a table. */
function columnEdits(table: OutlineTable, context: DocumentContext<never>): Edit[] {
  const text = context.written(table.span);
  const edits: Edit[] = [];
  let at = table.span.start;
  for (const [i, part] of text.split(/(\r?\n)/).entries()) {
    if (i % 2 === 0) {
      const row = table.rows.find(({ span }) => span.start >= at && span.end <= at + part.length);
      const cell =
        edits.length === 0 ? 'On delete' : edits.length === 1 ? '---' : ((row && actionOf(row, context)) ?? '');
      const end = at + part.trimEnd().length;
      const closed = /\|\s*$/.test(part);
      edits.push({ at: { start: end, end }, newText: closed ? ` ${cell} |`.replace('  ', ' ') : ` | ${cell}` });
    }
    at += part.length;
  }
  return edits;
}
