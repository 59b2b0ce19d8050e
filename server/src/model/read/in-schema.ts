import type { Node, RangeVar } from '@pgsql/types';
import type { ConstraintFact, Op, QueryFact } from '../facts';
import type { Name } from '../names';
import { walk } from './expressions';

/** The elements of a CREATE SCHEMA are made in it, and find one another there before anything else. */
export function inSchema(elements: readonly Op[], schema: string): readonly Op[] {
  const made = new Set(elements.flatMap((op) => (isMade(op) ? [op.name.name] : [])));
  const within = <N extends Name>(name: N): N =>
    name.schema === undefined && made.has(name.name) ? { ...name, schema } : name;
  const query = (fact: QueryFact): QueryFact => {
    const tree = JSON.parse(fact.tree) as Node;
    walk(tree, (key, value) => {
      const relation = value as RangeVar;
      if (key === 'RangeVar' && relation.schemaname === undefined && made.has(relation.relname ?? ''))
        relation.schemaname = schema;
    });
    return { ...fact, tree: JSON.stringify(tree), reads: fact.reads.map(within) };
  };
  const constraint = (fact: ConstraintFact): ConstraintFact =>
    fact.references ? { ...fact, references: { ...fact.references, table: within(fact.references.table) } } : fact;
  return elements.map((op) => {
    if (op.op === 'create table') {
      return {
        ...op,
        name: { schema, ...op.name },
        constraints: op.constraints.map(constraint),
        like: op.like.map((like) => ({ ...like, table: within(like.table) })),
        inherits: op.inherits.map(within),
        ...(op.partitionOf && { partitionOf: within(op.partitionOf) }),
        ...(op.query && { query: { ...query(op.query), names: op.query.names } }),
      };
    }
    if (op.op === 'create view') return { ...op, name: { schema, ...op.name }, query: query(op.query) };
    if (op.op === 'create sequence') return { ...op, name: { schema, ...op.name } };
    return 'table' in op ? { ...op, table: within(op.table) } : op;
  });
}

function isMade(op: Op): op is Extract<Op, { op: 'create table' | 'create view' | 'create sequence' }> {
  return op.op === 'create table' || op.op === 'create view' || op.op === 'create sequence';
}
