import type { Column, Table } from '../../model/schema';
import { defineRule, type DocumentContext, type Fix } from '../define-rule';
import { insertAfter } from '../lib/edits';
import { listed } from '../lib/names';
import { misnamed } from '../lib/similar';
import { comparableType, shortType } from '../lib/types';
import { describe } from '../lib/tables';
import { changeType } from '../lib/retype';

const SCHEMA =
  'CREATE TABLE orders (\n  id uuid PRIMARY KEY,\n  total numeric(12, 2) NOT NULL,\n  placed_at timestamptz\n);';
const model = (columns: string) =>
  `# Data Model: Shop\n\n## Entities\n\n### Order\n\n- **Purpose:** what is bought\n\n#### Schema\n\n\`\`\`sql\nCREATE TABLE orders (\n${columns}\n);\n\`\`\`\n`;

export default defineRule({
  id: 'fence-drift',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'document',
  covers: ['SPEC-fence-drift'],
  docs: {
    summary: 'The CREATE TABLE that a document shows is the one of the schema.',
    why: 'Of two definitions of one table one is old, and people copy from both. Compared are columns, their types and whether they take NULL; a block that shows less than half of the columns is an excerpt. Names, order and spelling of types make no difference.',
    whenOff: 'Where documents show what is planned.',
    references: [
      { title: 'PostgreSQL: CREATE TABLE', url: 'https://www.postgresql.org/docs/current/sql-createtable.html' },
    ],
  },
  examples: [
    {
      title: 'another type, and a column that is missing',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: model('  id uuid PRIMARY KEY,\n  total int NOT NULL') },
      reports: ['orders', 'int'],
      says: '`placed_at`',
      fixed: model('  id uuid PRIMARY KEY,\n  total numeric(12,2) NOT NULL,\n  placed_at timestamptz'),
    },
    {
      title: 'a column that the schema lacks',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: model('  id uuid PRIMARY KEY,\n  totl numeric(12, 2) NOT NULL,\n  placed_at timestamptz'),
      },
      reports: ['orders', 'totl'],
    },
    {
      title: 'the same in other words',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: model('  placed_at TIMESTAMP WITH TIME ZONE,\n  id UUID PRIMARY KEY,\n  total DECIMAL(12,2) NOT NULL'),
      },
      reports: [],
    },
    {
      title: 'an excerpt',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: model('  id uuid PRIMARY KEY') },
      reports: [],
    },
  ],
  document(_, context) {
    if (context.described === context.own) return;
    for (const own of context.own.tables()) {
      const table = context.described.resolve({ name: own.name }, [own.schema, 'public']);
      if (
        table &&
        !table.open &&
        !own.open &&
        (own.kind === 'table' || own.kind === 'partitioned') &&
        table.kind !== 'view'
      )
        compare(own, table, context);
    }
  },
});

function compare(own: Table, table: Table, context: DocumentContext<never>): void {
  const missing = table.columns.filter(({ name }) => !own.columns.some((each) => each.name === name));
  if (missing.length > table.columns.length / 2) return;
  if (missing.length > 0) {
    context.report({
      at: own.nameOrigin,
      message: `${describe(table)} also has ${listed(missing.map(({ name }) => name))} in the schema, which this block leaves out. Add ${missing.length === 1 ? 'it' : 'them'}, or people will copy the wrong table.`,
      fixes: insertion(own, missing, context),
      related: missing.map((column) => ({ at: column.nameOrigin, message: `\`${column.name}\` is made here.` })),
    });
  }
  for (const column of own.columns) {
    const real = table.columns.find(({ name }) => name === column.name);
    if (!real) {
      const message = `${describe(table)} has no column \`${column.name}\` in the schema. Correct the one that is wrong.`;
      context.report(misnamed(column.nameOrigin, message, column.name, missing.map(({ name }) => name))); // prettier-ignore
    } else if (
      comparableType(real) !== comparableType(column) ||
      (isExact(real, column) && shortType(real.type) !== shortType(column.type))
    ) {
      context.report({
        at: column.typeOrigin,
        message: `\`${own.name}.${column.name}\` is \`${shortType(real.type)}\` in the schema. Correct the one that is wrong.`,
        fixes: [changeType(column, shortType(real.type), context)],
        related: [{ at: real.typeOrigin, message: `\`${column.name}\` is \`${shortType(real.type)}\`.` }],
      });
    } else if (real.notNull !== column.notNull) {
      const now = real.notNull ? 'is NOT NULL' : 'takes NULL';
      context.report({
        at: column.nameOrigin,
        message: `\`${own.name}.${column.name}\` ${now} in the schema. Correct the one that is wrong.`,
        fixes: real.notNull
          ? [
              {
                title: 'Make it NOT NULL here',
                kind: 'suggestion',
                edits: [insertAfter(column.typeOrigin, ' NOT NULL')],
              },
            ]
          : [],
        related: [{ at: real.nameOrigin, message: `It ${now}.` }],
      });
    }
  }
}

/** Both say how long or how exact. */
function isExact(a: Column, b: Column): boolean {
  return a.type.modifiers.length > 0 && b.type.modifiers.length > 0;
}

function insertion(own: Table, missing: readonly Column[], context: DocumentContext<never>): readonly Fix[] {
  const last = own.columns.findLast(({ origin }) => origin.source === own.origin.source);
  if (!last) return [];
  const before = context.text({
    source: last.origin.source,
    span: { start: Math.max(0, last.origin.span.start - 80), end: last.origin.span.start },
  });
  const indent = /[\r\n]([ \t]*)$/.exec(before)?.[1];
  const glue = indent === undefined ? ', ' : `,\n${indent}`;
  const lines = missing.map(
    (column) => `${glue}${column.name} ${shortType(column.type)}${column.notNull ? ' NOT NULL' : ''}`,
  );
  return [
    {
      title: missing.length === 1 ? `Add \`${missing[0]!.name}\`` : `Add the ${missing.length} columns`,
      kind: 'suggestion',
      edits: [insertAfter(last.origin, lines.join(''))],
    },
  ];
}
