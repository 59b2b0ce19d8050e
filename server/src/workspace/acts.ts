import type { Node } from '@pgsql/types';
import { readActs, type Act } from '../model/effects/acts';
import type { Before } from '../model/effects/effect';
import { allOps } from '../model/facts';
import type { SchemaView, Source } from '../model/schema';
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
function actsOf(sql: SqlText, statement: Statement): StatementActs | undefined {
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
}

/** Goes through statements of a file, in their order. What `before` gives is only good during the call. */
export function walk(
  root: Root,
  text: FoldedText,
  statements: readonly Statement[],
  visit: (walked: Walked, before: Before) => void,
): void {
  const steps = statements.flatMap((statement) => {
    const read = actsOf(text.sql, statement);
    if (!read) return [];
    const source = text.source(statement) ?? { file: text.file, statement, path: text.pathAt(statement) };
    return [{ ...read, statement, source, names: namesOf(text.sql, statement, read.acts) }];
  });
  const { version } = root.postgres;
  root.model.walk(steps, (step, schema: SchemaView) => visit(step, { schema, path: step.source.path, version }));
}

/** The bare names of all that a statement has to do with. */
function namesOf(sql: SqlText, statement: Statement, acts: readonly Act[]): string[] {
  const { facts } = sql.result(statement);
  const { names, mentions } = touched(facts);
  const calls = [...allOps(facts)].flatMap((op) => (op.op === 'add column' ? (op.column.default?.calls ?? []) : []));
  const own = acts.flatMap((act) => {
    if ('tables' in act) return act.tables;
    if ('table' in act) return act.table ?? [];
    return 'name' in act && typeof act.name === 'object' ? act.name : [];
  });
  return [...names, ...mentions, ...[...calls, ...own].map(({ name }) => name)];
}
