import { quoteIdent } from '../../model/names';
import type { Index, Table } from '../../model/schema';
import type { ContractIndex } from '../../spec/contract/facts';
import { bracketed, indexLines, scalar } from '../../spec/contract/write';
import type { SpecFacts } from '../../spec/facts';
import { columnMatches } from '../../spec/resolve';
import { defineRule, type DocumentContext, type Edit, type Fix } from '../define-rule';
import { contractPairs, hasColumns, keysOf, newIndex, sameSql, type ContractPair } from '../lib/contracts';
import { bothWays, textOf, wholeLine } from '../lib/documents';
import { addStatement } from '../lib/edits';
import { indexesOf } from '../lib/indexes';
import { listed, nameIn } from '../lib/names';
import { inPlace } from '../lib/schema-fixes';
import { keywordCase } from '../lib/syntax';
import { describe } from '../lib/tables';

type Context = DocumentContext<Record<never, never>>;

const SCHEMA =
  'CREATE TABLE users (id uuid PRIMARY KEY, email text NOT NULL UNIQUE, team_id uuid, deleted_at timestamptz);\n' +
  'CREATE INDEX idx_users_team ON users (team_id, email);\nCREATE INDEX idx_users_live ON users (email) WHERE deleted_at IS NULL;\n';
const contract = (indexes: string) => ({
  name: 'database-contracts.yaml',
  text: `tables:\n  users:\n    columns:\n      id:\n        type: uuid\n${indexes}`,
});
const LIVE =
  '      - name: idx_users_live\n        columns: [email]\n        type: btree\n        where: "deleted_at IS NULL"\n        reason: Sign in\n';
const TEAM =
  '      - name: idx_users_team\n        columns: [team_id, email]\n        type: btree\n        reason: Members\n';

export default defineRule({
  id: 'contract-index-drift',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'document',
  covers: ['CON-index-missing', 'CON-index-shape', 'DOC-all-indexes'],
  docs: {
    summary: 'The indexes that a contract lists are in the schema as it says, and none is left out.',
    why:
      'Queries are written for the indexes that the contract promises. One that isn’t there, or has its columns in another order or another condition, makes ' +
      'them slow without anybody seeing why. Indexes behind keys needn’t be listed; where a contract lists no index of a table at all, nothing is missing there.',
    whenOff: 'While a contract is written ahead of its schema.',
    references: [{ title: 'PostgreSQL: Indexes', url: 'https://www.postgresql.org/docs/current/indexes.html' }],
  },
  examples: [
    {
      title: 'other columns, and another condition',
      sql: SCHEMA,
      document: contract(
        `    indexes:\n      - name: idx_users_team\n        columns: [email, team_id]\n        reason: Members\n      - name: idx_users_live\n        columns: ["email"]\n        partial: "WHERE deleted_at IS NOT NULL"\n`,
      ),
      reports: ['[email, team_id]', 'deleted_at IS NOT NULL'],
      says: '(team_id, email)',
      fixed: contract(
        `    indexes:\n      - name: idx_users_team\n        columns: [team_id, email]\n        reason: Members\n      - name: idx_users_live\n        columns: ["email"]\n        partial: "WHERE deleted_at IS NULL"\n`,
      ).text,
    },
    {
      title: 'one that is not there, and one that is left out',
      sql: SCHEMA,
      document: contract(`    indexes:\n${LIVE}      - name: idx_users_deleted\n        columns: [deleted_at]\n`),
      reports: ['indexes', 'idx_users_deleted'],
      says: '`idx_users_team`',
    },
    {
      title: 'what is left out is added in the contract’s manner',
      sql: SCHEMA,
      document: contract(`    indexes:\n${LIVE}`),
      reports: ['indexes'],
      fixed: contract(
        `    indexes:\n${LIVE}      - name: idx_users_team\n        columns: [team_id, email]\n        type: btree\n`,
      ).text,
    },
    {
      title: 'the same, spelled otherwise, and a key by its name',
      sql: SCHEMA,
      document: contract(
        `    indexes:\n${TEAM}      - name: idx_users_live\n        columns: [email]\n        type: BTREE\n        unique: false\n        where: (deleted_at is null)\n      - name: users_email_key\n        columns: [email]\n        unique: true\n`,
      ),
      reports: [],
    },
    { title: 'no indexes listed', sql: SCHEMA, document: contract(''), reports: [] },
  ],
  document(document, context) {
    for (const pair of contractPairs(document, context)) {
      const { indexes } = pair.said;
      for (const said of indexes.items) checkIndex(said, pair, document, context);
      if (!indexes.missing) checkMissing(pair, context);
    }
  },
});

function checkIndex(said: ContractIndex, { table }: ContractPair, document: SpecFacts, context: Context): void {
  const { name } = said;
  if (!name) return;
  const index = table.indexes.find((each) => each.name === name.text);
  if (index) return checkShape(said, index, table, context);
  if (indexesOf(table).some((key) => key.name === name.text)) return;
  const columns = said.columns.map(({ text }) => text);
  const other = table.indexes.find((each) => columns.length > 0 && columns.join() === keysOf(each).join());
  const rename: Fix | undefined = other && {
    title: `Call it \`${other.name}\``,
    kind: 'suggestion',
    edits: [{ at: name.span, newText: other.name }],
  };
  const remove: Fix = {
    title: 'Remove it from the contract',
    kind: 'suggestion',
    edits: [{ at: itemOf(textOf(context), said), newText: '' }],
  };
  context.report({
    at: name.span,
    message: other
      ? `${describe(table)} has no index \`${name.text}\`; the one on these columns is called \`${other.name}\`. Correct the name.`
      : `${describe(table)} has no index \`${name.text}\`, which the contract promises. Make it, or take it out of the contract.`,
    fixes: rename
      ? [rename]
      : bothWays(document, context.authority, { toDocument: remove, toSchema: create(said, table, context) }),
  });
}

function checkShape(said: ContractIndex, index: Index, table: Table, context: Context): void {
  const report = (at: Edit['at'], what: string, newText: string | undefined) =>
    context.report({
      at,
      message: `\`${index.name}\` of ${describe(table)} ${what}; the contract says otherwise. Correct the one that is wrong.`,
      ...(newText !== undefined && {
        fixes: [{ title: `Write \`${newText}\``, kind: 'suggestion', edits: [{ at, newText }] }],
      }),
      related: [{ at: index.nameOrigin, message: 'The index is made here.' }],
    });
  // A contract that says nothing of the order of a key leaves it open.
  const columns = keysOf(index);
  const plain = (key: string, text: string) =>
    /\s(?:asc|desc)\b/i.test(text) ? key : key.replace(/\s+(?:asc|desc)\b.*$/i, '');
  const same =
    said.columns.length === columns.length &&
    said.columns.every(
      ({ text }, i) => columnMatches(text, plain(columns[i]!, text)) || sameSql(text, plain(columns[i]!, text)),
    );
  if (said.columns.length > 0 && !same)
    report(
      said.columnsSpan ?? said.columns[0]!.span,
      `has the columns (${columns.join(', ')})`,
      said.columnsSpan && bracketed(columns),
    );
  if (said.method && said.method.text.toLowerCase() !== index.method)
    report(said.method.span, `is a ${index.method} index`, index.method);
  if (said.unique && said.unique.value !== index.unique)
    report(said.unique.span, index.unique ? 'is unique' : 'is not unique', String(index.unique));
  const has = index.predicate?.text;
  if (said.predicate && !has) report(said.predicate.span, 'holds all rows', undefined);
  else if (said.predicate && !sameSql(said.predicate.text, has!)) {
    const { predicate } = newIndex(index);
    report(said.predicate.span, `holds the rows with ${predicate}`, predicate);
  } else if (!said.predicate && has && said.name) {
    const { predicate = '' } = newIndex(index);
    context.report({
      at: said.name.span,
      message: `\`${index.name}\` of ${describe(table)} holds only the rows with \`${predicate}\`; the contract says nothing of it. Add \`where\`.`,
      ...(said.at !== undefined && {
        fixes: [{ title: 'Add `where`', kind: 'suggestion', edits: [{ at: { start: said.at, end: said.at }, newText: `\n${said.indent}where: ${scalar(predicate)}` }] }], // prettier-ignore
      }),
    });
  }
}

function checkMissing({ said, entity, table }: ContractPair, context: Context): void {
  const listedNames = new Set(said.indexes.items.map(({ name }) => name?.text));
  const shapes = new Set(said.indexes.items.map(({ columns }) => columns.map(({ text }) => text).join()));
  const missing = table.indexes.filter(
    (index) => !index.inherited && !listedNames.has(index.name) && !shapes.has(keysOf(index).join()),
  );
  if (missing.length === 0) return;
  const { at, indent, items } = said.indexes;
  const lines = missing.map((index) => `\n${indexLines(newIndex(index), indent, items.at(-1))}`).join('');
  const first = items[0]!.span.start;
  const text = textOf(context);
  const key = text.lastIndexOf('indexes', first);
  context.report({
    at: key > entity.span.start ? { start: key, end: key + 'indexes'.length } : entity.nameSpan,
    message: `The contract doesn’t list ${listed(missing.map(({ name }) => name))} of ${describe(table)}. Add ${missing.length > 1 ? 'them' : 'it'}, so that queries can rely on ${missing.length > 1 ? 'them' : 'it'}.`,
    ...(at !== undefined && {
      fixes: [
        {
          title: missing.length > 1 ? 'Add the indexes' : 'Add the index',
          kind: 'suggestion',
          edits: [{ at: { start: at, end: at }, newText: lines }],
        },
      ],
    }),
  });
}

function create(said: ContractIndex, table: Table, context: Context): Fix | undefined {
  const columns = said.columns.map(({ text }) => text);
  if (columns.length === 0 || !hasColumns(table, columns)) return undefined;
  const { source } = table.origin;
  const write = keywordCase(source, context);
  const method =
    said.method && said.method.text.toLowerCase() !== 'btree'
      ? ` ${write('USING')} ${said.method.text.toLowerCase()}`
      : '';
  const where = said.predicate ? ` ${write('WHERE')} ${said.predicate.text}` : '';
  const unique = said.unique?.value ? `${write('UNIQUE')} ` : '';
  const sql = `${write('CREATE')} ${unique}${write('INDEX')} ${quoteIdent(said.name!.text)} ${write('ON')} ${nameIn(source, table)}${method} (${columns.map(quoteIdent).join(', ')})${where}`;
  return inPlace(context, 'Make the index in the schema', [addStatement(source, sql, context)]);
}

/** An item of a list with its dash and its lines. */
function itemOf(text: string, { span }: ContractIndex): { start: number; end: number } {
  const dash = text.lastIndexOf('-', span.start);
  let { end } = span;
  while (end > span.start && /\s/.test(text[end - 1]!)) end--;
  return wholeLine(text, { start: dash, end });
}
