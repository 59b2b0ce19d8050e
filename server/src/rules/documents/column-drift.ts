import type { Column, Table } from '../../model/schema';
import type { SpecColumn, SpecFacts, SpecReference, Written } from '../../spec/facts';
import { columnMatches, compareTypes, exactDifference, isExactAbout, isLooseAbout } from '../../spec/resolve';
import { sqlType } from '../../spec/sql-type';
import { defineRule, type DocumentContext } from '../define-rule';
import { bothWays, columnOf } from '../lib/documents';
import { spelledLike, wordsOfName } from '../lib/names';
import { isTypeFree } from '../lib/retype';
import { addColumns, setType } from '../lib/schema-fixes';
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
      'promised. Types are compared by what they mean: `STRING` fits `text`, `DECIMAL` fits `numeric(12,2)`, `ENUM` fits an enum type and text with a CHECK. A length, a precision and words such as `BIGINT` are meant exactly. ' +
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
        text: "# Data Model: Shop\n\n## Entities\n\n### Order\n- id: UUID (PK)\n- total: DECIMAL\n- status: ENUM('open', 'paid')\n\n### Customer\n- id: UUID (PK)\n- email: VARCHAR\n- createdAt: DATETIME\n",
      },
      reports: [],
    },
    {
      title: 'types of another size, and a limit that only one has',
      sql: 'CREATE TABLE orders (id bigint PRIMARY KEY, code varchar(20), total numeric(12, 2), count integer, note text);',
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model: Shop\n\n## Entities\n\n### Order\n- id: INTEGER (PK)\n- code: VARCHAR(10)\n- total: NUMERIC(10,2)\n- count: BIGINT\n- note: VARCHAR(500)\n',
      },
      reports: ['INTEGER', 'VARCHAR(10)', 'NUMERIC(10,2)', 'BIGINT', 'VARCHAR(500)'],
    },
    {
      title: 'loose words',
      sql: 'CREATE TABLE orders (id bigint PRIMARY KEY, code varchar(20), total numeric(12, 2), settings jsonb);',
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model: Shop\n\n## Entities\n\n### Order\n- id: INTEGER (PK)\n- code: TEXT\n- total: DECIMAL\n- settings: JSON\n',
      },
      reports: [],
    },
    {
      title: 'words of a programming language: `timestamp` is any moment',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model: Shop\n\n## Entities\n\n### Customer\n- id: uuid (PK)\n- email: string\n- createdAt: timestamp\n',
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
    const manner = { inExact: isExactAbout(document.entities), inLoose: isLooseAbout(document.entities) };
    for (const entity of document.entities) {
      const table = entity.placeholder ? undefined : context.tables.find(entity);
      for (const said of entity.columns) {
        if (said.placeholder) continue;
        if (said.references) referenceProblems(said.references, context);
        if (!table || table.open) continue;
        const column = columnOf(table, said.name);
        if (!column) missingColumn(document, table, said, context);
        else if (said.type) typeProblems(document, table, column, said.type, manner, context);
      }
    }
  },
});

type Context = DocumentContext<never>;

/** How the types of a document are meant. */
interface Manner {
  readonly inExact: boolean;
  readonly inLoose: boolean;
}

function referenceProblems({ entity, column, span }: SpecReference, context: Context): void {
  const target = column === undefined ? undefined : context.tables.find({ name: entity });
  if (!target || target.open || target.columns.some(({ name }) => columnMatches(column!, name))) return;
  context.report({
    at: span,
    message: `${describe(target)} has no column \`${column}\`, so nothing can refer to it. Correct the name.`,
  });
}

function missingColumn(document: SpecFacts, table: Table, said: SpecColumn, context: Context): void {
  const { name, nameSpan: at } = said;
  const known = table.columns.map((each) => spelledLike(name, each.name));
  const message = `${describe(table)} has no column \`${name}\`, so anyone who builds on this document will miss it. Add it, or correct the name.`;
  const problem = misnamed(at, message, name, known);
  const sql = sqlOf(said);
  const toSchema =
    sql === undefined ? undefined : addColumns(table, [{ name: wordsOfName(name).join('_'), sql }], context);
  const [toDocument] = problem.fixes ?? [];
  context.report({ ...problem, fixes: bothWays(document, context.authority, { toDocument, toSchema }) });
}

/** The definition that a document gives of a column; undefined where its type isn't known. */
function sqlOf({ type, notNull, default: value }: SpecColumn): string | undefined {
  const sql = type && sqlType(type.text);
  if (sql === undefined) return undefined;
  // A column that is required needs a value in the rows that are there.
  const written = value && /^[\w'().-]+$/.test(value.text) ? ` DEFAULT ${value.text}` : '';
  return sql + written + (notNull && written !== '' ? ' NOT NULL' : '');
}

function typeProblems(
  document: SpecFacts,
  table: Table,
  column: Column,
  written: Written,
  { inExact, inLoose }: Manner,
  context: Context,
): void {
  const { name, type, typeOrigin } = column;
  const isEnum = !type.builtIn && context.schema.enum(type.name, typeOrigin.source.path) !== undefined;
  const match = compareTypes(written.text, { display: type.display, isEnum });
  const nearly = match === 'family' && !isEnum ? exactDifference(written.text, type.display, inExact) : undefined;
  if (match !== 'different' && !nearly) return;
  if (inLoose && /^timestamp$/i.test(written.text.trim()) && type.name.name === 'timestamptz') return;
  const right = shortType(type);
  const newText = type.builtIn ? likeCase(written.text, right) : right;
  const wanted = sqlType(written.text);
  context.report({
    at: written.span,
    message: `The document says \`${written.text}\`, but \`${name}\` is \`${right}\` ${context.where(table)}. Correct the one that is wrong.`,
    ...(nearly === 'limit' && { atMost: 'info' as const }),
    fixes: bothWays(document, context.authority, {
      toDocument: { title: `Change to \`${newText}\``, kind: 'suggestion', edits: [{ at: written.span, newText }] },
      toSchema:
        wanted === undefined || !isTypeFree(column, table) ? undefined : setType(table, column, wanted, context),
    }),
    related: [{ at: typeOrigin, message: `\`${name}\` is \`${right}\`.` }],
  });
}
