import { quoteIdent } from '../../model/names';
import type { Constraint, SchemaView, Source, Table } from '../../model/schema';
import { defineRule, type Fix } from '../define-rule';
import { addStatement } from '../lib/edits';
import { nameIn } from '../lib/names';
import { removeConstraint } from '../lib/remove-constraint';
import { findWords, keywordCase, type Texts } from '../lib/syntax';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'reference-to-later-table',
  category: 'foreign-keys',
  since: '0.2.0',
  severity: { recommended: 'error', strict: 'error' },
  needs: 'schema',
  covers: ['FK-forward-ref'],
  docs: {
    summary: 'A foreign key points to a table that is there already.',
    why:
      'PostgreSQL runs a file from top to bottom and refuses a foreign key to a table that is only created further below: ' +
      '`relation "…" does not exist` (42P01). Where tables point to one another, the foreign key is added after both.',
    whenOff:
      'Where a tool sorts the statements of a file before it runs them. A file whose tables stand in the order of their names is never reported.',
    references: [
      { title: 'PostgreSQL: CREATE TABLE', url: 'https://www.postgresql.org/docs/current/sql-createtable.html' },
      { title: 'PostgreSQL: ALTER TABLE', url: 'https://www.postgresql.org/docs/current/sql-altertable.html' },
    ],
  },
  examples: [
    {
      title: 'created further below',
      sql: 'CREATE TABLE orders (\n  id bigint PRIMARY KEY,\n  customer_id bigint NOT NULL REFERENCES customers (id) ON DELETE RESTRICT,\n  total numeric\n);\nCREATE TABLE customers (id bigint PRIMARY KEY);',
      reports: ['customers'],
      says: 'further below',
      fixed:
        'CREATE TABLE orders (\n  id bigint PRIMARY KEY,\n  customer_id bigint NOT NULL,\n  total numeric\n);\nCREATE TABLE customers (id bigint PRIMARY KEY);\nALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE RESTRICT;',
    },
    {
      title: 'tables that point to one another',
      sql: 'create table teams (\n  id int primary key,\n  lead_id int,\n  constraint fk_lead foreign key (lead_id) references members\n);\ncreate table members (id int primary key, team_id int references teams);',
      reports: ['members'],
      fixed:
        'create table teams (\n  id int primary key,\n  lead_id int\n);\ncreate table members (id int primary key, team_id int references teams);\nalter table teams add constraint fk_lead foreign key (lead_id) references members;',
    },
    {
      title: 'an ALTER TABLE that comes too early',
      sql: 'CREATE TABLE orders (customer_id int);\nALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customers (id);\nCREATE TABLE customers (id int PRIMARY KEY);',
      reports: ['customers'],
    },
    {
      title: 'to the table itself, and added at the end as a dump does',
      sql: 'CREATE TABLE parts (id int PRIMARY KEY, whole_id int REFERENCES parts, maker_id int);\nCREATE TABLE makers (id int PRIMARY KEY);\nALTER TABLE ONLY parts ADD CONSTRAINT fk FOREIGN KEY (maker_id) REFERENCES makers (id);',
      reports: [],
    },
    {
      title: 'a file that a program has sorted by name',
      sql: 'CREATE TABLE a (b_id int REFERENCES b);\nCREATE TABLE b (id int PRIMARY KEY);\nCREATE TABLE c (id int);\nCREATE TABLE d (id int);\nCREATE TABLE e (id int);',
      reports: [],
    },
    {
      title: 'renamed later',
      sql: 'CREATE TABLE clients (id int PRIMARY KEY);\nCREATE TABLE orders (client_id int REFERENCES clients);\nALTER TABLE clients RENAME TO customers;',
      reports: [],
    },
    {
      title: 'in a body that runs later',
      sql: 'DO $$ BEGIN ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers; END $$;\nCREATE TABLE orders (customer_id int);\nCREATE TABLE customers (id int PRIMARY KEY);',
      reports: [],
    },
  ],
  table(table, context) {
    for (const constraint of table.constraints) {
      const { references, origin, inherited } = constraint;
      if (!references || inherited) continue;
      const target = context.schema.resolve(references.table, origin.source.path);
      if (!target || target.temporary || target.key === table.key) continue;
      if (!isLater(target.origin.source, origin.source) || isSorted(origin.source.file, context.schema)) continue;
      if (!runsInOrder(origin.source, context) || !runsInOrder(target.origin.source, context)) continue;
      context.report({
        at: references.tableOrigin,
        message: `${describe(target)} is created further below, so PostgreSQL refuses this foreign key here. Create it first, or add the foreign key behind it.`,
        related: [{ at: target.nameOrigin, message: `${describe(target)} is created here.` }],
        fixes: fixesOf(constraint, table, target, context),
      });
    }
  },
});

function isLater(source: Source, than: Source): boolean {
  return source.file === than.file && source.statement.start > than.statement.start;
}

/** Tables in the order of their names: a program has written the file for others to read, not to be run. */
function isSorted(file: string, schema: SchemaView): boolean {
  const tables = [...schema.tables()].filter((table) => table.kind === 'table' && table.origin.source.file === file);
  const names = tables
    .sort((a, b) => a.origin.source.statement.start - b.origin.source.statement.start)
    .map(({ name }) => name);
  return names.length >= 5 && names.every((name, i) => i === 0 || names[i - 1]! <= name);
}

/** A statement of the file itself, not one in a body of code. */
function runsInOrder(source: Source, context: Texts): boolean {
  const start = { source, span: { start: 0, end: 40 } };
  return (
    findWords(context, start, 'table') !== undefined &&
    !['do', 'function', 'procedure', 'call'].some((word) => findWords(context, start, word))
  );
}

function fixesOf(constraint: Constraint, table: Table, target: Table, context: Texts): readonly Fix[] {
  const { origin, inline, columns, name, named } = constraint;
  const removal = removeConstraint(constraint, table, context);
  if (!removal) return [];
  const spelled = keywordCase(origin.source, context);
  const at = inline ? findWords(context, origin, 'references') : undefined;
  const clause = at
    ? context.text({ source: origin.source, span: { start: at.span.start, end: origin.span.end } })
    : '';
  const written = inline
    ? `${named ? `${spelled('CONSTRAINT')} ${quoteIdent(name)} ` : ''}${spelled('FOREIGN KEY')} (${columns.map(quoteIdent).join(', ')}) ${clause}`
    : context.text(origin);
  const { source } = target.origin;
  const sql = `${spelled('ALTER TABLE')} ${nameIn(source, table)} ${spelled('ADD')} ${written}`;
  return [
    {
      title: `Add the foreign key behind ${describe(target)}`,
      kind: 'suggestion',
      edits: [removal, addStatement(source, sql, context)],
    },
  ];
}
