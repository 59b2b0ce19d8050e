import type { SpecFacts } from '../../spec/facts';
import { defineRule, type DocumentContext, type Fix } from '../define-rule';
import type { Demand } from '../lib/demand';
import { bothWays, textOf } from '../lib/documents';
import { tree } from '../lib/pattern-examples';
import { demandsOfPattern, nameOf, patternPairs, weightOf, type PatternPair } from '../lib/patterns';
import { makeIndex } from '../lib/schema-fixes';
import { bestServer, wantedIndex } from '../lib/serving';
import { describe, isOwnTable } from '../lib/tables';

type Context = DocumentContext<Record<never, never>>;

const WITH_INDEXES =
  tree.schema +
  'CREATE INDEX idx_sources_owner ON sources (owner_id, created_at DESC);\n' +
  "CREATE INDEX idx_sources_active ON sources (owner_id) WHERE status = 'active';\n" +
  'CREATE INDEX idx_sources_name ON sources USING gin (name gin_trgm_ops);\n' +
  'CREATE INDEX idx_crawls_source ON crawls (source_id, started_at DESC);\n';

export default defineRule({
  id: 'access-pattern-index',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'document',
  covers: [
    'AP-index', 'AP-sla-vs-index', 'IDX-where', 'IDX-order-by', 'IDX-composite-order', 'IDX-partial-common', 'IDX-partial-implied', 'IDX-trgm-ilike', 'IDX-jsonb-gin',
  ], // prettier-ignore
  docs: {
    summary: 'Each access pattern has an index that serves it, or is too seldom or too slow to need one.',
    why:
      'A query without an index reads the whole table, and that gets slower with each row. An index serves where its first columns are compared with one value, then ' +
      'comes a range or the order; a partial index only where the query has its condition too. What runs at most once an hour or may take five seconds is mentioned ' +
      'lightly, and not at all where the Indexes table or a note says why there is none.',
    whenOff: 'While a document is written ahead of its indexes.',
    references: [
      {
        title: 'PostgreSQL: Multicolumn Indexes',
        url: 'https://www.postgresql.org/docs/current/indexes-multicolumn.html',
      },
      {
        title: 'PostgreSQL: Indexes and ORDER BY',
        url: 'https://www.postgresql.org/docs/current/indexes-ordering.html',
      },
      { title: 'PostgreSQL: Partial Indexes', url: 'https://www.postgresql.org/docs/current/indexes-partial.html' },
    ],
  },
  examples: [
    {
      title: 'a list without its index, and a search inside of text',
      sql: tree.schema,
      document: tree.document('`WHERE owner_id = ? ORDER BY created_at DESC LIMIT 25`', "`WHERE name ILIKE '%x%'`"),
      reports: ['WHERE owner_id = ? ORDER BY created_at DESC LIMIT 25', "WHERE name ILIKE '%x%'"],
      says: '(owner_id, created_at DESC)',
      fixedSql: tree.schema.replace(
        /(CREATE TABLE sources [^;]*;\n)/,
        '$1CREATE INDEX idx_sources_owner_id_created_at ON sources (owner_id, created_at DESC);\nCREATE INDEX idx_sources_name ON sources USING gin (name gin_trgm_ops);\n',
      ),
    },
    {
      title: 'an index that finds the rows and doesn’t sort them, and one of other rows',
      sql: `${tree.schema}CREATE INDEX idx_sources_owner ON sources (owner_id) WHERE status = 'active';\nCREATE INDEX idx_crawls_source ON crawls (source_id);\n`,
      document: tree.document('`WHERE owner_id = ?`', '`WHERE source_id = ? ORDER BY started_at DESC LIMIT 10`'),
      reports: ['WHERE owner_id = ?', 'WHERE source_id = ? ORDER BY started_at DESC LIMIT 10'],
      says: 'no index',
    },
    {
      title: 'each has its own',
      sql: WITH_INDEXES,
      document: tree.document(
        '`WHERE owner_id = ? ORDER BY created_at DESC LIMIT 25`',
        '`WHERE id = ?`',
        "`WHERE name ILIKE '%query%'`",
        "`WHERE owner_id = ? AND status = 'active'`",
        '`WHERE source_id = ? ORDER BY started_at DESC LIMIT 10`',
      ),
      reports: [],
    },
    {
      title: 'a reason why there is none',
      sql: tree.schema,
      document: {
        name: 'DATA-MODEL.md',
        text: `${tree.document('`WHERE owner_id = ?`').text}\n#### Indexes\n\n| Access pattern | Index needed | Type | Rationale |\n| --- | --- | --- | --- |\n| AP1 | none | — | Few rows, and rarely asked for |\n`,
      },
      reports: [],
    },
    {
      title: 'what the schema doesn’t have, and no conditions at all',
      sql: tree.schema,
      document: tree.document('`WHERE nothing = ?`', '`LIMIT 10`', '`WHERE owner_id = ? OR name = ?`'),
      reports: [],
    },
  ],
  document(document, context) {
    const excused = excusedIn(document);
    for (const pair of patternPairs(document, context)) {
      const { shape, id } = pair.pattern;
      if (!shape || excused.has(`${pair.of.entity} ${id?.text}`) || isExcuse(pair.pattern.remark?.text)) continue;
      const demand = demandsOfPattern(pair, context).find((each) => isOwnTable(each.table) && lacks(each));
      if (demand) report(pair, demand, document, context);
    }
  },
});

const lacking = new WeakMap<Demand, boolean>();

function lacks(demand: Demand): boolean {
  let known = lacking.get(demand);
  if (known === undefined) lacking.set(demand, (known = isUnserved(demand)));
  return known;
}

function isUnserved(demand: Demand): boolean {
  const { equal, ranges, inside, expressions, order, limited, unclear, table } = demand;
  if (table.open || unclear) return false;
  const asks = equal.length + ranges.length + inside.length + expressions.length > 0 || (order.length > 0 && limited);
  return asks && bestServer(demand)?.service !== 'all' && wantedIndex(demand) !== undefined;
}

function report(pair: PatternPair, demand: Demand, document: SpecFacts, context: Context): void {
  const { table } = demand;
  const served = bestServer(demand);
  const wanted = wantedIndex(demand)!;
  const weight = weightOf(pair.pattern);
  const target = pair.pattern.sla ? ` in ${pair.pattern.sla.text.replace(/^[<≤\s]+/, '')}` : '';
  const what = served
    ? `\`${served.server.name}\` finds the rows of ${nameOf(pair)} but not in this order, so that all of them are sorted each time`
    : `${nameOf(pair)} has no index of ${describe(table)} that serves it, so it reads the whole table each time`;
  const rate = pair.pattern.frequency ? ` (${pair.pattern.frequency.text}${target})` : '';
  context.report({
    at: pair.pattern.shape!.span,
    message: `${what}${rate}. Make an index on \`${wanted.sql.trim()}\`${weight === 'light' ? ', or say in the Indexes table why there is none' : ''}.`,
    atMost: weight === 'light' ? 'hint' : weight === 'usual' ? 'warning' : 'error',
    fixes: bothWays(document, context.authority, {
      toSchema: makeIndex(table, wanted, context),
      toDocument: excuse(pair, document, context),
    }),
  });
}

/** A row of the Indexes table that says why there is none. */
function excuse({ pattern, of }: PatternPair, { patterns }: SpecFacts, context: Context): Fix | undefined {
  const table = patterns?.indexTables.find(
    ({ entity, places }) => entity === of.entity && places.pattern !== undefined,
  );
  if (!table || !pattern.id) return undefined;
  const cells = table.header.map((_, i) =>
    i === table.places.pattern
      ? pattern.id!.text
      : i === table.places.index
        ? 'none'
        : i === table.places.reason
          ? 'say why'
          : '—',
  );
  const text = textOf(context);
  const at = table.rows.at(-1)?.span.end ?? table.span.end;
  const end = at + /^[^\r\n]*/.exec(text.slice(at))![0].trimEnd().length;
  return {
    title: 'Say in the Indexes table that there is none',
    kind: 'suggestion',
    edits: [{ at: { start: end, end }, newText: `\n| ${cells.join(' | ')} |` }],
  };
}

/** The patterns of which the Indexes table says that they need none. */
function excusedIn({ patterns }: SpecFacts): ReadonlySet<string> {
  return new Set(
    (patterns?.indexTables ?? []).flatMap(({ entity, rows }) =>
      rows.flatMap((row) => (isExcuse(row.index?.text) ? row.patterns.map(({ text }) => `${entity} ${text}`) : [])),
    ),
  );
}

function isExcuse(text: string | undefined): boolean {
  return (
    text !== undefined &&
    /^(?:none|no index|not needed|n\/a|—|-|seq(?:uential)? scan|full scan)(?![\p{L}\p{N}_])/iu.test(text)
  );
}
