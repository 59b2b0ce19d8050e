import { callsADay, milliseconds, type PatternTable } from '../../spec/access-patterns';
import { isPlaceholder } from '../../spec/text';
import { defineRule, type Edit } from '../define-rule';
import { textOf } from '../lib/documents';
import { tree } from '../lib/pattern-examples';

const table = (header: string, ...rows: string[]) => ({
  name: 'DATA-MODEL.md',
  text: `# Data Model: Crawler\n\n## Entities\n\n### Source\n\n- id: UUID (PK)\n\n#### Access Patterns\n\n${header}\n${header.replace(/[^|]+/g, ' --- ')}\n${rows.map((row) => `${row}\n`).join('')}`,
});

export default defineRule({
  id: 'access-pattern-table',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'document',
  covers: ['AP-columns', 'AP-sla-parse', 'AP-index-row'],
  docs: {
    summary:
      'A table of access patterns has an id, the query, how often it runs and how fast it has to be, each so that it can be counted with.',
    why:
      'Which indexes are worth their cost follows from how often a query runs and how fast it has to be: `100/min`, `< 50ms`. Ids tie patterns to indexes, so each stands ' +
      'once in an entity, and the Indexes table names only those that there are.',
    whenOff: 'Where access patterns are kept in another form.',
    references: [
      {
        title: 'PostgreSQL: Examining Index Usage',
        url: 'https://www.postgresql.org/docs/current/indexes-examine.html',
      },
    ],
  },
  examples: [
    {
      title: 'what can’t be counted with',
      sql: '',
      document: tree.table('| AP1 | List | `WHERE owner_id = ?` | often | fast |'),
      reports: ['often', 'fast'],
      says: '`100/min`',
    },
    {
      title: 'columns that are missing',
      sql: '',
      document: table(
        '| # | Pattern | Query shape |',
        '| AP1 | By id | `WHERE id = ?` |',
        '| AP2 | List | `LIMIT 10` |',
      ),
      reports: ['| # | Pattern | Query shape |'],
      says: 'Frequency',
      fixed: table(
        '| # | Pattern | Query shape | Frequency | Latency SLA |',
        '| AP1 | By id | `WHERE id = ?` | TBD | TBD |',
        '| AP2 | List | `LIMIT 10` | TBD | TBD |',
      ).text,
    },
    {
      title: 'an id that stands twice, and one that isn’t there',
      sql: '',
      document: {
        name: 'DATA-MODEL.md',
        text: `${tree.table('| AP1 | List | `WHERE a = ?` | 1/h | 1s |', '| AP1 | Get | `WHERE b = ?` | 1/h | 1s |').text}\n#### Indexes\n\n| Access pattern | Index needed | Type |\n| --- | --- | --- |\n| AP1 | (a) | btree |\n| AP7 | (b) | btree |\n`,
      },
      reports: ['AP1', 'AP7'],
    },
    {
      title: 'all that is asked for, in several forms',
      sql: '',
      document: tree.table(
        '| AP1 | List | `WHERE a = ?` | 1k/min | < 50ms |',
        '| AP2 | Get | `WHERE b = ?` | ~ 5 / day | ≤ 2 s |',
        '| AP3 | Report | `WHERE c = ?` | nightly | 5 min |',
        '| AP4 | Sum | `WHERE d = ?` | 1,200 req/s | p95 < 20 ms |',
        '| AP5 | Sum | `WHERE d = ?` | TBD | [latency] |',
      ),
      reports: [],
    },
    {
      title: 'a table of something else',
      sql: '',
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model: X\n\n## Entities\n\n### A\n- id: UUID\n\n## Open\n\n| # | Question | Answer |\n| --- | --- | --- |\n| 1 | Why? | often |\n',
      },
      reports: [],
    },
  ],
  document({ patterns }, context) {
    const ids = new Map<string, Set<string>>();
    for (const each of patterns?.tables ?? []) {
      if (each.roles.includes('id')) checkColumns(each, textOf(context), (at, message, edits) => context.report({ at, message, fixes: [{ title: 'Add the columns', kind: 'suggestion', edits }] })); // prettier-ignore
      const seen = ids.get(String(each.entity)) ?? new Set();
      ids.set(String(each.entity), seen);
      for (const { id, frequency, sla } of each.rows) {
        if (id && seen.has(id.text))
          context.report({
            at: id.span,
            message: `\`${id.text}\` is another pattern of this entity already. Give this one an id of its own, so that its index can be found.`,
          });
        if (id) seen.add(id.text);
        if (frequency && !isPlaceholder(frequency.text) && callsADay(frequency.text) === undefined)
          context.report({
            at: frequency.span,
            message: `The frequency “${frequency.text}” says no number. Write how often, such as \`100/min\` or \`daily\`.`,
          });
        if (sla && !isPlaceholder(sla.text) && milliseconds(sla.text) === undefined)
          context.report({
            at: sla.span,
            message: `The target “${sla.text}” can’t be measured. Write a time, such as \`< 50ms\`.`,
          });
      }
    }
    for (const { entity, rows } of patterns?.indexTables ?? []) {
      const known = ids.get(String(entity));
      for (const { text, span } of known ? rows.flatMap((row) => row.patterns) : []) {
        if (!known!.has(text))
          context.report({
            at: span,
            message: `There is no access pattern \`${text}\` here. Correct the id, or take the index out.`,
          });
      }
    }
  },
});

const HEADERS = {
  id: '#',
  pattern: 'Pattern',
  shape: 'Query shape',
  frequency: 'Frequency',
  sla: 'Latency SLA',
} as const;

function checkColumns(
  table: PatternTable,
  text: string,
  report: (at: { start: number; end: number }, message: string, edits: readonly Edit[]) => void,
): void {
  const missing = (['frequency', 'sla'] as const).filter((role) => !table.roles.includes(role));
  const [first] = table.header;
  if (missing.length === 0 || !first) return;
  const names = missing.map((role) => HEADERS[role]);
  const lineEnd = (at: number) => at + /^[^\r\n]*/.exec(text.slice(at))![0].trimEnd().length;
  const header = lineEnd(first.start);
  const start = text.lastIndexOf('\n', first.start) + 1;
  const delimiter = lineEnd(header + /^\s*/.exec(text.slice(header))![0].length);
  const insert = (at: number, cells: readonly string[]): Edit => ({
    at: { start: at, end: at },
    newText:
      text[at - 1] === '|' ? cells.map((cell) => ` ${cell} |`).join('') : cells.map((cell) => ` | ${cell}`).join(''),
  });
  report(
    { start, end: header },
    `These access patterns don’t say their ${names.join(' and ')}, so nobody can tell which indexes are worth it. Add ${names.length > 1 ? 'the columns' : 'the column'}.`,
    [
      insert(header, names),
      insert(
        delimiter,
        names.map(() => '---'),
      ),
      ...table.rows.map(({ span }) =>
        insert(
          lineEnd(span.end),
          names.map(() => 'TBD'),
        ),
      ),
    ],
  );
}
