import { column, type Constraint, type SchemaView, type Table } from '../../model/schema';
import { defineRule } from '../define-rule';
import { insertAfter } from '../lib/edits';
import { listed } from '../lib/names';
import { keywordCase } from '../lib/syntax';

export default defineRule({
  id: 'foreign-key-cycle',
  category: 'foreign-keys',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'schema',
  covers: ['P102', 'P105'],
  docs: {
    summary: 'Tables that require one another can be filled.',
    why:
      'Where each table of a circle has a `NOT NULL` foreign key to the next one, no first row can be inserted: the other one would have ' +
      'to be there already. One of the foreign keys has to wait for the end of the transaction (`DEFERRABLE INITIALLY DEFERRED`), or ' +
      'one of the columns may be null. A table that points to itself is no such circle: its first row can point to itself.',
    whenOff: 'Where one statement inserts into all of the tables (`WITH … INSERT`).',
    references: [
      {
        title: 'PostgreSQL: SET CONSTRAINTS',
        url: 'https://www.postgresql.org/docs/current/sql-set-constraints.html',
      },
    ],
  },
  examples: [
    {
      title: 'each needs the other',
      sql: 'CREATE TABLE teams (id int PRIMARY KEY, lead_id int NOT NULL);\nCREATE TABLE members (id int PRIMARY KEY, team_id int NOT NULL REFERENCES teams);\nALTER TABLE teams ADD CONSTRAINT fk_lead FOREIGN KEY (lead_id) REFERENCES members;',
      reports: ['REFERENCES teams'],
      says: '`members` and `teams`',
      fixed:
        'CREATE TABLE teams (id int PRIMARY KEY, lead_id int NOT NULL);\nCREATE TABLE members (id int PRIMARY KEY, team_id int NOT NULL REFERENCES teams DEFERRABLE INITIALLY DEFERRED);\nALTER TABLE teams ADD CONSTRAINT fk_lead FOREIGN KEY (lead_id) REFERENCES members;',
    },
    {
      title: 'a circle of three',
      sql: 'create table a (id int primary key, b_id int not null);\ncreate table b (id int primary key, c_id int not null);\ncreate table c (id int primary key, a_id int not null references a);\nalter table a add foreign key (b_id) references b;\nalter table b add foreign key (c_id) references c;',
      reports: ['foreign key (b_id) references b'],
    },
    {
      title: 'one may be null, or waits',
      sql: 'CREATE TABLE teams (id int PRIMARY KEY, lead_id int);\nCREATE TABLE members (id int PRIMARY KEY, team_id int NOT NULL REFERENCES teams);\nALTER TABLE teams ADD FOREIGN KEY (lead_id) REFERENCES members;\nCREATE TABLE x (id int PRIMARY KEY, y_id int NOT NULL);\nCREATE TABLE y (id int PRIMARY KEY, x_id int NOT NULL REFERENCES x DEFERRABLE);\nALTER TABLE x ADD FOREIGN KEY (y_id) REFERENCES y;',
      reports: [],
    },
    {
      title: 'a tree',
      sql: 'CREATE TABLE nodes (id int PRIMARY KEY, parent_id int NOT NULL REFERENCES nodes);',
      reports: [],
    },
  ],
  table(table, context) {
    for (const constraint of table.constraints) {
      if (!isRequired(constraint, table)) continue;
      const circle = circleFrom(constraint, table, context.schema);
      // Once for a circle: at the table that comes first by name.
      if (!circle || circle.some(({ key }) => key < table.key)) continue;
      const { origin } = constraint;
      const clause = keywordCase(origin.source, context)(' DEFERRABLE INITIALLY DEFERRED');
      context.report({
        at: origin,
        message:
          `${listed(circle.map(({ name }) => name))} each need a row of the next one first, so nobody can insert into them. ` +
          'Make one foreign key DEFERRABLE INITIALLY DEFERRED, or let one column be null.',
        related: circle
          .slice(1)
          .map(({ name, nameOrigin }) => ({ at: nameOrigin, message: `\`${name}\` is in the circle.` })),
        fixes: [
          {
            title: 'Check it at the end of the transaction',
            kind: 'suggestion',
            edits: [insertAfter(origin, clause)],
          },
        ],
      });
      return;
    }
  },
});

/** A row can't be written without a referenced one. */
function isRequired({ kind, columns, deferrable, enforced, inherited }: Constraint, table: Table): boolean {
  const isPlain = kind === 'foreign key' && !deferrable && enforced && !inherited;
  return isPlain && columns.every((name) => column(table, name)?.notNull === true);
}

/** The shortest circle of required foreign keys that begins with this one. */
function circleFrom(first: Constraint, table: Table, schema: SchemaView): readonly Table[] | undefined {
  const target = targetOf(first, schema);
  if (!target || target.key === table.key) return undefined;
  const seen = new Set([target.key]);
  const ways: (readonly Table[])[] = [[table, target]];
  for (const way of ways) {
    const last = way.at(-1)!;
    for (const constraint of last.constraints) {
      const next = isRequired(constraint, last) ? targetOf(constraint, schema) : undefined;
      if (next?.key === table.key) return way;
      if (!next || seen.has(next.key)) continue;
      seen.add(next.key);
      ways.push([...way, next]);
    }
  }
  return undefined;
}

function targetOf({ references, origin }: Constraint, schema: SchemaView): Table | undefined {
  return references && schema.resolve(references.table, origin.source.path);
}
