import type { Span } from '../../base/span';
import type { Column, SchemaView, Table } from '../../model/schema';
import type { SpecColumn, SpecEntity, SpecReference } from '../../spec/facts';
import { columnMatches, compareTypes, findTable } from '../../spec/resolve';
import { defineRule, type Problem } from '../define-rule';
import { spelledLike } from '../lib/names';
import { misnamed } from '../lib/similar';
import { likeCase } from '../lib/syntax';
import { describe } from '../lib/tables';
import { shortType } from '../lib/types';

const SCHEMA =
  'CREATE TABLE customers (id uuid PRIMARY KEY, email text, created_at timestamptz);\n' +
  "CREATE TYPE order_status AS ENUM ('open', 'paid');\n" +
  'CREATE TABLE orders (id uuid PRIMARY KEY, customer_id uuid, total numeric(12, 2), status order_status);';

export default defineRule({
  id: 'column-drift',
  category: 'documents',
  since: '0.1.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'document',
  covers: ['SPEC-type-drift', 'CON-column-missing', 'CON-type'],
  docs: {
    summary: 'The columns that a data model or a contract lists are in the schema, with these types.',
    why:
      'Code is written from the document, and then meets the schema: a column that is not there, or a time without time zone where one with it was ' +
      'promised. Types are compared by what they mean: `STRING` fits `text`, `DECIMAL` fits `numeric(12,2)`, `ENUM` fits an enum type and text with a CHECK. ' +
      'Nothing is said of columns that the document leaves out, of placeholders, or of a table whose columns are not all known.',
    whenOff: 'While a document is written ahead of its schema.',
    references: [{ title: 'PostgreSQL: Data Types', url: 'https://www.postgresql.org/docs/current/datatype.html' }],
  },
  examples: [
    {
      title: 'another type, and a column that is not there',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model: Shop\n\n## Entities\n\n### Order\n- id: UUID (PK)\n- total: INTEGER\n- customr_id: UUID (FK → Customer)\n',
      },
      reports: ['INTEGER', 'customr_id'],
      says: '`numeric(12,2)`',
      fixed:
        '# Data Model: Shop\n\n## Entities\n\n### Order\n- id: UUID (PK)\n- total: NUMERIC(12,2)\n- customer_id: UUID (FK → Customer)\n',
    },
    {
      title: 'in a contract',
      sql: SCHEMA,
      document: {
        name: 'database-contracts.yaml',
        text: 'tables:\n  customers:\n    columns:\n      created_at:\n        type: timestamp\n      loyalty_points:\n        type: integer\n',
      },
      reports: ['timestamp', 'loyalty_points'],
      says: '`timestamptz`',
    },
    {
      title: 'a reference to a column that is not there',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model: Shop\n\n## Entities\n\n### Order\n- id: UUID (PK)\n- customerId: UUID (FK → customers.mail)\n',
      },
      reports: ['customers.mail'],
      says: 'no column `mail`',
    },
    {
      title: 'types that mean the same',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: "# Data Model: Shop\n\n## Entities\n\n### Order\n- id: UUID (PK)\n- total: DECIMAL\n- status: ENUM('open', 'paid')\n\n### Customer\n- id: UUID (PK)\n- email: VARCHAR(255)\n- createdAt: DATETIME\n",
      },
      reports: [],
    },
    {
      title: 'a table whose columns are not all known',
      sql: 'CREATE TABLE totals AS SELECT * FROM elsewhere;\nCREATE VIEW recent AS SELECT * FROM elsewhere;',
      document: {
        name: 'database-contracts.yaml',
        text: 'tables:\n  totals:\n    columns:\n      b:\n        type: integer\n  recent:\n    columns:\n      c:\n        type: integer\n',
      },
      reports: [],
    },
    {
      title: 'what is not filled in yet',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model: Shop\n\n## Entities\n\n### Order\n- id: UUID (PK)\n- [column]: TEXT\n- total: TBD\n- note: [type]\n',
      },
      reports: [],
    },
  ],
  document(document, context) {
    const tables = [...context.schema.tables()];
    for (const entity of document.entities) {
      for (const column of entity.columns) {
        if (column.placeholder) continue;
        for (const problem of problemsOf(entity, column, tables, context.schema)) context.report(problem);
      }
    }
  },
});

function* problemsOf(
  entity: SpecEntity,
  column: SpecColumn,
  tables: readonly Table[],
  schema: SchemaView,
): Iterable<Problem> {
  if (column.references) yield* referenceProblems(column.references, tables);
  const table = entity.placeholder ? undefined : findTable(entity, tables);
  if (!table || table.open) return;
  const found = table.columns.find(({ name }) => columnMatches(column.name, name));
  if (!found) yield missingColumn(table, column.name, column.nameSpan);
  else if (column.type) yield* typeProblems(found, column.type, schema);
}

function* referenceProblems({ entity, column, span }: SpecReference, tables: readonly Table[]): Iterable<Problem> {
  const target = column === undefined ? undefined : findTable({ name: entity }, tables);
  if (!target || target.open || target.columns.some(({ name }) => columnMatches(column!, name))) return;
  yield {
    at: span,
    message: `${describe(target)} has no column \`${column}\`, so nothing can refer to it. Correct the name.`,
  };
}

function missingColumn(table: Table, name: string, at: Span): Problem {
  const known = table.columns.map((each) => spelledLike(name, each.name));
  const message = `${describe(table)} has no column \`${name}\`, so anyone who builds on this document will miss it. Add it, or correct the name.`;
  return misnamed(at, message, name, known);
}

function* typeProblems(
  { name, type, typeOrigin }: Column,
  written: NonNullable<SpecColumn['type']>,
  schema: SchemaView,
): Iterable<Problem> {
  const isEnum = !type.builtIn && schema.enum(type.name, typeOrigin.source.path) !== undefined;
  if (compareTypes(written.text, { display: type.display, isEnum }) !== 'different') return;
  const right = shortType(type);
  const newText = type.builtIn ? likeCase(written.text, right) : right;
  yield {
    at: written.span,
    message: `The document says ${written.text}, but \`${name}\` is \`${right}\` in the schema. Correct the one that is wrong.`,
    fixes: [{ title: `Change to \`${newText}\``, kind: 'suggestion', edits: [{ at: written.span, newText }] }],
    related: [{ at: typeOrigin, message: `\`${name}\` is \`${right}\`.` }],
  };
}
