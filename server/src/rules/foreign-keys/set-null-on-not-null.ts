import type { ReferentialAction } from '../../model/facts';
import { column, type Column, type Constraint, type Table } from '../../model/schema';
import { defineRule, type Fix } from '../define-rule';
import { replace } from '../lib/edits';
import { hasDefault } from '../lib/defaults';
import { listed } from '../lib/names';
import { setOnDelete } from '../lib/references';
import { findWords, type Texts } from '../lib/syntax';

export default defineRule({
  id: 'set-null-on-not-null',
  category: 'foreign-keys',
  since: '0.1.0',
  severity: { recommended: 'error', strict: 'error' },
  needs: 'table',
  covers: ['FK-set-null-not-null', 'FK-set-default-no-default'],
  docs: {
    summary: '`SET NULL` stands only on columns that may be null.',
    why:
      'PostgreSQL accepts `ON DELETE SET NULL` on a column that is `NOT NULL` and then refuses each delete of a referenced row with ' +
      '"null value in column … violates not-null constraint" (23502). The same goes for `ON UPDATE SET NULL`, and for `SET DEFAULT` ' +
      'where the column has no default.',
    whenOff: 'Never: the action cannot work.',
    references: [
      {
        title: 'PostgreSQL: Foreign Keys',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
      },
    ],
  },
  examples: [
    {
      title: 'NOT NULL in the definition',
      sql: 'CREATE TABLE posts (\n  author_id uuid NOT NULL REFERENCES users (id) ON DELETE SET NULL\n);',
      reports: ['REFERENCES users (id) ON DELETE SET NULL'],
      says: '`author_id`',
      fixed: 'CREATE TABLE posts (\n  author_id uuid REFERENCES users (id) ON DELETE SET NULL\n);',
    },
    {
      title: 'part of the primary key',
      sql: 'CREATE TABLE members (\n  team_id int REFERENCES teams on delete set null,\n  user_id int,\n  PRIMARY KEY (team_id, user_id)\n);',
      reports: ['REFERENCES teams on delete set null'],
      fixed:
        'CREATE TABLE members (\n  team_id int REFERENCES teams ON DELETE RESTRICT,\n  user_id int,\n  PRIMARY KEY (team_id, user_id)\n);',
    },
    {
      title: 'NOT NULL since a later statement',
      sql: 'CREATE TABLE posts (author_id int, CONSTRAINT fk FOREIGN KEY (author_id) REFERENCES users ON DELETE SET NULL);\nALTER TABLE posts ALTER COLUMN author_id SET NOT NULL;',
      reports: ['CONSTRAINT fk FOREIGN KEY (author_id) REFERENCES users ON DELETE SET NULL'],
      fixed:
        'CREATE TABLE posts (author_id int, CONSTRAINT fk FOREIGN KEY (author_id) REFERENCES users ON DELETE RESTRICT);\nALTER TABLE posts ALTER COLUMN author_id SET NOT NULL;',
    },
    {
      title: 'one of the columns',
      sql: 'CREATE TABLE posts (tenant_id int NOT NULL, author_id int, FOREIGN KEY (tenant_id, author_id) REFERENCES users ON DELETE SET NULL);',
      reports: ['FOREIGN KEY (tenant_id, author_id) REFERENCES users ON DELETE SET NULL'],
      says: '`tenant_id`',
      fixed:
        'CREATE TABLE posts (tenant_id int NOT NULL, author_id int, FOREIGN KEY (tenant_id, author_id) REFERENCES users ON DELETE SET NULL (author_id));',
    },
    {
      title: 'on update',
      sql: 'CREATE TABLE posts (author text NOT NULL REFERENCES users (handle) ON UPDATE SET NULL ON DELETE CASCADE);',
      reports: ['REFERENCES users (handle) ON UPDATE SET NULL ON DELETE CASCADE'],
    },
    {
      title: 'SET DEFAULT without a default sets null too',
      sql: 'CREATE TABLE posts (author_id int NOT NULL REFERENCES users ON DELETE SET DEFAULT);',
      reports: ['REFERENCES users ON DELETE SET DEFAULT'],
      says: 'has no default',
      fixed: 'CREATE TABLE posts (author_id int NOT NULL REFERENCES users ON DELETE RESTRICT);',
    },
    {
      title: 'only columns that may be null are set',
      sql: 'CREATE TABLE posts (tenant_id int NOT NULL, author_id int, FOREIGN KEY (tenant_id, author_id) REFERENCES users ON DELETE SET NULL (author_id));',
      reports: [],
    },
    {
      title: 'may be null again',
      sql: 'CREATE TABLE posts (author_id int NOT NULL REFERENCES users ON DELETE SET NULL);\nALTER TABLE posts ALTER author_id DROP NOT NULL;',
      reports: [],
    },
    {
      title: 'may be null',
      sql: 'CREATE TABLE posts (author_id int REFERENCES users ON DELETE SET NULL);',
      reports: [],
    },
    {
      title: 'another action',
      sql: 'CREATE TABLE posts (author_id int NOT NULL DEFAULT 1 REFERENCES users ON DELETE SET DEFAULT);',
      reports: [],
    },
  ],
  table(table, context) {
    for (const constraint of table.constraints) {
      const { references, columns, origin } = constraint;
      if (!references) continue;
      const onDelete = empties(references.onDelete);
      if (!onDelete && !empties(references.onUpdate)) continue;
      const action = onDelete ? references.onDelete : references.onUpdate;
      const set = onDelete ? (references.setColumns ?? columns) : columns;
      const fixed = set
        .flatMap((name) => column(table, name) ?? [])
        .filter((each) => each.notNull && (action === 'set null' || !hasDefault(each)));
      if (fixed.length === 0) continue;
      const names = fixed.map(({ name }) => name);
      const mayName = action === 'set null' && context.postgresVersion >= 15;
      const free = mayName ? set.filter((name) => !names.includes(name)) : [];
      const [event, change] = onDelete ? ['DELETE', 'delete'] : ['UPDATE', 'change'];
      const lack = action === 'set null' ? 'which may not be null' : 'which has no default and may not be null';
      context.report({
        at: origin,
        message:
          `ON ${event} ${action.toUpperCase()} would empty ${listed(names)}, ${lack}, so each ${change} of a referenced row fails. ` +
          (action === 'set null'
            ? 'Let it be null or choose another action.'
            : 'Give it a default or choose another action.'),
        fixes: onDelete ? fixesOf(table, constraint, fixed, free, context) : [],
        related: fixed.map(({ name, nameOrigin }) => ({ at: nameOrigin, message: `\`${name}\` may not be null.` })),
      });
    }
  },
});

function empties(action: ReferentialAction): action is 'set null' | 'set default' {
  return action === 'set null' || action === 'set default';
}

/** `free` are the columns that may be set to null alone, as PostgreSQL can since version 15. */
function fixesOf(
  table: Table,
  constraint: Constraint,
  fixed: readonly Column[],
  free: readonly string[],
  context: Texts,
): readonly Fix[] {
  const suggestion = (title: string, edits: Fix['edits']): Fix => ({ title, kind: 'suggestion', edits });
  const action = constraint.references!.onDelete;
  const nullable = fixed.map((each) => allowNull(table, each, context));
  return [
    ...(free.length > 0
      ? [suggestion(`Set only ${listed(free)}`, [setOnDelete(constraint, 'SET NULL', context, free)])]
      : []),
    ...(action === 'set null' && nullable.every((edits) => edits !== undefined)
      ? [suggestion('Let the column be null', nullable.flat())]
      : []),
    suggestion('ON DELETE RESTRICT: refuse to delete a referenced row', [setOnDelete(constraint, 'RESTRICT', context)]),
    suggestion('ON DELETE CASCADE: delete these rows too', [setOnDelete(constraint, 'CASCADE', context)]),
  ];
}

/** Takes NOT NULL out of the column's definition, where it stands there without a name and the column is in no primary key. */
function allowNull(table: Table, { name, origin }: Column, context: Texts): Fix['edits'] | undefined {
  const forbidden = table.constraints.some(
    ({ kind, columns }) => (kind === 'primary key' || kind === 'not null') && columns.includes(name),
  );
  if (forbidden) return undefined;
  const written = findWords(context, origin, 'not', 'null');
  if (!written) return undefined;
  const before = { source: origin.source, span: { start: origin.span.start, end: written.span.start } };
  const spaces = context.text(before).length - context.text(before).trimEnd().length;
  return [replace({ source: origin.source, span: { start: written.span.start - spaces, end: written.span.end } }, '')];
}
