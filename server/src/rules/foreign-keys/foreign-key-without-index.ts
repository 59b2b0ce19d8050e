import { quoteIdent } from '../../model/names';
import { column, primaryKey, type Table } from '../../model/schema';
import { defineRule } from '../define-rule';
import { addStatement, placeBehind } from '../lib/edits';
import { findsBy, indexesOf } from '../lib/indexes';
import { fillName, listed, nameIn, wordsOfName } from '../lib/names';
import { keywordCase } from '../lib/syntax';
import { describe, isLookup } from '../lib/tables';
import { templateOf } from '../lib/templates';

const USUAL = 'idx_{table}_{columns}';

export default defineRule({
  id: 'foreign-key-without-index',
  category: 'foreign-keys',
  since: '0.1.0',
  severity: { recommended: 'warning', strict: 'warning' },
  gate: 'foreign key indexes',
  needs: 'schema',
  covers: ['FK-index', 'P100'],
  docs: {
    summary: 'The columns of a foreign key are the first columns of an index.',
    why:
      'PostgreSQL indexes the referenced side of a foreign key, not the referencing one. Each delete or key update of a referenced ' +
      'row then reads the whole referencing table, and so does a join from there. The columns may stand in any order, but no ' +
      'other column may come before them. Lists of types, states, countries and such lose hardly ever a row: a key to one is only an information. A partial index counts only where its condition is that a column of the key is not null.',
    whenOff: 'For small tables whose referenced rows are never deleted.',
    references: [
      {
        title: 'PostgreSQL: Foreign Keys',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
      },
      {
        title: 'PostgreSQL: Multicolumn Indexes',
        url: 'https://www.postgresql.org/docs/current/indexes-multicolumn.html',
      },
    ],
  },
  options: {
    indexName: {
      type: 'string',
      default: USUAL,
      description:
        'How the fix names the index. `{table}` and `{columns}` are filled in. Unchanged, it gives way to the habit of the schema.',
    },
  },
  examples: [
    {
      title: 'no index at all',
      sql: 'CREATE TABLE orders (\n  id bigint PRIMARY KEY,\n  customer_id bigint NOT NULL REFERENCES customers (id) ON DELETE CASCADE\n);',
      reports: ['REFERENCES customers (id) ON DELETE CASCADE'],
      says: '`orders.customer_id`',
      fixed:
        'CREATE TABLE orders (\n  id bigint PRIMARY KEY,\n  customer_id bigint NOT NULL REFERENCES customers (id) ON DELETE CASCADE\n);\nCREATE INDEX idx_orders_customer_id ON orders (customer_id);',
    },
    {
      title: 'not the first column of the key',
      sql: 'create table tagged (\n  post_id bigint references posts,\n  tag_id bigint references tags,\n  primary key (post_id, tag_id)\n);',
      reports: ['references tags'],
      fixed:
        'create table tagged (\n  post_id bigint references posts,\n  tag_id bigint references tags,\n  primary key (post_id, tag_id)\n);\ncreate index idx_tagged_tag_id on tagged (tag_id);',
    },
    {
      title: 'where indexes have names of another kind',
      sql: 'CREATE TABLE a (id int PRIMARY KEY, b int, c int, d int, e int, f int);\nCREATE INDEX a_b_ix ON a (b);\nCREATE INDEX a_c_ix ON a (c);\nCREATE INDEX a_d_ix ON a (d);\nCREATE INDEX a_e_ix ON a (e);\nCREATE INDEX a_f_ix ON a (f);\nCREATE TABLE z (a_id int REFERENCES a);',
      reports: ['REFERENCES a'],
      says: 'No index',
      fixed:
        'CREATE TABLE a (id int PRIMARY KEY, b int, c int, d int, e int, f int);\nCREATE INDEX a_b_ix ON a (b);\nCREATE INDEX a_c_ix ON a (c);\nCREATE INDEX a_d_ix ON a (d);\nCREATE INDEX a_e_ix ON a (e);\nCREATE INDEX a_f_ix ON a (f);\nCREATE TABLE z (a_id int REFERENCES a);\nCREATE INDEX z_a_id_ix ON z (a_id);',
    },
    {
      title: 'a list of words',
      sql: 'CREATE TABLE roles (role text PRIMARY KEY, comment text);\nCREATE TABLE members (id int PRIMARY KEY, role text NOT NULL REFERENCES roles);',
      reports: ['REFERENCES roles'],
      says: 'No index',
    },
    {
      title: 'an index on part of the rows',
      sql: "CREATE TABLE jobs (owner_id int REFERENCES users, state text);\nCREATE INDEX jobs_owner ON jobs (owner_id) WHERE state = 'open';",
      reports: ['REFERENCES users'],
    },
    {
      title: 'added to another schema later',
      sql: 'CREATE TABLE shop.lines (a int, b int);\nALTER TABLE shop.lines ADD FOREIGN KEY (a, b) REFERENCES shop.items (a, b)',
      reports: ['FOREIGN KEY (a, b) REFERENCES shop.items (a, b)'],
      fixed:
        'CREATE TABLE shop.lines (a int, b int);\nALTER TABLE shop.lines ADD FOREIGN KEY (a, b) REFERENCES shop.items (a, b);\nCREATE INDEX idx_lines_a_b ON shop.lines (a, b);',
    },
    {
      title: 'a list of kinds that are kinds of one another',
      sql: 'CREATE TABLE alias_type (id int PRIMARY KEY, name text NOT NULL, parent int REFERENCES alias_type (id), child_order int);',
      reports: [],
    },
    {
      title: 'the first columns of a wider index, in another order',
      sql: 'CREATE TABLE lines (a int, b int, c int, FOREIGN KEY (a, b) REFERENCES items (a, b));\nCREATE INDEX ON lines (b, a, c);',
      reports: [],
    },
    {
      title: 'the first column of the primary key',
      sql: 'CREATE TABLE members (team_id int REFERENCES teams, user_id int, PRIMARY KEY (team_id, user_id));',
      reports: [],
    },
    {
      title: 'an index without the rows that have no reference, as a dump writes it',
      sql: 'CREATE TABLE posts (approver_id int REFERENCES users);\nCREATE INDEX ON posts USING btree (approver_id) WHERE (approver_id IS NOT NULL);',
      reports: [],
    },
    {
      title: 'a hash index on the one column',
      sql: 'CREATE TABLE posts (author_id int REFERENCES users);\nCREATE INDEX ON posts USING hash (author_id);',
      reports: [],
    },
    {
      title: 'the column was dropped',
      sql: 'CREATE TABLE posts (id int, author_id int REFERENCES users);\nALTER TABLE posts DROP COLUMN author_id;',
      reports: [],
    },
  ],
  table(table, context) {
    const indexes = indexesOf(table);
    const taken = new Set(indexes.map(({ name }) => name));
    const seen = new Set<string>();
    for (const { kind, columns, references, origin } of table.constraints) {
      if (kind !== 'foreign key' || !references || !columns.every((name) => column(table, name))) continue;
      const key = [...columns].sort().join('\0');
      if (seen.has(key) || indexes.some((index) => findsBy(index, columns))) continue;
      seen.add(key);
      const target = context.schema.resolve(references.table, origin.source.path);
      const isOfList = target !== undefined && isList(target);
      if (isOfList && target === table) continue;
      const template = templateOf(context.option('indexName'), USUAL, context.conventions.index);
      const name = fillName(template, table.name, columns, taken);
      taken.add(name);
      const after = placeBehind(origin.source, table);
      const spelled = keywordCase(after, context);
      const list = columns.map(quoteIdent).join(', ');
      const sql = `${spelled('CREATE INDEX')} ${quoteIdent(name)} ${spelled('ON')} ${nameIn(after, table)} (${list})`;
      context.report({
        at: origin,
        message:
          `No index begins with ${listed(columns.map((each) => `${table.name}.${each}`))}, so deleting a referenced row reads all of ${describe(table)}. ` +
          'Create one.',
        ...(isOfList && { atMost: 'info' }),
        fixes: [{ title: `Create index \`${name}\``, kind: 'suggestion', edits: [addStatement(after, sql, context)] }],
      });
    }
  },
});

const LIST =
  /^(?:types?|kinds?|status(?:es)?|states?|genders?|languages?|currency|currencies|country|countries|category|categories|units?|priority|priorities|levels?)$/;

const WORDS = new Set(['text', 'varchar', 'bpchar', 'citext']);

/** A list of values that hardly ever changes: by the last word of its name and its size, or words with a word about each. */
function isList(table: Table): boolean {
  const { name, columns } = table;
  if (columns.length <= 8 && LIST.test(wordsOfName(name).at(-1) ?? '')) return true;
  const [key, ...more] = primaryKey(table)?.columns ?? [];
  const type = key === undefined || more.length > 0 ? undefined : column(table, key)?.type;
  return isLookup(table) && columns.length <= 2 && type?.builtIn === true && WORDS.has(type.name.name);
}
