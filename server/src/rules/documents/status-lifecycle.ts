import type { Span } from '../../base/span';
import type { OutlineTable, SpecFacts, Written } from '../../spec/facts';
import { defineRule, type DocumentContext } from '../define-rule';
import { valuesOf } from '../lib/described';
import { bothWays, pairsOf, textOf } from '../lib/documents';
import { listed } from '../lib/names';
import { misnamed } from '../lib/similar';

const SCHEMA = "CREATE TABLE orders (id uuid PRIMARY KEY, status text CHECK (status IN ('draft', 'paid', 'done')));";
const model = (rows: string) =>
  `# Orders Data Model\n\n## Tables\n\n### orders\n\n- id: UUID (PK)\n- status: TEXT\n\n## Status Lifecycle\n\n| Status | Description | Transitions To |\n|---|---|---|\n${rows}`;

export default defineRule({
  id: 'status-lifecycle',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'document',
  covers: ['LIFE-status-values', 'LIFE-transition-target', 'CHK-transition'],
  docs: {
    summary: 'The states of a lifecycle are those of the schema, and each transition leads to one of them.',
    why:
      'A state that only the document knows is refused by the check, and one that only the schema knows is never left. A transition to an unknown state is ' +
      'mostly a slip. The lifecycle is compared with the status column whose values have most in common with it.',
    whenOff: 'Where lifecycles are told of processes, not of columns.',
    references: [
      {
        title: 'PostgreSQL: Check Constraints',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-CHECK-CONSTRAINTS',
      },
    ],
  },
  examples: [
    {
      title: 'a transition to nowhere',
      sql: SCHEMA,
      document: {
        name: 'data-model.md',
        text: model('| draft | new | paid |\n| paid | money is there | shipped |\n| done | over | — |\n'),
      },
      reports: ['shipped'],
      says: '`shipped`',
    },
    {
      title: 'a state that is never reached',
      sql: SCHEMA,
      document: {
        name: 'data-model.md',
        text: model('| draft | new | paid |\n| paid | money is there | — |\n| done | over | — |\n'),
      },
      reports: ['done'],
    },
    {
      title: 'a slip',
      sql: SCHEMA,
      document: {
        name: 'data-model.md',
        text: model('| draft | new | piad |\n| paid | money is there | done |\n| done | over | — |\n'),
      },
      reports: ['piad'],
      fixed: model('| draft | new | paid |\n| paid | money is there | done |\n| done | over | — |\n'),
    },
    {
      title: 'one state fewer than the schema has',
      sql: SCHEMA,
      document: { name: 'data-model.md', text: model('| draft | new | paid |\n| paid | money is there | — |\n') },
      reports: ['draft'],
      says: '`done`',
    },
    {
      title: 'other states than the schema has',
      sql: SCHEMA,
      document: {
        name: 'data-model.md',
        text: model('| draft | new | paid |\n| paid | money is there | closed |\n| closed | over | — |\n'),
      },
      reports: ['closed'],
      says: 'has no `closed`',
    },
    {
      title: 'the same',
      sql: SCHEMA,
      document: {
        name: 'data-model.md',
        text: model(
          '| `draft` | new | `paid`, `done` |\n| `paid` | money is there | `done` |\n| `done` | over | (terminal) |\n',
        ),
      },
      reports: [],
    },
    {
      title: 'states of something else',
      sql: SCHEMA,
      document: {
        name: 'data-model.md',
        text: model('| queued | new | running |\n| running | at work | ok |\n| ok | over | none |\n'),
      },
      reports: [],
    },
  ],
  document(document, context) {
    for (const table of document.outline?.tables ?? [])
      if (table.topic === 'lifecycle') check(document, table, context);
  },
});

function check(document: SpecFacts, table: OutlineTable, context: DocumentContext<never>): void {
  const states = table.rows
    .flatMap(({ cells }) => cells.get('status') ?? [])
    .filter(({ text }) => /^[\w -]+$/.test(text));
  const known = new Set(states.map(({ text }) => text.toLowerCase()));
  const reached = new Set<string>();
  let slips = 0;
  for (const { cells } of table.rows) {
    for (const target of targetsOf(cells.get('transitions'))) {
      reached.add(target.text.toLowerCase());
      if (known.has(target.text.toLowerCase())) continue;
      slips++;
      const message = `There is no state \`${target.text}\` in this table, so nothing can lead to it. Add it, or correct the name.`;
      context.report(misnamed(target.span, message, target.text, states.map(({ text }) => text))); // prettier-ignore
    }
  }
  const [first] = states;
  // What a slip meant to lead to isn't unreached.
  for (const state of slips > 0 ? [] : states) {
    if (state === first || reached.has(state.text.toLowerCase()) || reached.size === 0) continue;
    context.report({
      at: state.span,
      message: `No transition leads to \`${state.text}\`. Add the one that does, or take the state out.`,
    });
  }
  compare(document, table, states, known, context);
}

function compare(
  document: SpecFacts,
  lifecycle: OutlineTable,
  states: readonly Written[],
  known: ReadonlySet<string>,
  context: DocumentContext<never>,
): void {
  let best: { readonly name: string; readonly values: readonly string[]; readonly common: number } | undefined;
  for (const { table } of pairsOf(document, context)) {
    for (const column of table.columns) {
      const values = /status|state|phase|stage/i.test(column.name)
        ? valuesOf(table, column, context.schema)
        : undefined;
      const common = values?.filter((value) => known.has(value.toLowerCase())).length ?? 0;
      if (values && common > (best?.common ?? 0)) best = { name: `${table.name}.${column.name}`, values, common };
    }
  }
  if (!best || best.common * 2 < states.length) return;
  const has = new Set(best.values.map((value) => value.toLowerCase()));
  const extra = states.filter(({ text }) => !has.has(text.toLowerCase()));
  const missing = best.values.filter((value) => !known.has(value.toLowerCase()));
  const [at] = extra.length > 0 ? extra : states;
  if (extra.length + missing.length === 0 || !at) return;
  const parts = [
    ...(extra.length > 0
      ? [
          `has no ${listed(
            extra.map(({ text }) => text),
            'or',
          )}`,
        ]
      : []),
    ...(missing.length > 0 ? [`also has ${listed(missing)}`] : []),
  ];
  const add =
    extra.length === 0
      ? {
          title: missing.length === 1 ? 'Add the row' : 'Add the rows',
          kind: 'suggestion' as const,
          edits: [
            {
              at: behindRows(lifecycle, context),
              newText: missing.map((state) => `\n${rowOf(lifecycle, state)}`).join(''),
            },
          ],
        }
      : undefined;
  const swap =
    extra.length === 1 && missing.length === 1
      ? {
          title: `Change to \`${missing[0]!}\``,
          kind: 'suggestion' as const,
          edits: [{ at: at.span, newText: missing[0]! }],
        }
      : undefined;
  context.report({
    at: at.span,
    message: `\`${best.name}\` ${parts.join(' and ')} in the schema. Correct the one that is wrong.`,
    fixes: bothWays(document, context.authority, { toDocument: swap ?? add }),
  });
}

function behindRows({ rows, span: { end } }: OutlineTable, context: DocumentContext<never>): Span {
  const from = rows.at(-1)?.span.end ?? end;
  const at = from + /^[^\r\n]*/.exec(textOf(context).slice(from))![0].trimEnd().length;
  return { start: at, end: at };
}

function rowOf({ roles }: OutlineTable, state: string): string {
  return `|${roles.map((role) => (role === 'status' ? ` ${state} ` : ' ')).join('|')}|`;
}

/** The states that a cell names: `paid, done`, `→ paid / done`. */
function targetsOf(cell: Written | undefined): readonly Written[] {
  if (!cell || /^[[{<]|^\W*(?:none|terminal|final|end|n\/?a|-|—|–|нет)\W*$/i.test(cell.text)) return [];
  return [...cell.text.matchAll(/[A-Za-z_][\w-]*/g)]
    .filter(([word]) => !/^(?:or|and|to|none|terminal)$/i.test(word))
    .filter(({ index }) => !isInParentheses(cell.text, index))
    .map(({ 0: word, index }) => ({
      text: word,
      span: { start: cell.span.start + index, end: cell.span.start + index + word.length },
    }));
}

function isInParentheses(text: string, index: number): boolean {
  return text.lastIndexOf('(', index) > text.lastIndexOf(')', index);
}
