import { defineRule } from '../define-rule';
import { constraintNamed } from '../../model/effects/effects';
import type { ColumnChange } from '../../model/facts';
import type { Column, Constraint } from '../../model/schema';
import { at, shown } from '../lib/migration';
export default defineRule({
  id: 'no-effect',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'hint', strict: 'info' },
  needs: 'migration',
  covers: ['P75'],
  docs: {
    summary: 'Each statement of a migration changes something.',
    why: 'A statement that changes nothing was meant for another table or column, or is left over: somebody will look for what it does. Some still take a strong lock.',
    whenOff: 'Never needed.',
    references: [
      { title: 'PostgreSQL: ALTER TABLE', url: 'https://www.postgresql.org/docs/current/sql-altertable.html' },
    ],
  },
  examples: [
    {
      title: 'NOT NULL that is there, and the type that it has',
      before: 'CREATE TABLE orders (id int PRIMARY KEY, note text);',
      sql: 'ALTER TABLE orders ALTER COLUMN id SET NOT NULL, ALTER COLUMN note TYPE text, ALTER COLUMN note DROP NOT NULL;\n',
      reports: ['ALTER COLUMN id SET NOT NULL', 'ALTER COLUMN note TYPE text', 'ALTER COLUMN note DROP NOT NULL'],
      says: 'NOT NULL already',
    },
    {
      title: 'a default that isn’t there, and a constraint that is valid',
      before: "CREATE TABLE orders (note text, CONSTRAINT c CHECK (note > 'a'));",
      sql: 'ALTER TABLE orders ALTER COLUMN note DROP DEFAULT;\nALTER TABLE orders VALIDATE CONSTRAINT c;\n',
      reports: ['ALTER COLUMN note DROP DEFAULT', 'VALIDATE CONSTRAINT c'],
    },
    {
      title: 'what does change something',
      before: "CREATE TABLE orders (id int NOT NULL, note text, state text DEFAULT 'a');",
      sql: 'ALTER TABLE orders ALTER COLUMN id DROP NOT NULL, ALTER COLUMN note TYPE varchar(9), ALTER COLUMN state DROP DEFAULT;\n',
      reports: [],
    },
    {
      title: 'tables that are not known wholly',
      before: 'CREATE TABLE copies (LIKE elsewhere);',
      sql: 'ALTER TABLE elsewhere ALTER COLUMN note DROP DEFAULT;\nALTER TABLE copies ALTER COLUMN note DROP NOT NULL;\n',
      reports: [],
    },
  ],
  statement(statement, context) {
    for (const { act, table, span } of statement.effects) {
      if (
        act.act !== 'op' ||
        act.op.op !== 'alter column' ||
        !table ||
        table.open ||
        table.partitionOf !== undefined ||
        table.query
      )
        continue;
      const { column: name, change } = act.op;
      const old = table.columns.find((each) => each.name === name);
      const why = old && sameAs(old, change, act.converts === true, table.constraints);
      if (why !== undefined)
        context.report({
          at: at(statement, span),
          message: `\`${name}\` of ${shown(act.op.table)} ${why} already: this changes nothing. Leave it out, or name what was meant.`,
        });
    }
    for (const act of statement.acts) {
      if (act.act !== 'op' || act.op.op !== 'validate constraint') continue;
      const constraint = constraintNamed(act.op.table, act.op.name, statement.before);
      if (constraint?.validated && constraint.enforced)
        context.report({
          at: at(statement, act.span),
          message: `\`${act.op.name}\` is valid already: this changes nothing. Leave it out.`,
        });
    }
  },
});
function sameAs(
  old: Column,
  change: ColumnChange,
  converts: boolean,
  constraints: readonly Constraint[],
): string | undefined {
  switch (change.set) {
    case 'not null': {
      const invalid = constraints.some(
        ({ kind, columns, validated }) => kind === 'not null' && columns[0] === old.name && !validated,
      );
      if (change.notNull) return old.notNull && !invalid ? 'is NOT NULL' : undefined;
      return old.notNull || old.identity ? undefined : 'may be null';
    }
    case 'default':
      return change.default || old.default || old.type.serial || !old.type.builtIn ? undefined : 'has no default';
    case 'type':
      return !converts &&
        change.collation === undefined &&
        old.collation === undefined &&
        old.type.builtIn &&
        !change.type.serial &&
        old.type.display === change.type.display
        ? `is \`${change.type.display}\``
        : undefined;
    default:
      return undefined;
  }
}
