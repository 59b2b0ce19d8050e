import { quoteIdent, quoteName } from '../../model/names';
import { defineRule } from '../define-rule';
import { removeStatement } from '../lib/edits';
import { at, shown } from '../lib/migration';

export default defineRule({
  id: 'validated-at-once',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'migration',
  covers: ['P8'],
  docs: {
    summary: 'A constraint that is added NOT VALID is validated in a later transaction.',
    why:
      'The lock of ADD CONSTRAINT is held until the transaction ends. If VALIDATE CONSTRAINT runs in the same one, it reads all rows under that ' +
      'lock, and NOT VALID has won nothing.',
    whenOff: 'For tables that are always small.',
    references: [{ title: 'PostgreSQL: ALTER TABLE, Notes', url: 'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES' }], // prettier-ignore
  },
  examples: [
    {
      title: 'in the tool’s transaction',
      tool: 'goose',
      before: 'CREATE TABLE orders (total int);',
      sql: '-- +goose Up\nALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT positive;\n',
      reports: ['VALIDATE CONSTRAINT positive'],
      says: 'lock on `orders`',
      fixed: '-- +goose Up\nALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;\n',
    },
    {
      title: 'in a transaction of the file',
      before: 'CREATE TABLE users (id int PRIMARY KEY);\nCREATE TABLE orders (user_id int);',
      sql: 'BEGIN;\nALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT fk;\nCOMMIT;\n',
      reports: ['VALIDATE CONSTRAINT fk'],
    },
    {
      title: 'in transactions of their own',
      before: 'CREATE TABLE orders (total int);',
      sql: 'BEGIN;\nALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;\nCOMMIT;\nALTER TABLE orders VALIDATE CONSTRAINT positive;\n',
      reports: [],
    },
    {
      title: 'what was read when it was added: that is said there',
      tool: 'goose',
      before: 'CREATE TABLE orders (total int);',
      sql: '-- +goose Up\nALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0), VALIDATE CONSTRAINT positive;\n',
      reports: [],
    },
    {
      title: 'of an earlier migration, and of a new table',
      tool: 'goose',
      before: 'CREATE TABLE users (age int);\nALTER TABLE users ADD CONSTRAINT old CHECK (age > 0) NOT VALID;',
      sql: '-- +goose Up\nALTER TABLE users VALIDATE CONSTRAINT old;\nCREATE TABLE orders (total int);\nALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT positive;\n',
      reports: [],
    },
  ],
  migration({ statements }, context) {
    for (const statement of statements) {
      const { transaction, migration, source } = statement;
      for (const { act, on, isNew, span } of statement.effects) {
        if (isNew || act.act !== 'op' || act.op.op !== 'validate constraint' || !on) continue;
        const { name } = act.op;
        const made = statements.find(
          (other) =>
            (other === statement || (transaction !== undefined && other.transaction === transaction)) &&
            other.acts.some((each) => each.act === 'op' && each.op.op === 'add constraint' && each.op.constraint.name === name && each.op.constraint.notValid === true && each.op.table.name === on.name), // prettier-ignore
        );
        if (!made) continue;
        const validate = `ALTER TABLE ${quoteName(on)} VALIDATE CONSTRAINT ${quoteIdent(name)};`;
        context.report({
          at: at(statement, span),
          message: `The lock on ${shown(on)} that adding \`${name}\` took is held until the transaction ends, so nobody can work while this reads all rows. Validate it in a migration of its own.`,
          fixes:
            statement.acts.length > 1
              ? []
              : [{ title: 'Move it to a migration of its own', kind: 'suggestion', edits: [removeStatement(source, context)], creates: migration.next(`validate_${name}`, validate) }], // prettier-ignore
        });
      }
    }
  },
});
