import type { OutlineRow, SpecFacts } from '../../spec/facts';
import { defineRule, type DocumentContext } from '../define-rule';
import { columnOf, pairsOf } from '../lib/documents';

const SCHEMA = 'CREATE TABLE orders (id uuid PRIMARY KEY, notes text);';
const model = (rows: string) =>
  `# Data Model: Shop\n\n## Entities\n\n### Order\n- id: UUID (PK)\n\n## Evolution Plan\n\n| Change type | Safe? | Strategy | Downtime required? |\n|---|---|---|---|\n${rows}`;

export default defineRule({
  id: 'evolution-plan',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'document',
  covers: ['EVO-safe-column', 'EVO-plan'],
  docs: {
    summary: 'The evolution plan calls safe what is safe, and plans what is still to come.',
    why:
      'Adding a column that takes NULL or has a constant default, and making or dropping an index concurrently, let programs go on as they are. Renaming, dropping and ' +
      'retyping a column break those that run, and a column that must not be null needs a value in the rows that are there. A planned column that the schema ' +
      'already has is no plan any more.',
    whenOff: 'Where the plan is about another database.',
    references: [
      { title: 'PostgreSQL: ALTER TABLE', url: 'https://www.postgresql.org/docs/current/sql-altertable.html' },
    ],
  },
  examples: [
    {
      title: 'called safe, and called unsafe',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: model('| Rename column | YES | ALTER TABLE | No |\n| Add nullable column | NO | ALTER TABLE | No |\n'),
      },
      reports: ['YES', 'NO'],
      says: 'is not safe',
      fixed: model('| Rename column | NO | ALTER TABLE | No |\n| Add nullable column | YES | ALTER TABLE | No |\n'),
    },
    {
      title: 'what is there already',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: model('| Add column `orders.notes` | YES | ALTER TABLE | No |\n') },
      reports: ['Add column `orders.notes'],
      says: 'already',
    },
    {
      title: 'as it is',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: model(
          '| Add column with default | YES | ALTER TABLE | No |\n| Add NOT NULL column | NO | backfill first | No |\n| Add column `orders.priority` | yes | nullable | No |\n| Drop index | ✅ | CONCURRENTLY | No |\n',
        ),
      },
      reports: [],
    },
    {
      title: 'not sure',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: model(
          '| Change column type | Depends | rewrite matrix | Possibly |\n| Partition `orders` by month | NO | swap | No |\n',
        ),
      },
      reports: [],
    },
  ],
  document(document, context) {
    for (const table of document.outline?.tables ?? []) {
      if (table.topic === 'evolution') for (const row of table.rows) check(document, row, context);
    }
  },
});

const YES = /^\W*(?:yes|safe|y|true|✓|✅|✔|sí|да|예|是)\W*$/iu;
const NO = /^\W*(?:no|unsafe|n|false|✗|❌|нет|아니오|否)\W*$/iu;

/** Whether programs that run go on as they are; undefined for what can't be told by its name. */
function isSafe(change: string): boolean | undefined {
  if (/not[ -]?null/i.test(change)) return /default/i.test(change) ? undefined : false;
  if (/\b(?:rename|drop|remove|delete)\b.*\b(?:column|field|table)\b/i.test(change)) return false;
  if (/\b(?:change|alter|modify)\b.*\btype\b/i.test(change)) return false;
  if (
    /\badd\b.*\b(?:nullable|optional)\b.*\bcolumn\b|\badd\b.*\bcolumn\b.*\b(?:default|nullable|optional)\b/i.test(
      change,
    )
  )
    return true;
  if (/\b(?:add|create|drop|remove)\b.*\bindex\b/i.test(change)) return /unique/i.test(change) ? undefined : true;
  return undefined;
}

function check(document: SpecFacts, { cells }: OutlineRow, context: DocumentContext<never>): void {
  const [change, safe] = [cells.get('change'), cells.get('safe')];
  const is = change && isSafe(change.text);
  const said = safe && (YES.test(safe.text) ? true : NO.test(safe.text) ? false : undefined);
  if (safe && is !== undefined && said !== undefined && is !== said) {
    const newText = opposite(safe.text, is);
    context.report({
      at: safe.span,
      message: is
        ? 'This change is safe: programs that run go on as they are. Say so, or nobody will dare to make it.'
        : 'This change is not safe: programs that run break, or rows that are there are refused. Say so, and plan it in steps.',
      fixes:
        newText === undefined
          ? []
          : [{ title: `Say \`${newText}\``, kind: 'suggestion', edits: [{ at: safe.span, newText }] }],
    });
  }
  const planned =
    change &&
    /^add (?:nullable |optional )?(?:column|field) `?(?:(\w+)\.)?(\w+)`?(?: to `?(\w+)`?)?/i.exec(change.text);
  const owner = planned && (planned[1] ?? planned[3]);
  if (!change || !planned || !owner) return;
  const table = context.tables.find(document.entities.find(({ name }) => name === owner) ?? { name: owner });
  const column =
    table && pairsOf(document, context).some((pair) => pair.table === table) ? columnOf(table, planned[2]!) : undefined;
  if (!column) return;
  context.report({
    at: change.span,
    message: `\`${table!.name}\` already has \`${column.name}\`, so this is no plan any more. Take the row out.`,
    related: [{ at: column.nameOrigin, message: 'The column.' }],
  });
}

const WORDS: readonly (readonly [string, string])[] = [
  ['YES', 'NO'],
  ['Yes', 'No'],
  ['yes', 'no'],
  ['✅', '❌'],
  ['✓', '✗'],
  ['true', 'false'],
  ['Safe', 'Unsafe'],
  ['safe', 'unsafe'],
];

function opposite(text: string, is: boolean): string | undefined {
  const pair = WORDS.find((words) => words.includes(text));
  return pair?.[is ? 0 : 1];
}
