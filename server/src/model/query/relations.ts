import type { CommonTableExpr, Node, RangeVar, WithClause } from '@pgsql/types';
import type { Span } from '../../base/span';
import type { Name } from '../names';
import { QueryText } from './text';

/** A relation that a query names. */
export interface RelationUse {
  readonly name: Name;
  readonly access: 'read' | 'write';
  /** The name without its schema. */
  readonly span: Span;
}

/** Statements that hold a query, or are one. */
const STATEMENTS = new Set([
  'SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt', 'ViewStmt', 'CreateTableAsStmt', 'CopyStmt',
  'TruncateStmt', 'RuleStmt', 'ExplainStmt', 'PrepareStmt', 'DeclareCursorStmt', 'CallStmt', 'ReturnStmt',
]); // prettier-ignore

const WRITERS = new Set(['InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt', 'TruncateStmt']);

/** What is made, and what names an alias. */
const NOT_USED = new Set(['into', 'intoClause', 'view', 'lockedRels', 'withClause']);

interface Step {
  readonly node: unknown;
  readonly ctes: ReadonlySet<string>;
  readonly access: 'read' | 'write';
}

/** The names of relations that a query reads or writes, in order and without CTEs; no schema is needed. */
export function relationsOf(
  node: Node,
  sql: string,
  at: (location: number | undefined) => number,
): readonly RelationUse[] {
  const [kind = ''] = Object.keys(node);
  if (!STATEMENTS.has(kind)) return [];
  const text = new QueryText(sql, at);
  const found: RelationUse[] = [];
  // A tree may be too deep to recurse.
  const rest: Step[] = [{ node, ctes: new Set(), access: 'read' }];
  for (let step = rest.pop(); step; step = rest.pop()) {
    const { node: next, ctes, access } = step;
    if (typeof next !== 'object' || next === null) continue;
    if ('relname' in next) {
      const use = relationUse(text, next as RangeVar, access);
      if (access === 'write' || use.name.schema !== undefined || !ctes.has(use.name.name)) found.push(use);
      continue;
    }
    const seen = 'withClause' in next ? pushWith(rest, next.withClause as WithClause, ctes) : ctes;
    for (const [key, value] of Object.entries(next)) {
      if (NOT_USED.has(key) || typeof value !== 'object') continue;
      const writes = key === 'relation' || key === 'relations' || /^\d+$/.test(key) || key === 'RangeVar';
      if (WRITERS.has(key)) rest.push(...stepsOf(value, seen));
      else if (key === 'CopyStmt')
        rest.push({ node: value, ctes: seen, access: (value as { is_from?: boolean }).is_from ? 'write' : 'read' }); // prettier-ignore
      else rest.push({ node: value, ctes: seen, access: writes ? access : 'read' });
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

/** The parts of a statement that writes: only its target is written. */
function stepsOf(stmt: object, outer: ReadonlySet<string>): Step[] {
  const steps: Step[] = [];
  const ctes = 'withClause' in stmt ? pushWith(steps, stmt.withClause as WithClause, outer) : outer;
  for (const [key, node] of Object.entries(stmt)) {
    if (NOT_USED.has(key)) continue;
    steps.push({ node, ctes, access: key === 'relation' || key === 'relations' ? 'write' : 'read' });
  }
  return steps;
}

/** The queries of a WITH clause; returns the names that are visible behind it. */
function pushWith(rest: Step[], clause: WithClause, outer: ReadonlySet<string>): ReadonlySet<string> {
  const nodes = (clause.ctes ?? []).flatMap((node): CommonTableExpr[] =>
    'CommonTableExpr' in node ? [node.CommonTableExpr] : [],
  );
  const all = new Set([...outer, ...nodes.map((cte) => cte.ctename ?? '')]);
  const before = new Set(outer);
  for (const cte of nodes) {
    rest.push({ node: cte.ctequery, ctes: clause.recursive ? all : new Set(before), access: 'read' });
    before.add(cte.ctename ?? '');
  }
  return all;
}

function relationUse(text: QueryText, range: RangeVar, access: 'read' | 'write'): RelationUse {
  const name = range.relname ?? '';
  const parts = 1 + (range.schemaname === undefined ? 0 : 1) + (range.catalogname === undefined ? 0 : 1);
  const span = text.parts(text.index(range.location), parts).at(-1)!;
  return { name: range.schemaname === undefined ? { name } : { schema: range.schemaname, name }, access, span };
}
