import type { ConstraintFact } from '../../model/facts';
import { quoteIdent, quoteName } from '../../model/names';
import type { Origin } from '../../model/schema';
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
      title: 'several of one statement',
      tool: 'goose',
      before: 'CREATE TABLE users (id int PRIMARY KEY);\nCREATE TABLE orders (user_id int, total int, tax int);',
      sql: '-- +goose Up\nALTER TABLE orders\n  ADD CONSTRAINT chk_total CHECK (total > 0),\n  ADD CONSTRAINT chk_tax CHECK (tax >= 0);\n',
      reports: ['ADD CONSTRAINT chk_total CHECK (total > 0)'],
      says: 'These 2 constraints read all rows of `orders`',
      fixed:
        '-- +goose Up\nALTER TABLE orders\n  ADD CONSTRAINT chk_total CHECK (total > 0) NOT VALID,\n  ADD CONSTRAINT chk_tax CHECK (tax >= 0) NOT VALID;\n',
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
    const found = statement.effects.flatMap((effect): Found[] => {
      const made = effect.isNew ? undefined : constraintOf(effect);
      // PostgreSQL takes no such foreign key of a partitioned table before 18.
      const refused = effect.kind === 'partitioned' && made?.references && context.postgresVersion < 18;
      return made === undefined || refused ? [] : [{ effect, made, at: placeOf(effect, made, statement, context) }];
    });
    const isInline = ({ effect: { act } }: Found) => act.act === 'op' && act.op.op === 'add column';
    const added = found.filter((each) => !isInline(each));
    // However many a statement adds to a table: it is one decision.
    const keys = added.filter(({ made }) => made?.references);
    const others = added.filter(({ made }) => !made?.references);
    for (const together of [keys, others, ...found.filter(isInline).map((each) => [each])]) {
      const [first, ...rest] = together;
      if (!first) continue;
      const inline = isInline(first);
      const what = first.made?.references ? 'foreign key' : 'constraint';
      const table = shown(first.effect.on);
      const beside = together.flatMap(({ effect }) => effect.otherTables.filter(({ key, isNew }) => !isNew && key !== effect.key)); // prettier-ignore
      const locked = [...new Set([table, ...beside.map(({ name }) => shown(name))])].join(' and ');
      const lock = first.made?.references && !inline ? `write to ${locked}` : `use ${table}`;
      const [who, it] = rest.length > 0 ? [`These ${together.length} ${what}s read`, 'them'] : [`This ${what} reads`, 'it']; // prettier-ignore
      const how = inline ? 'Add it in a statement of its own, NOT VALID' : `Add ${it} NOT VALID`;
      context.report({
        at: first.at,
        message: `${who} all rows of ${table}, and nobody can ${lock} meanwhile. ${how}, and VALIDATE ${it} in a later transaction.`,
        fixes: inline ? [] : [fix(statement, together, context)],
        related: rest.map((each) => ({ at: each.at, message: `Also ${each.made?.name === undefined ? 'this one' : `\`${each.made.name}\``}.` })), // prettier-ignore
      });
    }
  },
});

interface Found {
  readonly effect: SeenEffect;
  readonly made: ConstraintFact | null;
  readonly at: Origin;
}

function placeOf(effect: SeenEffect, made: ConstraintFact | null, statement: StatementBefore, context: Texts): Origin {
  const { source, acts } = statement;
  const place = made === null ? { source, span: acts[0]!.span } : at(statement, effect.span);
  const { start } = place.span;
  return { source, span: { start, end: start + context.text(place).replace(/[\s;]+$/, '').length } };
}

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

function fix({ source, transaction, migration }: StatementBefore, together: readonly Found[], context: Texts): Fix {
  const kw = keywordCase(source, context);
  const edits = together.map(({ at: { span } }) => insertAfter({ source, span: { start: span.end, end: span.end } }, ` ${kw('NOT VALID')}`)); // prettier-ignore
  const [first] = together;
  const names = together.flatMap(({ made }) => made?.name ?? []);
  const on = first?.effect.on;
  if (names.length < together.length || !on) return { title: 'Add NOT VALID', kind: 'suggestion', edits };
  const it = names.length > 1 ? 'them' : 'it';
  const all = names.map(
    (name) => `${kw('ALTER TABLE')} ${quoteName(on)} ${kw('VALIDATE CONSTRAINT')} ${quoteIdent(name)}`,
  );
  if (!transaction) {
    return { title: `Add NOT VALID, and validate ${it} next`, kind: 'suggestion', edits: [...edits, addStatement(source, all.join(';\n'), context)] }; // prettier-ignore
  }
  const creates = migration.next(`validate_${names.join('_')}`.slice(0, 60), `${all.join(';\n')};`);
  return { title: `Add NOT VALID, and validate ${it} in a new migration`, kind: 'suggestion', edits, creates };
}
