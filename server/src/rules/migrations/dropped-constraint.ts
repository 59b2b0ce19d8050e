import { defineRule } from '../define-rule';
import { constraintNamed } from '../../model/effects/effects';
import { at, shown } from '../lib/migration';
export default defineRule({
  id: 'dropped-constraint',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'info' },
  needs: 'migration',
  forms: ['drop not null', 'drop constraint', 'drop foreign key'],
  covers: ['P14', 'P15', 'P34'],
  docs: {
    summary: 'A constraint that is dropped is one that nothing relies on.',
    why: 'From then on rows come in that the programs that read them don’t expect: nulls, doubles, references to nothing. A unique constraint takes its index with it, and queries that found rows by it read the whole table.',
    whenOff: 'Where programs check the same.',
    references: [
      { title: 'PostgreSQL: Constraints', url: 'https://www.postgresql.org/docs/current/ddl-constraints.html' },
    ],
  },
  examples: [
    {
      title: 'a foreign key and a unique key',
      before:
        'CREATE TABLE users (id int PRIMARY KEY);\nCREATE TABLE orders (code int CONSTRAINT code UNIQUE, user_id int CONSTRAINT fk REFERENCES users);',
      sql: 'ALTER TABLE orders DROP CONSTRAINT fk, DROP CONSTRAINT code;\n',
      reports: ['DROP CONSTRAINT fk', 'DROP CONSTRAINT code'],
      says: 'point to nothing',
    },
    {
      title: 'NOT NULL',
      before: 'CREATE TABLE orders (note text NOT NULL);',
      sql: 'ALTER TABLE orders ALTER COLUMN note DROP NOT NULL;\n',
      reports: ['ALTER COLUMN note DROP NOT NULL'],
      says: 'nulls',
    },
    {
      title: 'one that comes back in another form',
      before: 'CREATE TABLE orders (n int CONSTRAINT positive CHECK (n > 0));',
      sql: 'ALTER TABLE orders DROP CONSTRAINT positive, ADD CONSTRAINT positive CHECK (n > 1) NOT VALID;\n',
      reports: [],
    },
    {
      title: 'a CHECK that has only proven NOT NULL',
      before: 'CREATE TABLE orders (n int CONSTRAINT there CHECK (n IS NOT NULL));',
      sql: 'ALTER TABLE orders ALTER COLUMN n SET NOT NULL;\nALTER TABLE orders DROP CONSTRAINT there;\n',
      reports: [],
    },
    {
      title: 'of a table of the migration',
      before: 'SELECT 1;',
      sql: 'CREATE TABLE orders (note text NOT NULL);\nALTER TABLE orders ALTER COLUMN note DROP NOT NULL;\n',
      reports: [],
    },
  ],
  statement(statement, context) {
    const { before, effects } = statement;
    for (const effect of effects) {
      const { act, table, isNew, on } = effect;
      if (isNew || act.act !== 'op' || !table) continue;
      const { op } = act;
      const after = context.schema.table(table.key);
      if (op.op === 'alter column' && op.change.set === 'not null' && !op.change.notNull) {
        const column = table.columns.find(({ name }) => name === op.column);
        if (column?.notNull && after?.columns.find(({ name }) => name === op.column)?.notNull === false)
          context.report({
            at: at(statement, effect.span),
            message: `Programs that read \`${op.column}\` of ${shown(on)} may meet nulls from here on. Make sure that all of them expect that.`,
          });
      }
      if (op.op !== 'drop constraint') continue;
      const old = constraintNamed(op.table, op.name, before);
      if (
        !old ||
        old.kind === 'primary key' ||
        old.kind === 'not null' ||
        after?.constraints.some(({ kind, columns }) => kind === old.kind && columns.join() === old.columns.join())
      )
        continue;
      if (
        old.kind === 'check' &&
        old.columns.every((name) => after?.columns.find((each) => each.name === name)?.notNull)
      )
        continue;
      const what =
        old.kind === 'foreign key'
          ? 'point to nothing from here on'
          : old.kind === 'check'
            ? `break \`${old.name}\` from here on`
            : `repeat what \`${old.name}\` kept unique from here on, and queries lose its index`;
      context.report({
        at: at(statement, effect.span),
        message: `Rows of ${shown(on)} may ${what}. Make sure that no program relies on \`${old.name}\`.`,
      });
    }
  },
});
