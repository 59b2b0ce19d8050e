import { quoteIdent } from '../../model/names';
import { primaryKey, type Constraint, type Table } from '../../model/schema';
import { defineRule } from '../define-rule';
import { addStatement } from '../lib/edits';
import { singularOf } from '../lib/inflection';
import { fillName, listed, nameIn, wordsOfName } from '../lib/names';
import { keywordCase } from '../lib/syntax';
import { describe } from '../lib/tables';

const TIME_TYPES = new Set(['timestamptz', 'timestamp', 'date']);
const PLACES = new Set(['position', 'order', 'ordinal', 'rank', 'sort', 'id']);

/** Last words of the names of tables whose rows say that two things belong together. */
const MEMBERS = new Set(
  'member membership assignment enrollment enrolment favorite favourite follow like bookmark join link map mapping rel relation'.split(
    ' ',
  ),
);

export default defineRule({
  id: 'repeatable-pair',
  category: 'keys',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  presets: { classic: ['warning', { composite: true }], contracts: ['warning', { composite: true }] },
  gate: 'unique constraints',
  needs: 'table',
  covers: ['KEY-junction-composite-pk'],
  docs: {
    summary: 'A table that only joins two others holds each pair once.',
    why:
      'A key of its own does not keep the same pair from being stored twice. Joins then give rows twice, and removing a pair leaves its copy behind. ' +
      'Reported are tables of a key, two foreign keys and at most moments and places in an order.',
    whenOff: 'Where pairs may occur more than once.',
    references: [
      {
        title: 'PostgreSQL: Unique Constraints',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-UNIQUE-CONSTRAINTS',
      },
    ],
  },
  options: {
    composite: { type: 'boolean', default: false, description: 'Whether the primary key itself has to be the pair.' },
  },
  examples: [
    {
      title: 'a key of its own alone',
      sql: 'CREATE TABLE post_tags (\n  id bigint PRIMARY KEY,\n  post_id int NOT NULL REFERENCES posts,\n  tag_id int NOT NULL REFERENCES tags,\n  created_at timestamptz\n);',
      reports: ['post_tags'],
      says: '`post_id` and `tag_id`',
      fixed:
        'CREATE TABLE post_tags (\n  id bigint PRIMARY KEY,\n  post_id int NOT NULL REFERENCES posts,\n  tag_id int NOT NULL REFERENCES tags,\n  created_at timestamptz\n);\nALTER TABLE post_tags ADD CONSTRAINT uq_post_tags_post_id_tag_id UNIQUE (post_id, tag_id);',
    },
    {
      title: 'unique, but the pair has to be the key',
      sql: 'create table members (id uuid primary key, team_id int not null references teams, user_id int not null references users, unique (user_id, team_id));',
      options: { composite: true },
      reports: ['members'],
      says: 'primary key',
    },
    {
      title: 'the pair is the key, or unique',
      sql: 'CREATE TABLE a (x int REFERENCES p, y int REFERENCES q, PRIMARY KEY (x, y));\nCREATE TABLE b (id int PRIMARY KEY, x int NOT NULL REFERENCES p, y int NOT NULL REFERENCES q, UNIQUE (y, x));\nCREATE TABLE c (id int PRIMARY KEY, x int NOT NULL REFERENCES p UNIQUE, y int NOT NULL REFERENCES q);',
      reports: [],
    },
    {
      title: 'a list: the place is a part of the key',
      sql: 'CREATE TABLE chart_items (chart_id int NOT NULL REFERENCES charts, item_id int NOT NULL REFERENCES items, sort_order int, PRIMARY KEY (chart_id, sort_order));\nCREATE TABLE term_traits (id int PRIMARY KEY, term_id int NOT NULL REFERENCES terms, trait_id int NOT NULL REFERENCES traits, rank int NOT NULL, UNIQUE (term_id, trait_id, rank));',
      reports: [],
    },
    {
      title: 'what somebody did, which can happen twice, and what others point to',
      sql: 'CREATE TABLE post_approvals (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users, post_id int NOT NULL REFERENCES posts);\nCREATE TABLE site_types (id int PRIMARY KEY, site_id int NOT NULL REFERENCES sites, type_id int NOT NULL REFERENCES types);\nCREATE TABLE site_type_notes (id int PRIMARY KEY, site_type_id int REFERENCES site_types, note text);',
      reports: [],
    },
    {
      title: 'it says something itself, or may be without one of them, as real tables',
      sql: 'CREATE TABLE transfers (id int PRIMARY KEY, from_id int NOT NULL REFERENCES accounts, to_id int NOT NULL REFERENCES accounts, amount numeric);\nCREATE TABLE tasks (id int PRIMARY KEY, owner_id int NOT NULL REFERENCES users, helper_id int REFERENCES users);\nCREATE TABLE visit_events (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users, page_id int NOT NULL REFERENCES pages, at timestamptz);',
      reports: [],
    },
  ],
  table(table, context) {
    const pair = pairOf(table, context.conventions.usedTables);
    if (!pair) return;
    const key = primaryKey(table)!.columns;
    const unique = table.constraints.some(({ kind, columns }) => kind === 'unique' && isWithin(columns, pair));
    const indexed = table.indexes.some(
      ({ unique: isUnique, keys, predicate }) =>
        isUnique &&
        !predicate &&
        isWithin(
          keys.map(({ column = '' }) => column),
          pair,
        ),
    );
    // A key of one of them and a place is a list, in which the same thing may stand twice; so is the pair with a place.
    if (key.some((column) => pair.includes(column))) return;
    const more = table.constraints.some(({ kind, columns }) => kind === 'unique' && pair.every((each) => columns.includes(each)) && columns.length > 2); // prettier-ignore
    if (more) return;
    if (unique || indexed) {
      if (!context.option('composite')) return;
      context.report({
        at: table.nameOrigin,
        message: `${describe(table)} only joins two tables, and ${listed(pair)} identify its rows already. Make them the primary key and leave out \`${key.join(', ')}\`.`,
      });
      return;
    }
    const { source } = table.changed ?? table.origin;
    const spelled = keywordCase(source, context);
    const taken = new Set([...table.constraints, ...table.indexes].map(({ name }) => name));
    const pattern = context.conventions.constraints.unique?.value ?? 'uq_{table}_{columns}';
    const name = quoteIdent(fillName(pattern, table.name, pair, taken));
    const sql =
      `${spelled('ALTER TABLE')} ${nameIn(source, table)} ${spelled('ADD CONSTRAINT')} ${name} ` +
      `${spelled('UNIQUE')} (${pair.map(quoteIdent).join(', ')})`;
    context.report({
      at: table.nameOrigin,
      message: `${describe(table)} joins two tables and can hold the same ${listed(pair)} twice, so that joins give rows twice. Make the pair unique.`,
      fixes: [{ title: 'Make the pair unique', kind: 'suggestion', edits: [addStatement(source, sql, context)] }],
    });
  },
});

/** The two columns of a table that only joins two others and has a key of its own. */
function pairOf(table: Table, usedTables: ReadonlySet<string>): readonly string[] | undefined {
  if (usedTables.has(table.key) || table.open || !primaryKey(table)) return undefined;
  const last = wordsOfName(table.name).at(-1) ?? '';
  if (
    /^(?:event|log|history|audit|visit|view|request|message|transfer|version|revision|snapshot|archive|histor)/.test(
      last,
    )
  )
    return undefined;
  const foreign = table.constraints.filter(({ kind }) => kind === 'foreign key');
  if (!joins(table.name, foreign)) return undefined;
  const pair = foreign.flatMap(({ columns }) => columns);
  if (foreign.length !== 2 || pair.length !== 2 || pair[0] === pair[1]) return undefined;
  const key = new Set(primaryKey(table)!.columns);
  const rest = table.columns.filter(({ name }) => !pair.includes(name));
  const says = rest.some(({ name, type }) => {
    const isTime =
      type.builtIn && TIME_TYPES.has(type.name.name) && /^(?:created|updated|deleted|modified|inserted)/i.test(name);
    return !key.has(name) && !isTime && !PLACES.has(wordsOfName(name).at(-1) ?? '');
  });
  const areGiven = pair.every((name) => table.columns.find((column) => column.name === name)?.notNull);
  return says || !areGiven ? undefined : pair;
}

function isWithin(columns: readonly string[], pair: readonly string[]): boolean {
  return columns.length > 0 && columns.every((column) => pair.includes(column));
}

/** Whether a table's name says that it joins two others, and is no thing or event of its own. */
function joins(name: string, foreign: readonly Constraint[]): boolean {
  const words = wordsOfName(name).map(singularOf);
  if (MEMBERS.has(words.at(-1) ?? '')) return true;
  return foreign.every(({ columns, references }) => {
    const named = [...wordsOfName(references!.table.name), ...wordsOfName(columns[0]!)].map(singularOf);
    return named.some((word) => word !== 'id' && words.some((each) => each === word || each.startsWith(word)));
  });
}
