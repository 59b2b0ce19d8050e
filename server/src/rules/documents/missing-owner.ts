import { quoteIdent } from '../../model/names';
import { column, primaryKey, type Table } from '../../model/schema';
import { defineRule, type DocumentContext, type Fix } from '../define-rule';
import { pairsOf } from '../lib/documents';
import { inLastWord, singularOf } from '../lib/inflection';
import { wordsOfName } from '../lib/names';
import { addColumns } from '../lib/schema-fixes';
import { shortType } from '../lib/types';

const SCHEMA =
  'CREATE TABLE users (id uuid PRIMARY KEY);\nCREATE TABLE sources (id uuid PRIMARY KEY, name text);\nCREATE TABLE notes (id uuid PRIMARY KEY, created_by uuid);\nCREATE TABLE pages (id uuid PRIMARY KEY, user_id uuid REFERENCES users);';
const model = (name: string, ownership: string) =>
  `# Data Model: Crawler\n\n## Entities\n\n### ${name}\n\n- **Purpose:** it\n- **Ownership:** ${ownership}\n`;

export default defineRule({
  id: 'missing-owner',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'document',
  covers: ['STD-created-by'],
  docs: {
    summary: 'An entity that has an owner has a column that names it.',
    why: 'Whose row it is decides on who may see it and what happens when the owner goes. A document that tells an owner needs a column for it: a foreign key, `created_by` or `owner_id`.',
    whenOff: 'Where ownership is kept in another system.',
    references: [
      {
        title: 'PostgreSQL: Row Security Policies',
        url: 'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
      },
    ],
  },
  examples: [
    {
      title: 'no column for it',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: model('Source', 'the user who added it') },
      reports: ['the user who added it'],
      says: '`sources`',
      fixedSql: SCHEMA.replace('name text', 'name text, user_id uuid REFERENCES users (id)'),
    },
    {
      title: 'an owner by name',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: model('Source', 'User') },
      reports: ['User'],
    },
    {
      title: 'a column',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: `${model('Note', 'the user')}\n### Page\n\n- **Ownership:** a user\n` },
      reports: [],
    },
    {
      title: 'nobody',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: model('Source', 'none (system-wide)') },
      reports: [],
    },
  ],
  document(document, context) {
    for (const { entity, table } of pairsOf(document, context)) {
      const said = entity.said?.get('ownership');
      if (
        !said ||
        table.open ||
        table.kind !== 'table' ||
        /^\W*(?:none|no\b|system|global|shared|n\/?a|tbd|\[|—|-|platform|admin)/i.test(said.text)
      )
        continue;
      const has = table.columns.some(({ name }) =>
        wordsOfName(name).some((word) =>
          /^(?:owner|user|by|author|creator|tenant|account|customer|org|organization|organisation|team|member)$/.test(
            word,
          ),
        ),
      );
      if (has || table.constraints.some(({ kind }) => kind === 'foreign key')) continue;
      const owner = ownerColumn(table, said.text, context);
      context.report({
        at: said.span,
        fixes: owner ? [owner] : [],
        message: `\`${entity.name}\` has an owner, but no column of \`${table.name}\` names one: nobody can tell whose row it is. Add a foreign key such as \`owner_id\`.`,
        related: [{ at: table.nameOrigin, message: 'The table.' }],
      });
    }
  },
});

/** A column that refers to the one table that the words name. */
function ownerColumn(table: Table, said: string, context: DocumentContext<never>): Fix | undefined {
  const named = new Set(said.split(/\W+/).flatMap((word) => (word.length > 2 ? (context.tables.find({ name: word }) ?? []) : []))); // prettier-ignore
  const [owner] = named;
  const keys = owner && primaryKey(owner)?.columns;
  const key = keys?.length === 1 ? column(owner!, keys[0]!) : undefined;
  if (!owner || !key || named.size > 1 || owner === table) return undefined;
  const name = `${inLastWord(owner.name, singularOf)}_${key.name}`;
  const sql = `${shortType(key.type)} REFERENCES ${quoteIdent(owner.name)} (${quoteIdent(key.name)})`;
  return addColumns(table, [{ name, sql }], context);
}
