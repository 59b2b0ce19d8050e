import { column, type Constraint, type Origin, type Table } from '../../model/schema';
import { defineRule, type Fix } from '../define-rule';
import { insertAfter } from '../lib/edits';
import { listed } from '../lib/names';
import { findWords, keywordCase, type Texts } from '../lib/syntax';

export default defineRule({
  id: 'unique-with-null',
  category: 'constraints',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'info' },
  needs: 'table',
  covers: ['P111'],
  gate: 'unique constraints',
  docs: {
    summary: 'A key of several columns has none that may be null, or says what null means.',
    why:
      'Nulls are never equal to one another: `UNIQUE (team_id, name)` takes two rows with the same name and no team. `NULLS NOT DISTINCT` ' +
      '(since PostgreSQL 15) takes one. A condition, or an index of its own for the rows with null, answers the question too.',
    whenOff: 'Where rows with null are meant to repeat.',
    references: [
      {
        title: 'PostgreSQL: Unique Constraints',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-UNIQUE-CONSTRAINTS',
      },
    ],
  },
  examples: [
    {
      title: 'one column may be null',
      sql: 'CREATE TABLE labels (\n  team_id int,\n  name text NOT NULL,\n  CONSTRAINT uq_labels UNIQUE (team_id, name)\n);',
      reports: ['CONSTRAINT uq_labels UNIQUE (team_id, name)'],
      says: '`team_id`',
      fixed:
        'CREATE TABLE labels (\n  team_id int,\n  name text NOT NULL,\n  CONSTRAINT uq_labels UNIQUE NULLS NOT DISTINCT (team_id, name)\n);',
    },
    {
      title: 'a column that is null for all rows that count',
      sql: 'create table users (email text not null, deleted_at timestamptz);\nalter table users add unique (email, deleted_at);',
      reports: ['unique (email, deleted_at)'],
      fixed:
        'create table users (email text not null, deleted_at timestamptz);\nalter table users add unique nulls not distinct (email, deleted_at);',
    },
    {
      title: 'before version 15',
      sql: 'CREATE TABLE labels (team_id int, name text NOT NULL, UNIQUE (team_id, name));',
      reports: ['UNIQUE (team_id, name)'],
      postgresVersion: 14,
    },
    {
      title: 'what a row may be without, as real tables have it',
      sql: 'CREATE TABLE devices (tenant_id int NOT NULL, external_id uuid, slug text, UNIQUE (tenant_id, external_id), UNIQUE (tenant_id, slug));',
      reports: [],
    },
    {
      title: 'nulls are dealt with',
      sql: 'CREATE TABLE labels (team_id int, name text NOT NULL, UNIQUE NULLS NOT DISTINCT (team_id, name));\nCREATE TABLE tags (team_id int, name text NOT NULL, UNIQUE (team_id, name));\nCREATE UNIQUE INDEX ON tags (name) WHERE team_id IS NULL;',
      reports: [],
    },
    {
      title: 'no nulls, or one column',
      sql: 'CREATE TABLE users (id int PRIMARY KEY, team_id int NOT NULL, name text NOT NULL, phone text UNIQUE, UNIQUE (team_id, name));',
      reports: [],
    },
  ],
  table(table, context) {
    for (const constraint of table.constraints) {
      const { kind, columns, nullsNotDistinct, inherited, origin, name } = constraint;
      if (kind !== 'unique' || columns.length < 2 || nullsNotDistinct || inherited) continue;
      const nullable = columns.filter((each) => column(table, each)?.notNull === false && !OPTIONAL.test(each));
      if (
        nullable.length === 0 ||
        nullable.length === columns.length ||
        nullable.every((each) => hasOwnIndex(each, table))
      )
        continue;
      context.report({
        at: origin,
        message:
          `\`${name}\` takes equal rows where ${listed(nullable, 'or')} is null, because nulls are never equal. ` +
          'Make it NOT NULL, or say NULLS NOT DISTINCT if such rows may not repeat either.',
        fixes: context.postgresVersion >= 15 ? fixesOf(constraint, context) : [],
      });
    }
  },
});

/** What a row may be without, and may not share with another one where it has it. */
const OPTIONAL =
  /(?:^|_)(?:external|remote|client|idempotency|import|legacy)_?(?:id|key|uid|uuid|ref)$|(?:^|_)(?:email|phone|slug|code|token|hash|digest|sku|barcode|number|handle|username|alias|url|path)$/i;

/** Another unique index for the rows with null. */
function hasOwnIndex(name: string, { indexes }: Table): boolean {
  return indexes.some(({ unique, predicate }) => unique && predicate?.columns.includes(name));
}

function fixesOf({ origin }: Constraint, context: Texts): readonly Fix[] {
  const word: Origin | undefined = findWords(context, origin, 'unique');
  if (!word) return [];
  const clause = keywordCase(origin.source, context)(' NULLS NOT DISTINCT');
  return [{ title: 'Take nulls as equal', kind: 'suggestion', edits: [insertAfter(word, clause)] }];
}
