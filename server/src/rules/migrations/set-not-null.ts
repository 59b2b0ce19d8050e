import { generatedName, quoteIdent, quoteName } from '../../model/names';
import { defineRule } from '../define-rule';
import { addStatement, replace } from '../lib/edits';
import { at, shown } from '../lib/migration';
import { listed } from '../lib/names';
import { keywordCase } from '../lib/syntax';

export default defineRule({
  id: 'set-not-null',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'migration',
  forms: ['set not null'],
  recipe: true,
  covers: ['MIG-set-not-null', 'P21', 'P22'],
  docs: {
    summary: 'SET NOT NULL on a table in use is prepared by a constraint that is validated before.',
    why:
      'SET NOT NULL reads all rows under ACCESS EXCLUSIVE: nobody can read or write the table meanwhile. Since PostgreSQL 12 it reads none if a ' +
      'valid CHECK says that the column is not null; such a CHECK is added NOT VALID and validated in a later transaction, while reads and writes go ' +
      'on. Since PostgreSQL 18 NOT NULL itself can be added NOT VALID.',
    whenOff: 'For tables that are always small.',
    references: [
      { title: 'PostgreSQL: ALTER TABLE, SET NOT NULL', url: 'https://www.postgresql.org/docs/current/sql-altertable.html' },
    ], // prettier-ignore
  },
  examples: [
    {
      title: 'a column of a table in use',
      tool: 'goose',
      before: 'CREATE TABLE users (id int PRIMARY KEY, email text);',
      sql: '-- +goose Up\nALTER TABLE users ALTER COLUMN email SET NOT NULL;\n',
      reports: ['ALTER COLUMN email SET NOT NULL'],
      says: 'NOT VALID',
      fixed: '-- +goose Up\nALTER TABLE users ADD CONSTRAINT users_email_not_null NOT NULL email NOT VALID;\n',
    },
    {
      title: 'before PostgreSQL 18, outside of a transaction',
      postgresVersion: 15,
      before: 'CREATE TABLE users (id int PRIMARY KEY, email text);',
      sql: 'ALTER TABLE users ALTER COLUMN email SET NOT NULL;\n',
      reports: ['ALTER COLUMN email SET NOT NULL'],
      fixed:
        'ALTER TABLE users ADD CONSTRAINT users_email_not_null CHECK (email IS NOT NULL) NOT VALID;\nALTER TABLE users VALIDATE CONSTRAINT users_email_not_null;\nALTER TABLE users ALTER COLUMN email SET NOT NULL;\nALTER TABLE users DROP CONSTRAINT users_email_not_null;\n',
    },
    {
      title: 'several columns of one statement, for which the rows are read once',
      before: 'CREATE TABLE seats (id int PRIMARY KEY, row_no int, place int);',
      sql: 'ALTER TABLE seats ALTER COLUMN row_no SET NOT NULL, ALTER COLUMN place SET NOT NULL;\n',
      reports: ['ALTER COLUMN row_no SET NOT NULL'],
      says: '`row_no` and `place`',
      fixed:
        'ALTER TABLE seats ADD CONSTRAINT seats_row_no_not_null NOT NULL row_no NOT VALID, ADD CONSTRAINT seats_place_not_null NOT NULL place NOT VALID;\nALTER TABLE seats VALIDATE CONSTRAINT seats_row_no_not_null;\nALTER TABLE seats VALIDATE CONSTRAINT seats_place_not_null;\n',
    },
    {
      title: 'a CHECK that is not valid yet proves nothing',
      before:
        'CREATE TABLE users (email text);\nALTER TABLE users ADD CONSTRAINT there CHECK (email IS NOT NULL) NOT VALID;',
      sql: 'ALTER TABLE users ALTER COLUMN email SET NOT NULL;\n',
      reports: ['ALTER COLUMN email SET NOT NULL'],
    },
    {
      title: 'a valid CHECK proves it',
      postgresVersion: 15,
      before:
        'CREATE TABLE users (email text);\nALTER TABLE users ADD CONSTRAINT there CHECK (email IS NOT NULL) NOT VALID;\nALTER TABLE users VALIDATE CONSTRAINT there;',
      sql: 'ALTER TABLE users ALTER COLUMN email SET NOT NULL;\nALTER TABLE users DROP CONSTRAINT there;\n',
      reports: [],
    },
    {
      title: 'a table of the same migration, and a column that is never null already',
      before: 'CREATE TABLE users (id int PRIMARY KEY);',
      sql: 'CREATE TABLE orders (note text);\nALTER TABLE orders ALTER COLUMN note SET NOT NULL;\nALTER TABLE users ALTER COLUMN id SET NOT NULL;\n',
      reports: [],
    },
  ],
  statement(statement, context) {
    const { source, transaction, migration } = statement;
    const found = statement.effects.flatMap((effect) => {
      if (effect.form !== 'set not null' || effect.isNew || effect.act.act !== 'op') return [];
      const { op } = effect.act;
      return op.op === 'alter column' ? [{ effect, op }] : [];
    });
    // However many columns: the rows are read once.
    const [first, ...others] = found;
    if (!first) return;
    const kw = keywordCase(source, context);
    const direct = context.postgresVersion >= 18;
    const alter = `${kw('ALTER TABLE')} ${quoteName(first.op.table)}`;
    const steps = found.map(({ effect, op }) => {
      const column = quoteIdent(op.column);
      const name = quoteIdent(generatedName(op.table.name, op.column, 'not_null'));
      const constraint = direct ? `${kw('NOT NULL')} ${column}` : `${kw('CHECK')} (${column} ${kw('IS NOT NULL')})`;
      return {
        edit: replace(at(statement, effect.span), `${kw('ADD CONSTRAINT')} ${name} ${constraint} ${kw('NOT VALID')}`),
        rest: [
          `${alter} ${kw('VALIDATE CONSTRAINT')} ${name}`,
          ...(direct ? [] : [`${alter} ${kw('ALTER COLUMN')} ${column} ${kw('SET NOT NULL')}`, `${alter} ${kw('DROP CONSTRAINT')} ${name}`]), // prettier-ignore
        ],
      };
    });
    const edits = steps.map(({ edit }) => edit);
    const rest = steps.flatMap((step) => step.rest).join(';\n');
    const fix = transaction
      ? { edits, creates: migration.next(`validate_${generatedName(first.op.table.name, first.op.column, 'not_null')}`, `${rest};`) } // prettier-ignore
      : { edits: [...edits, addStatement(source, rest, context)] };
    const columns = listed(found.map(({ op }) => op.column));
    const way = direct ? `Add NOT NULL as a constraint of ${columns} NOT VALID` : `Add a CHECK that ${columns} ${others.length > 0 ? 'are' : 'is'} not null NOT VALID`; // prettier-ignore
    context.report({
      at: at(statement, first.effect.span),
      message: `SET NOT NULL reads all rows of ${shown(first.effect.on)}, and nobody can use it meanwhile. ${way}, and VALIDATE it in a later transaction.`,
      fixes: [
        {
          title: `Add it NOT VALID, and validate it ${transaction ? 'in a new migration' : 'next'}`,
          kind: 'suggestion',
          ...fix,
        },
      ],
      related: others.map(({ effect, op }) => ({ at: at(statement, effect.span), message: `Also \`${op.column}\`.` })),
    });
  },
});
