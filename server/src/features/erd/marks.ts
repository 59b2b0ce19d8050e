import { Yielder, type CancelToken } from '../../base/cancel';
import type { Clock } from '../../base/ports';
import { isOrigin } from '../../lint/finding';
import type { Linter } from '../../lint/linter';
import { placeOf, type Table } from '../../model/schema';
import type { Severity } from '../../rules/define-rule';
import type { Root } from '../../workspace/root';

/** What is wrong with a table: how many findings, the worst, and what they say. */
export interface TableMarks {
  readonly worst: Severity;
  readonly count: number;
  /** The first few. */
  readonly messages: readonly string[];
  readonly columns: Readonly<Record<string, Severity>>;
  /** Its statement has a syntax error: what is shown is how it was before. */
  readonly broken?: true;
}

export interface ErdMarks {
  readonly tables: Readonly<Record<string, TableMarks>>;
  /** Statements of the schema with a syntax error. */
  readonly broken: number;
}

const ORDER: readonly Severity[] = ['error', 'warning', 'info', 'hint'];
const SHOWN = 3;

/** Collects the findings of a root by table. Gives the event loop its turns; throws where it is cancelled. */
export async function marksOf(root: Root, linter: Linter, clock: Clock, token: CancelToken): Promise<ErdMarks> {
  const yielder = new Yielder(() => clock.now(), token);
  const marks = new Map<
    string,
    { worst: Severity; count: number; messages: string[]; columns: Record<string, Severity>; broken?: true }
  >();
  const of = (key: string, severity: Severity) => {
    let mark = marks.get(key);
    if (!mark) marks.set(key, (mark = { worst: severity, count: 0, messages: [], columns: {} }));
    mark.worst = worse(mark.worst, severity);
    return mark;
  };
  let broken = 0;
  const brokenStatements = new Set<object>();
  for (const path of root.files) {
    await yielder.pause();
    const sql = root.text(path)?.sql;
    for (const statement of sql?.statements ?? []) {
      const { problem } = sql!.result(statement);
      if (!problem || problem.unread) continue;
      broken++;
      brokenStatements.add(statement);
    }
    for (const finding of linter.findings(path)) {
      if (finding.object === undefined || finding.severity === 'hint') continue;
      const table = root.model.table(finding.object);
      if (!table) continue;
      const mark = of(table.partitionOf ?? table.key, finding.severity);
      mark.count++;
      if (mark.messages.length < SHOWN) mark.messages.push(finding.message);
      const column = isOrigin(finding.at) ? columnAt(table, finding.at) : undefined;
      if (column !== undefined) mark.columns[column] = worse(mark.columns[column] ?? 'hint', finding.severity);
    }
  }
  if (broken > 0) {
    for (const table of root.model.tables()) {
      if (!brokenStatements.has(table.origin.source.statement)) continue;
      const mark = of(table.key, 'error');
      mark.broken = true;
    }
  }
  return { tables: Object.fromEntries(marks), broken };
}

function columnAt(table: Table, at: Table['origin']): string | undefined {
  const { file } = at.source;
  const { start } = placeOf(at);
  return table.columns.find(({ origin }) => {
    const place = placeOf(origin);
    return origin.source.file === file && place.start <= start && start < place.end;
  })?.name;
}

function worse(a: Severity, b: Severity): Severity {
  return ORDER.indexOf(a) <= ORDER.indexOf(b) ? a : b;
}
