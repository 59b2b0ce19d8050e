import type { ConstraintKind } from '../../model/facts';
import { quoteIdent } from '../../model/names';
import { column, type Constraint, type Table } from '../../model/schema';
import { defineRule } from '../define-rule';
import { insertBefore } from '../lib/edits';
import { fillName } from '../lib/names';
import { keywordCase, wordsOfExpression } from '../lib/syntax';
import { describe } from '../lib/tables';

/** The options that hold the names. Primary keys have one name in all schemas that leave it to PostgreSQL, and NOT NULL needs none. */
const TEMPLATES = { unique: 'unique', check: 'check', 'foreign key': 'foreignKey', exclude: 'exclude' } as const;
type Named = keyof typeof TEMPLATES;

const WORDS: Readonly<Record<Named, string>> = {
  unique: 'UNIQUE constraint',
  check: 'CHECK',
  'foreign key': 'foreign key',
  exclude: 'EXCLUDE constraint',
};

export default defineRule({
  id: 'unnamed-constraint',
  category: 'naming',
  since: '0.1.0',
  severity: { recommended: 'info', strict: 'warning' },
  oneDecision: true,
  needs: 'table',
  presets: {
    strict: ['warning', { always: true }],
    documented: ['warning', { always: true }],
    contracts: ['info', { always: true }],
  },
  covers: ['KEY-named-constraint', 'CHK-unnamed', 'P112'],
  docs: {
    summary: 'UNIQUE, CHECK, EXCLUDE and foreign key constraints have a name.',
    why:
      'PostgreSQL makes up a name from table and columns, and a number where that is taken. The name is what an error message shows and what ' +
      'each migration needs that changes the constraint, and a made-up one tells nothing about a CHECK. What PostgreSQL calls a foreign key or a UNIQUE constraint can be told beforehand: there it is only a hint. Primary keys and NOT NULL may stay without.',
    whenOff:
      'Where the names that PostgreSQL makes up are the convention. Where four of five constraints of a kind have no name, and there are five, it is silent by itself. ' +
      'The fix follows the pattern that most names of the schema have.',
    references: [
      { title: 'PostgreSQL: Constraints', url: 'https://www.postgresql.org/docs/current/ddl-constraints.html' },
    ],
  },
  options: {
    unique: {
      type: 'string',
      default: 'uq_{table}_{columns}',
      description: 'The name that the fix gives to a UNIQUE constraint.',
    },
    check: { type: 'string', default: 'chk_{table}_{columns}', description: 'The name that the fix gives to a CHECK.' },
    foreignKey: {
      type: 'string',
      default: 'fk_{table}_{columns}',
      description: 'The name that the fix gives to a foreign key.',
    },
    exclude: {
      type: 'string',
      default: 'ex_{table}_{columns}',
      description: 'The name that the fix gives to an EXCLUDE constraint.',
    },
    always: {
      type: 'boolean',
      default: false,
      description: 'Whether it is also said where most constraints of the kind have no name.',
    },
  },
  examples: [
    {
      title: 'with the columns',
      sql: 'CREATE TABLE orders (\n  code text UNIQUE,\n  total numeric CHECK (total >= 0),\n  customer_id int REFERENCES customers ON DELETE CASCADE\n);',
      reports: ['UNIQUE', 'CHECK (total >= 0)', 'REFERENCES customers ON DELETE CASCADE'],
      says: 'orders_code_key',
      fixed:
        'CREATE TABLE orders (\n  code text CONSTRAINT uq_orders_code UNIQUE,\n  total numeric CONSTRAINT chk_orders_total CHECK (total >= 0),\n  customer_id int CONSTRAINT fk_orders_customer_id REFERENCES customers ON DELETE CASCADE\n);',
    },
    {
      title: 'on their own, two of one kind',
      sql: 'create table spans (a int, b int, check (a < b), check (a <> b));',
      reports: ['check (a < b)', 'check (a <> b)'],
      fixed:
        'create table spans (a int, b int, constraint chk_spans_a_b check (a < b), constraint chk_spans_a_b_2 check (a <> b));',
    },
    {
      title: 'in another style',
      sql: 'CREATE TABLE orders (id int);\nALTER TABLE orders ADD UNIQUE (id);',
      options: { unique: '{table}_{columns}_unique' },
      reports: ['UNIQUE (id)'],
      fixed: 'CREATE TABLE orders (id int);\nALTER TABLE orders ADD CONSTRAINT orders_id_unique UNIQUE (id);',
    },
    {
      title: 'an exclusion',
      sql: 'CREATE TABLE stays (room int4range, EXCLUDE USING gist (room WITH &&));',
      reports: ['EXCLUDE USING gist (room WITH &&)'],
      fixed: 'CREATE TABLE stays (room int4range, CONSTRAINT ex_stays_room EXCLUDE USING gist (room WITH &&));',
    },
    {
      title: 'left to PostgreSQL everywhere',
      sql: 'CREATE TABLE t (a int UNIQUE, b int UNIQUE, c int UNIQUE, d int UNIQUE, e int UNIQUE);',
      reports: [],
    },
    {
      title: 'primary keys and NOT NULL',
      sql: 'CREATE TABLE orders (id int PRIMARY KEY, code text NOT NULL);',
      reports: [],
    },
    {
      title: 'named',
      sql: 'CREATE TABLE orders (total numeric CONSTRAINT chk_total CHECK (total >= 0));',
      reports: [],
    },
    {
      title: 'named later',
      sql: 'CREATE TABLE orders (code text UNIQUE);\nALTER TABLE orders RENAME CONSTRAINT orders_code_key TO uq_orders_code;',
      reports: [],
    },
    {
      title: 'named as its index is',
      sql: 'CREATE TABLE orders (code text);\nCREATE UNIQUE INDEX uq_orders_code ON orders (code);\nALTER TABLE orders ADD UNIQUE USING INDEX uq_orders_code;',
      reports: [],
    },
  ],
  table(table, context) {
    const { constraintNames, constraints: patterns } = context.conventions;
    const taken = new Set([...table.constraints, ...table.indexes].map(({ name }) => name));
    for (const constraint of table.constraints) {
      const { kind, origin } = constraint;
      if (constraint.named || !isNamed(kind) || tookIndexName(constraint)) continue;
      if (constraintNames[kind]?.value === 'made up' && !context.option('always')) continue;
      const name = fillName(
        patterns[kind]?.value ?? context.option(TEMPLATES[kind]),
        table.name,
        columnsOf(constraint, table),
        taken,
      );
      taken.add(name);
      const clause = `${keywordCase(origin.source, context)('CONSTRAINT')} ${quoteIdent(name)} `;
      const isSure = kind === 'unique' || kind === 'foreign key';
      const given = isSure ? `PostgreSQL's \`${constraint.name}\`` : 'one that PostgreSQL makes up';
      context.report({
        at: origin,
        message:
          `This ${WORDS[kind]} of ${describe(table)} has no name, so error messages and migrations have to use ` +
          `${given}. Name it.`,
        // The name that PostgreSQL gives can be told beforehand.
        ...(isSure && !context.option('always') && { atMost: 'hint' }),
        fixes: [{ title: `Name it \`${name}\``, kind: 'safe', edits: [insertBefore(origin, clause)] }],
      });
    }
  },
});

function isNamed(kind: ConstraintKind): kind is Named {
  return kind in TEMPLATES;
}

/** `ADD UNIQUE USING INDEX` writes no columns: they and the name are the index's. */
function tookIndexName({ columns, columnOrigins }: Constraint): boolean {
  return columns.length > 0 && columnOrigins.length === 0;
}

function columnsOf(constraint: Constraint, table: Table): readonly string[] {
  if (constraint.columns.length > 0 || !constraint.expression) return constraint.columns;
  return [...wordsOfExpression(constraint.expression.text)].filter((word) => column(table, word));
}
