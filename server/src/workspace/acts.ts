import type { Node } from '@pgsql/types';
import { readActs, type Act } from '../model/effects/acts';
import type { Before } from '../model/effects/effect';
import { allOps } from '../model/facts';
import type { SchemaView, Source } from '../model/schema';
import type { Step } from '../model/schema-model';
import { touched } from '../model/touch';
import { maskTemplates } from '../sql/mask';
import { MAX_SYNC_LENGTH } from '../sql/pg-parser';
import type { Statement } from '../sql/statements';
import type { FoldedText } from './folded-text';
import type { Root } from './root';
import type { SqlText } from './sql-text';

/** What a statement does, with the tree that says so; undefined for what is empty or broken. */
export interface StatementActs {
  readonly acts: readonly Act[];
  /** Undefined where the head of the statement said enough: rows. */
  readonly node?: Node;
}

const ROWS = /^(?:insert|copy)\b/i;
const known = new WeakMap<Statement, StatementActs | 'none'>();

/** Reads a statement once for as long as no edit touches it. */
export function actsOf(sql: SqlText, statement: Statement): StatementActs | undefined {
  let acts = known.get(statement);
  if (!acts) known.set(statement, (acts = read(sql, statement) ?? 'none'));
  return acts === 'none' ? undefined : acts;
}

function read(text: SqlText, statement: Statement): StatementActs | undefined {
  if (statement.empty) return undefined;
  const { facts, problem } = text.result(statement);
  const sql = text.sql(statement);
  if (problem || sql.startsWith('\\') || sql.length > MAX_SYNC_LENGTH) return undefined;
  const span = { start: 0, end: sql.length };
  if (ROWS.test(sql)) return { acts: [{ act: 'write', verb: /^i/i.test(sql) ? 'INSERT' : 'COPY', where: true, span }] };
  const parsed = text.parser.parse(maskTemplates(sql));
  if (!parsed.ok || !parsed.node) return undefined;
  return { acts: readActs(parsed.node, facts, sql, parsed.offsets), node: parsed.node };
}

/** A statement with the schema as it is just before it. */
export interface Walked extends StatementActs {
  readonly statement: Statement;
  readonly source: Source;
  /** The bare names of all that the statement has to do with. */
  readonly names: readonly string[];
}

/** Goes through statements of a file, in their order. What `before` gives is only good during the call. */
export function walk(
  { model, postgres }: Pick<Root, 'model' | 'postgres'>,
  text: FoldedText,
  statements: readonly Statement[],
  visit: (walked: Walked, before: Before) => void,
): void {
  const steps = statements.flatMap((statement) => {
    const read = actsOf(text.sql, statement);
    if (!read) return [];
    const source = text.source(statement) ?? { file: text.file, statement, path: text.pathAt(statement) };
    return [{ ...read, statement, source, ...namesOf(text.sql, statement, read.acts) }];
  });
  const { version } = postgres;
  model.walk(steps, (step, schema: SchemaView) => {
    const isUtc = () => timeZoneAt(text.sql, step.statement) === 'utc';
    visit(step, { schema, path: step.source.path, version, isUtc });
  });
}

/** What the file has set the session's time zone to, in small letters. */
function timeZoneAt(sql: SqlText, statement: Statement): string | undefined {
  let zone: string | undefined;
  for (const earlier of sql.statements) {
    if (earlier === statement) break;
    for (const act of actsOf(sql, earlier)?.acts ?? [])
      if (act.act === 'set' && act.name === 'timezone') zone = act.value?.toLowerCase();
  }
  return zone;
}

function namesOf(sql: SqlText, statement: Statement, acts: readonly Act[]): Pick<Step, 'names' | 'everything'> {
  const { facts } = sql.result(statement);
  const { names, mentions, everything } = touched(facts);
  const calls = [...allOps(facts)].flatMap((op) => (op.op === 'add column' ? (op.column.default?.calls ?? []) : []));
  const own = acts.flatMap((act) => {
    if ('tables' in act) return act.tables;
    if ('table' in act) return act.table ?? [];
    return 'name' in act && typeof act.name === 'object' ? act.name : [];
  });
  return { names: [...names, ...mentions, ...[...calls, ...own].map(({ name }) => name)], everything };
}
