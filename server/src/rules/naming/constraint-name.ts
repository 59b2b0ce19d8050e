import { defineRule } from '../define-rule';
import type { ConstraintPattern } from '../lib/conventions';
import { follows } from '../lib/name-pattern';
import { fillName } from '../lib/names';
import { constraintNamePlace, renameAt } from '../lib/rename';

const OPTIONS = {
  'primary key': 'primaryKey',
  unique: 'unique',
  check: 'check',
  'foreign key': 'foreignKey',
  exclude: 'exclude',
} as const;
const WORDS: Readonly<Record<ConstraintPattern, string>> = {
  'primary key': 'primary keys',
  unique: 'UNIQUE constraints',
  check: 'CHECKs',
  'foreign key': 'foreign keys',
  exclude: 'EXCLUDE constraints',
};

export default defineRule({
  id: 'constraint-name',
  category: 'naming',
  since: '0.2.0',
  severity: { recommended: 'hint', strict: 'info' },
  presets: {
    documented: ['info', { unique: 'uq_{table}_{columns}', check: 'chk_{columns}' }],
    contracts: [
      'info',
      { unique: '{table}_{columns}_unique', check: '{table}_{columns}_check', foreignKey: 'fk_{table}_{columns}' },
    ],
  },
  gate: 'naming',
  needs: 'table',
  covers: ['NAM-fk', 'NAM-unique-prefix', 'NAM-check-prefix', 'NAM-constraint-suffix', 'P137'],
  docs: {
    summary: 'Constraints are named in one way.',
    why:
      'An error message shows the name of the constraint that was violated. Where all names are made alike, it tells people and programs what went wrong ' +
      'with which column.\n\n' +
      'Without options the patterns are those that four of five names of a kind follow, if there are five. Names that PostgreSQL makes up are another ' +
      'rule, `unnamed-constraint`.',
    whenOff: 'Where names come from different tools.',
    references: [
      { title: 'PostgreSQL: Constraints', url: 'https://www.postgresql.org/docs/current/ddl-constraints.html' },
    ],
  },
  options: {
    primaryKey: {
      type: 'string',
      default: '',
      description: 'How primary keys are named, with `{table}`. Left empty, as most of the schema are.',
    },
    unique: {
      type: 'string',
      default: '',
      description: 'How UNIQUE constraints are named, with `{table}` and `{columns}`.',
    },
    check: { type: 'string', default: '', description: 'How CHECKs are named.' },
    foreignKey: { type: 'string', default: '', description: 'How foreign keys are named.' },
    exclude: { type: 'string', default: '', description: 'How EXCLUDE constraints are named.' },
  },
  examples: [
    {
      title: 'another pattern than the project has',
      sql: 'CREATE TABLE orders (\n  code text CONSTRAINT orders_code_key UNIQUE,\n  total numeric,\n  CONSTRAINT "Positive" CHECK (total > 0)\n);',
      options: { unique: 'uq_{table}_{columns}', check: 'chk_{columns}' },
      reports: ['orders_code_key', '"Positive"'],
      says: '`uq_{table}_{columns}`',
      fixed:
        'CREATE TABLE orders (\n  code text CONSTRAINT uq_orders_code UNIQUE,\n  total numeric,\n  CONSTRAINT chk_total CHECK (total > 0)\n);',
    },
    {
      title: 'another pattern than the others',
      sql: 'CREATE TABLE t (a int CONSTRAINT uq_t_a UNIQUE, b int CONSTRAINT uq_t_b UNIQUE, c int CONSTRAINT uq_t_c UNIQUE, d int CONSTRAINT uq_t_d UNIQUE, e int CONSTRAINT only_e UNIQUE);',
      reports: ['only_e'],
      says: '4 of 5',
      fixed:
        'CREATE TABLE t (a int CONSTRAINT uq_t_a UNIQUE, b int CONSTRAINT uq_t_b UNIQUE, c int CONSTRAINT uq_t_c UNIQUE, d int CONSTRAINT uq_t_d UNIQUE, e int CONSTRAINT uq_t_e UNIQUE);',
    },
    {
      title: 'made alike',
      sql: 'CREATE TABLE orders (id int CONSTRAINT orders_pkey PRIMARY KEY, code text CONSTRAINT uq_orders_short UNIQUE, total int CHECK (total > 0));',
      options: { unique: 'uq_{table}_{columns}', check: 'chk_{columns}' },
      reports: [],
    },
    {
      title: 'too few to be a habit, as in a small dump',
      sql: 'CREATE TABLE public.a (x integer);\nALTER TABLE ONLY public.a ADD CONSTRAINT a_pkey PRIMARY KEY (x);\nALTER TABLE ONLY public.a ADD CONSTRAINT one UNIQUE (x);',
      reports: [],
    },
  ],
  table(table, context) {
    const taken = new Set([...table.indexes, ...table.constraints].map(({ name }) => name));
    for (const constraint of table.constraints) {
      const { kind, name, named, inherited, columns, expression } = constraint;
      if (kind === 'not null' || !named || inherited) continue;
      const option = context.option(OPTIONS[kind]);
      // The name of a key stays when its table is renamed, and hardly anybody reads it.
      const habit = kind === 'primary key' ? undefined : context.conventions.constraints[kind];
      const pattern = option || habit?.value;
      if (!pattern || follows({ name, table: table.name }, pattern)) continue;
      const parts = columns.length > 0 ? columns : (expression?.columns ?? []);
      const newName = fillName(pattern, table.name, parts.length > 0 ? parts : ['row'], taken);
      taken.add(newName);
      const at = constraintNamePlace(constraint, context);
      context.report({
        at: at ?? constraint.origin,
        message: option
          ? `The name \`${name}\` isn't made as the project makes those of ${WORDS[kind]}, \`${pattern}\`. Name it \`${newName}\`.`
          : `\`${name}\` is named otherwise than ${habit!.count} of ${habit!.total} ${WORDS[kind]} of this schema, \`${pattern}\`. Name it \`${newName}\`.`,
        fixes: at ? [renameAt(at, newName)] : [],
      });
    }
  },
});
