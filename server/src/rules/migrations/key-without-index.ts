import { quoteIdent, quoteName } from '../../model/names';
import { defineRule, type Fix } from '../define-rule';
import { at, shown, whole, type Migration, type MigrationStatement, type SeenEffect } from '../lib/migration';
import { outsideFixes } from '../lib/migration-fixes';
import { keywordCase, type Texts } from '../lib/syntax';

export default defineRule({
  id: 'key-without-index',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'migration',
  recipe: true,
  covers: ['P9', 'P10', 'P11', 'P12'],
  docs: {
    summary: 'A key of a table in use takes over an index that was built before.',
    why:
      'ADD UNIQUE, ADD PRIMARY KEY and EXCLUDE build their index under ACCESS EXCLUSIVE: nobody can read or write the table until it is there. ' +
      'CREATE UNIQUE INDEX CONCURRENTLY builds it while others work, and `ADD CONSTRAINT … USING INDEX` makes it a key in a moment. For a primary ' +
      'key the columns have to be NOT NULL before, else all rows are read for that.',
    whenOff: 'For tables that are always small.',
    references: [{ title: 'PostgreSQL: ALTER TABLE, ADD table_constraint_using_index', url: 'https://www.postgresql.org/docs/current/sql-altertable.html' }], // prettier-ignore
  },
  examples: [
    {
      title: 'a unique key and an exclusion',
      before: 'CREATE TABLE users (email text, room int);',
      sql: 'ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email);\nALTER TABLE users ADD CONSTRAINT rooms EXCLUDE USING btree (room WITH =);\n',
      reports: [
        'ADD CONSTRAINT users_email_key UNIQUE (email)',
        'ADD CONSTRAINT rooms EXCLUDE USING btree (room WITH =)',
      ],
      says: 'builds its index',
    },
    {
      title: 'a primary key',
      before: 'CREATE TABLE users (id int NOT NULL);',
      sql: 'ALTER TABLE users ADD CONSTRAINT users_pkey PRIMARY KEY (id);\n',
      reports: ['ADD CONSTRAINT users_pkey PRIMARY KEY (id)'],
      fixed:
        'CREATE UNIQUE INDEX CONCURRENTLY users_pkey ON users (id);\nALTER TABLE users ADD CONSTRAINT users_pkey PRIMARY KEY USING INDEX users_pkey;\n',
    },
    {
      title: 'an index over columns that may be null',
      before: 'CREATE TABLE users (id int);\nCREATE UNIQUE INDEX users_id ON users (id);',
      sql: 'ALTER TABLE users ADD CONSTRAINT users_pkey PRIMARY KEY USING INDEX users_id;\n',
      reports: ['ADD CONSTRAINT users_pkey PRIMARY KEY USING INDEX users_id'],
      says: 'may be null',
    },
    {
      title: 'with an index that is there',
      before:
        'CREATE TABLE users (id int NOT NULL, email text);\nCREATE UNIQUE INDEX users_id ON users (id);\nCREATE UNIQUE INDEX users_email ON users (email);',
      sql: 'ALTER TABLE users ADD CONSTRAINT users_pkey PRIMARY KEY USING INDEX users_id, ADD CONSTRAINT users_email_key UNIQUE USING INDEX users_email;\n',
      reports: [],
    },
    {
      title: 'of a table that the migration makes',
      before: 'SELECT 1;',
      sql: 'CREATE TABLE users (id int, email text);\nALTER TABLE users ADD PRIMARY KEY (id), ADD UNIQUE (email);\n',
      reports: [],
    },
  ],
  migration(migration, context) {
    for (const statement of migration.statements) {
      for (const effect of statement.effects) {
        if (effect.isNew || effect.act.act !== 'op') continue;
        const nullable = effect.form === 'add key using index over nullable columns';
        if (!nullable && effect.form !== 'add key' && effect.form !== 'add column with a key') continue;
        const excludes = effect.act.op.op === 'add constraint' && effect.act.op.constraint.kind === 'exclude';
        const message = nullable
          ? `The columns of this index may be null, so all rows of ${shown(effect.on)} are read, and nobody can use it meanwhile. Make them NOT NULL first, by a CHECK that is validated before.`
          : `This key builds its index over all rows of ${shown(effect.on)}, and nobody can use it meanwhile. ${excludes ? 'Add it while nobody works: an exclusion can’t take over an index' : 'Build a unique index CONCURRENTLY first, and add the key USING INDEX'}.`;
        context.report({
          at: at(statement, effect.span),
          message,
          fixes: fixes(effect, statement, migration, context),
        });
      }
    }
  },
});

function fixes(
  effect: SeenEffect,
  statement: MigrationStatement,
  migration: Migration,
  context: Texts,
): readonly Fix[] {
  if (effect.form !== 'add key' || effect.act.act !== 'op' || effect.act.op.op !== 'add constraint' || !effect.on)
    return [];
  const { constraint } = effect.act.op;
  if (constraint.kind === 'exclude' || constraint.name === undefined || effect.kind === 'partitioned') return [];
  const kw = keywordCase(statement.source, context);
  const [table, name] = [quoteName(effect.on), quoteIdent(constraint.name)];
  const columns = constraint.columns.map((each) => quoteIdent(each.name)).join(', ');
  const include = constraint.include ? ` ${kw('INCLUDE')} (${constraint.include.map(quoteIdent).join(', ')})` : '';
  const nulls = constraint.nullsNotDistinct ? ` ${kw('NULLS NOT DISTINCT')}` : '';
  const index = `${kw('CREATE UNIQUE INDEX CONCURRENTLY')} ${name} ${kw('ON')} ${table} (${columns})${include}${nulls}`;
  const whenChecked = constraint.deferrable ? ` ${kw(constraint.initiallyDeferred ? 'DEFERRABLE INITIALLY DEFERRED' : 'DEFERRABLE')}` : ''; // prettier-ignore
  const key = `${kw('ADD CONSTRAINT')} ${name} ${kw(constraint.kind)} ${kw('USING INDEX')} ${name}${whenChecked}`;
  const all = whole(statement, context);
  const text = context.text(all);
  const { start, end } = constraint.span;
  const part = statement.acts.find(({ span }) => span.start <= start && end <= span.end)!.span;
  return outsideFixes('Build the index first', statement, migration, `${index};\n${text.slice(0, part.start)}${key}${text.slice(part.end)}`, context); // prettier-ignore
}
