import type { Table } from '../../model/schema';
import type { ContractRelationship } from '../../spec/contract/facts';
import { relationshipLines } from '../../spec/contract/write';
import { columnMatches } from '../../spec/resolve';
import type { SpecFacts } from '../../spec/facts';
import { defineRule, type DocumentContext, type Edit, type Fix } from '../define-rule';
import { contractPairs, newRelationship, type ContractPair } from '../lib/contracts';
import { bothWays } from '../lib/documents';
import { linksOf, type Link } from '../lib/links';
import { addConstraint } from '../lib/schema-fixes';
import { misnamed } from '../lib/similar';
import { describe } from '../lib/tables';

type Context = DocumentContext<Record<never, never>>;

const SCHEMA =
  'CREATE TABLE users (id uuid PRIMARY KEY);\n' +
  'CREATE TABLE posts (id uuid PRIMARY KEY, user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE, editor_id uuid);\n' +
  'CREATE TABLE profiles (user_id uuid PRIMARY KEY REFERENCES users (id));\n';
const contract = (table: string, ...lines: string[]) => ({
  name: 'database-contracts.yaml',
  text: `tables:\n  ${table}:\n    columns:\n      id:\n        type: uuid\n    relationships:\n${lines.map((line) => `      ${line}\n`).join('')}`,
});

const PROFILE =
  '- name: user_profile\n        type: one_to_one\n        foreign_table: profiles\n        foreign_key: user_id';
const both = (...lines: string[]) => {
  const { name, text } = contract('users', ...lines);
  return { name, text: `${text}  posts:\n    columns:\n      id:\n        type: uuid\n` };
};

export default defineRule({
  id: 'contract-relationship-drift',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'document',
  covers: ['CON-relationship', 'FK-on-delete-spec', 'DOC-all-relationships'],
  docs: {
    summary:
      'The relationships that a contract lists are foreign keys of the schema, with these actions and on this side.',
    why:
      'The code deletes what the contract says it may: where the schema restricts instead of cascading, the delete fails, and where it cascades, rows go that ' +
      'nobody thought of. Whether there can be one or several is decided by UNIQUE on the foreign key.',
    whenOff: 'Where relationships are kept by the application alone.',
    references: [
      {
        title: 'PostgreSQL: Foreign Keys',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
      },
    ],
  },
  examples: [
    {
      title: 'another action, and several where only one can be',
      sql: SCHEMA,
      document: contract(
        'users',
        '- name: user_posts',
        '  type: one_to_many',
        '  foreign_table: posts',
        '  foreign_key: user_id',
        '  on_delete: SET NULL',
        '- name: user_profile',
        '  type: one_to_many',
        '  foreign_table: profiles',
        '  foreign_key: user_id',
      ),
      reports: ['SET NULL', 'one_to_many'],
      says: 'CASCADE',
      fixed: contract(
        'users',
        '- name: user_posts',
        '  type: one_to_many',
        '  foreign_table: posts',
        '  foreign_key: user_id',
        '  on_delete: CASCADE',
        '- name: user_profile',
        '  type: one_to_one',
        '  foreign_table: profiles',
        '  foreign_key: user_id',
      ).text,
    },
    {
      title: 'a column that refers to nothing, and one that isn’t there',
      sql: SCHEMA,
      document: contract(
        'posts',
        '- type: many_to_one',
        '  foreign_table: users',
        '  foreign_key: editor_id',
        '- type: many_to_one',
        '  foreign_table: users',
        '  foreign_key: owner',
        '- { type: many_to_one, foreign_table: users, foreign_key: user_id }',
      ),
      reports: ['editor_id', 'owner'],
      says: 'no foreign key',
    },
    {
      title: 'one that is left out, with a table that the contract describes',
      sql: SCHEMA,
      document: both(PROFILE),
      reports: ['users'],
      fixed: both(
        PROFILE,
        '- name: users_posts',
        '  type: one_to_many',
        '  foreign_table: posts',
        '  foreign_key: user_id',
        '  on_delete: CASCADE',
      ).text,
    },
    {
      title: 'one with a table that the contract doesn’t describe',
      sql: SCHEMA,
      document: contract('users', '- { type: one_to_one, foreign_table: profiles, foreign_key: user_id }'),
      reports: [],
    },
    {
      title: 'as the keys are, from both sides',
      sql: SCHEMA,
      document: {
        name: 'database-contracts.yaml',
        text:
          'tables:\n  users:\n    relationships:\n      - { type: one_to_many, foreign_table: posts, foreign_key: user_id, on_delete: cascade }\n      - { type: one_to_one, foreign_table: profiles, foreign_key: user_id }\n' +
          '  posts:\n    relationships:\n      - { type: many_to_one, foreign_table: users, foreign_key: userId }\n',
      },
      reports: [],
    },
    {
      title: 'a table that the schema doesn’t have, and several to several',
      sql: SCHEMA,
      document: contract(
        'posts',
        '- { type: many_to_many, foreign_table: users, through: likes }',
        '- { type: one_to_many, foreign_table: votes, foreign_key: post_id }',
        '- { type: many_to_one, foreign_table: users, foreign_key: user_id }',
      ),
      reports: [],
    },
  ],
  document(document, context) {
    if (!document.contract?.tables.some(({ relationships }) => relationships.items.length > 0)) return;
    const links = linksOf(context.schema);
    const pairs = contractPairs(document, context);
    const told = new Set<Link>();
    for (const { said, table } of pairs) {
      for (const each of said.relationships.items) {
        const link = checkRelationship(each, table, links, document, context);
        if (link) told.add(link);
      }
    }
    const described = new Set(pairs.map(({ table }) => table));
    for (const pair of pairs) checkMissing(pair, links.filter(({ child, parent }) => described.has(child) && described.has(parent)), told, context); // prettier-ignore
  },
});

/** The foreign key that is meant, where there is one. */
function checkRelationship(
  said: ContractRelationship,
  own: Table,
  links: readonly Link[],
  document: SpecFacts,
  context: Context,
): Link | undefined {
  const other = said.table && context.tables.find({ name: said.table.text });
  const type = said.type?.text.toLowerCase();
  if (!other || type === 'many_to_many') return undefined;
  const between = links.filter(
    ({ child, parent }) => (child === own && parent === other) || (child === other && parent === own),
  );
  const { key } = said;
  const named = key
    ? between.filter(({ key: { columns } }) => columns.some((name) => columnMatches(key.text, name)))
    : between;
  const isOwn = ({ child }: Link) => child === own;
  const link =
    named.find((each) => (type === 'many_to_one' ? isOwn(each) : type === 'one_to_many' ? !isOwn(each) : true)) ??
    named[0];
  if (!link) {
    if (key) reportUnkept(said, own, other, document, context);
    return undefined;
  }
  const wanted = newRelationship(link, own);
  if (said.type && type !== wanted.type) {
    report(
      said.type.span,
      `${describe(link.child)}.\`${link.key.columns[0]}\` refers to ${describe(link.parent)}${link.children === 'zero or one' ? ' and is unique' : ''}, so from here it is ${wanted.type}`,
      wanted.type,
    );
  }
  const { onDelete, onUpdate } = link.key.references!;
  for (const [written, action, words] of [
    [said.onDelete, onDelete, 'ON DELETE'],
    [said.onUpdate, onUpdate, 'ON UPDATE'],
  ] as const) {
    if (!written || written.text.toLowerCase().replaceAll('_', ' ') === action) continue;
    report(
      written.span,
      `The foreign key \`${link.key.name}\` says ${words} ${action.toUpperCase()}`,
      action.toUpperCase(),
    );
  }
  return link;

  function report(at: Edit['at'], what: string, newText: string): void {
    context.report({
      at,
      message: `${what}; the contract says otherwise. Correct the one that is wrong.`,
      fixes: [{ title: `Write \`${newText}\``, kind: 'suggestion', edits: [{ at, newText }] }],
      related: [{ at: link!.key.origin, message: 'The foreign key is made here.' }],
    });
  }
}

function reportUnkept(
  { key, type, onDelete }: ContractRelationship,
  own: Table,
  other: Table,
  document: SpecFacts,
  context: Context,
): void {
  const isParent = type?.text.toLowerCase() === 'one_to_many';
  const [child, parent] = isParent ? [other, own] : [own, other];
  const holder = [child, parent].find((table) => table.columns.some(({ name }) => columnMatches(key!.text, name)));
  if (!holder) {
    if (child.open) return;
    const message = `${describe(child)} has no column \`${key!.text}\`, which the contract says refers to ${describe(parent)}. Add it, or correct the name.`;
    context.report(
      misnamed(
        key!.span,
        message,
        key!.text,
        child.columns.map(({ name }) => name),
      ),
    );
    return;
  }
  const target = holder === child ? parent : child;
  const { name: column, notNull } = holder.columns.find(({ name }) => columnMatches(key!.text, name))!;
  const action = onDelete ? ` ON DELETE ${onDelete.text.toUpperCase()}` : '';
  const sql = `FOREIGN KEY (${column}) REFERENCES ${target.name}${action}`;
  // A column that is NOT NULL can't be set to NULL.
  const toSchema: Fix | undefined =
    notNull && /SET NULL$/.test(action) ? undefined : addConstraint(holder, 'foreign key', [column], sql, context);
  context.report({
    at: key!.span,
    message: `${describe(holder)} has no foreign key on \`${column}\` to ${describe(target)}, which the contract promises. Add it, or rows may point to nothing.`,
    fixes: bothWays(document, context.authority, { toSchema }),
  });
}

/** A contract that lists relationships of a table lists all of those with tables that it describes, on one side at least. */
function checkMissing(
  { said, entity, table }: ContractPair,
  links: readonly Link[],
  told: ReadonlySet<Link>,
  context: Context,
): void {
  const { items, at, indent } = said.relationships;
  if (items.length === 0) return;
  const missing = links.filter(
    (link) => (link.child === table || link.parent === table) && link.child !== link.parent && !told.has(link),
  );
  if (missing.length === 0) return;
  const keys = missing.map(({ child, key }) => `\`${child.name}.${key.columns.join(', ')}\``).join(', ');
  const lines = missing.map((link) => `\n${relationshipLines(newRelationship(link, table), indent)}`).join('');
  context.report({
    at: entity.nameSpan,
    message: `The contract lists relationships of ${describe(table)}, but not the one by ${keys}. Add it, so that nobody deletes without knowing of it.`,
    ...(at !== undefined && {
      fixes: [
        {
          title: missing.length > 1 ? 'Add the relationships' : 'Add the relationship',
          kind: 'suggestion',
          edits: [{ at: { start: at, end: at }, newText: lines }],
        },
      ],
    }),
  });
}
