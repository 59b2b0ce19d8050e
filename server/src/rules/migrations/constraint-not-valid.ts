import type { ConstraintFact } from '../../model/facts';
import { quoteIdent, quoteName } from '../../model/names';
import { defineRule, type Fix } from '../define-rule';
import { addStatement, insertAfter } from '../lib/edits';
import { at, shown, type SeenEffect, type StatementBefore } from '../lib/migration';
import { keywordCase, type Texts } from '../lib/syntax';

export default defineRule({
  id: 'constraint-not-valid',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'migration',
  forms: [
    'add domain constraint',
    'add foreign key',
    'add check',
    'add column with a reference and a default',
    'add column that is checked',
  ],
  recipe: true,
  covers: ['MIG-add-fk-not-valid', 'P6', 'P7', 'P38'],
  docs: {
    summary: 'A constraint on a table in use is added NOT VALID, and validated afterwards.',
    why:
      'ADD CONSTRAINT reads all rows while it holds its lock: a CHECK keeps everybody from the table meanwhile, a foreign key keeps them from ' +
      'writing to both tables. With NOT VALID the lock is held for a moment, and new rows are checked from then on. VALIDATE CONSTRAINT, in a ' +
      'transaction of its own, reads the old rows while reads and writes go on. A domain’s CHECK reads all tables that use the domain.',
    whenOff: 'For tables that are always small.',
    references: [
      { title: 'PostgreSQL: ALTER TABLE, Notes', url: 'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES' },
      { title: 'PostgreSQL: ALTER DOMAIN', url: 'https://www.postgresql.org/docs/current/sql-alterdomain.html' },
    ], // prettier-ignore
  },
  examples: [
    {
      title: 'a foreign key and a CHECK',
      tool: 'goose',
      before: 'CREATE TABLE users (id int PRIMARY KEY);\nCREATE TABLE orders (user_id int, total int);',
      sql: '-- +goose Up\nALTER TABLE orders ADD CONSTRAINT fk_orders_user FOREIGN KEY (user_id) REFERENCES users (id);\nALTER TABLE orders ADD CONSTRAINT chk_total CHECK (total > 0);\n',
      reports: [
        'ADD CONSTRAINT fk_orders_user FOREIGN KEY (user_id) REFERENCES users (id)',
        'ADD CONSTRAINT chk_total CHECK (total > 0)',
      ],
      says: 'all rows of `orders`',
      fixed:
        '-- +goose Up\nALTER TABLE orders ADD CONSTRAINT fk_orders_user FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;\nALTER TABLE orders ADD CONSTRAINT chk_total CHECK (total > 0) NOT VALID;\n',
    },
    {
      title: 'outside of a transaction the next statement validates it',
      tool: 'goose',
      before: 'CREATE TABLE orders (total int);',
      sql: '-- +goose NO TRANSACTION\n-- +goose Up\nalter table orders add constraint chk_total check (total > 0);\n',
      reports: ['add constraint chk_total check (total > 0)'],
      fixed:
        '-- +goose NO TRANSACTION\n-- +goose Up\nalter table orders add constraint chk_total check (total > 0) not valid;\nalter table orders validate constraint chk_total;\n',
    },
    {
      title: 'a new column with a CHECK, and a domain of a column in use',
      before: 'CREATE DOMAIN email AS text;\nCREATE TABLE users (email email);',
      sql: "ALTER TABLE users ADD COLUMN age int CHECK (age > 0);\nALTER DOMAIN email ADD CONSTRAINT chk_email CHECK (VALUE LIKE '%@%');\n",
      reports: [
        'ADD COLUMN age int CHECK (age > 0)',
        "ALTER DOMAIN email ADD CONSTRAINT chk_email CHECK (VALUE LIKE '%@%')",
      ],
    },
    {
      title: 'that point to a table that the migration makes, which nobody uses yet',
      before: 'CREATE TABLE orders (id int PRIMARY KEY, plan_id int);',
      sql: 'CREATE TABLE plans (id int PRIMARY KEY);\nALTER TABLE orders ADD CONSTRAINT fk_plan FOREIGN KEY (plan_id) REFERENCES plans (id);\n',
      reports: ['ADD CONSTRAINT fk_plan FOREIGN KEY (plan_id) REFERENCES plans (id)'],
      says: 'nobody can write to `orders` meanwhile',
    },
    {
      title: 'constraints of tables that the migration makes',
      before: 'CREATE TABLE users (id int PRIMARY KEY);',
      sql: 'CREATE TABLE orders (user_id int, total int);\nALTER TABLE orders ADD CONSTRAINT fk_orders_user FOREIGN KEY (user_id) REFERENCES users (id);\nALTER TABLE orders ADD CONSTRAINT chk_total CHECK (total > 0);\n',
      reports: [],
    },
    {
      title: 'NOT VALID, a new column that points to a table, and a domain that nobody uses',
      before:
        'CREATE DOMAIN email AS text;\nCREATE TABLE users (id int PRIMARY KEY);\nCREATE TABLE orders (total int);',
      sql: "ALTER TABLE orders ADD CONSTRAINT chk_total CHECK (total > 0) NOT VALID;\nALTER TABLE orders ADD COLUMN user_id int REFERENCES users (id);\nALTER DOMAIN email ADD CHECK (VALUE LIKE '%@%');\n",
      reports: [],
    },
  ],
  statement(statement, context) {
    for (const effect of statement.effects) {
      if (effect.isNew) continue;
      const made = constraintOf(effect);
      if (made === undefined) continue;
      const inline = effect.act.act === 'op' && effect.act.op.op === 'add column';
      // PostgreSQL takes no such foreign key of a partitioned table before 18.
      if (effect.kind === 'partitioned' && made?.references && context.postgresVersion < 18) continue;
      const place = effect.form === 'add domain constraint' ? { source: statement.source, span: statement.acts[0]!.span } : at(statement, effect.span); // prettier-ignore
      const what = made?.references ? 'foreign key' : 'constraint';
      const others = effect.otherTables.filter(({ key, isNew }) => !isNew && key !== effect.key);
      const locked = [effect.on, ...others.map(({ name }) => name)].map(shown).join(' and ');
      const lock = made?.references && !inline ? `write to ${locked}` : `use ${shown(effect.on)}`;
      const how = inline ? 'Add it in a statement of its own, NOT VALID' : 'Add it NOT VALID';
      const span = place.span;
      const text = context.text({ source: statement.source, span });
      const end = span.start + text.replace(/[\s;]+$/, '').length;
      context.report({
        at: { source: statement.source, span: { start: span.start, end } },
        message: `This ${what} reads all rows of ${shown(effect.on)}, and nobody can ${lock} meanwhile. ${how}, and VALIDATE it in a later transaction.`,
        fixes: inline ? [] : [fix(statement, effect, made, end, context)],
      });
    }
  },
});

/** The constraint whose rows are read; null for one of a domain. */
function constraintOf(effect: SeenEffect): ConstraintFact | undefined | null {
  if (effect.act.act !== 'op') return undefined;
  const { op } = effect.act;
  if (effect.form === 'add domain constraint') {
    return op.op === 'alter domain' && op.change.set === 'add' ? null : undefined;
  }
  if (op.op === 'add constraint')
    return effect.form === 'add foreign key' || effect.form === 'add check' ? op.constraint : undefined;
  if (op.op !== 'add column') return undefined;
  if (effect.form === 'add column with a reference and a default')
    return op.constraints.find(({ references }) => references);
  return effect.form === 'add column that is checked' ? op.constraints.find(({ kind }) => kind === 'check') : undefined;
}

function fix(
  statement: StatementBefore,
  effect: SeenEffect,
  made: ConstraintFact | null,
  end: number,
  context: Texts,
): Fix {
  const { source, transaction, migration } = statement;
  const kw = keywordCase(source, context);
  const edits = [insertAfter({ source, span: { start: end, end } }, ` ${kw('NOT VALID')}`)];
  const name = made?.name;
  if (name === undefined || !effect.on) return { title: 'Add NOT VALID', kind: 'suggestion', edits };
  const validate = `${kw('ALTER TABLE')} ${quoteName(effect.on)} ${kw('VALIDATE CONSTRAINT')} ${quoteIdent(name)}`;
  if (!transaction) {
    return { title: 'Add NOT VALID, and validate it next', kind: 'suggestion', edits: [...edits, addStatement(source, validate, context)] }; // prettier-ignore
  }
  const creates = migration.next(`validate_${name}`, `${validate};`);
  return { title: 'Add NOT VALID, and validate it in a new migration', kind: 'suggestion', edits, creates };
}
