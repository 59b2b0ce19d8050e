import type { Op } from '../facts';

/** `AlterTablePass` of PostgreSQL's tablecmds.c: an ALTER TABLE drops before it adds, whatever the order of its parts. */
function passOf(op: Op): number {
  switch (op.op) {
    case 'drop column':
    case 'drop constraint':
      return 0;
    case 'alter column':
      return passOfChange(op);
    case 'add column':
      return 2;
    case 'add constraint':
      return op.constraint.kind === 'check' ? 4 : op.constraint.kind === 'foreign key' ? 7 : 6;
    default:
      return 8;
  }
}

function passOfChange({ change }: Extract<Op, { op: 'alter column' }>): number {
  switch (change.set) {
    case 'type':
      return 1;
    case 'not null':
      return change.notNull ? 5 : 0;
    case 'default':
      return change.default ? 7 : 0;
    case 'identity':
      return change.how === 'drop' ? 0 : change.how === 'add' ? 7 : 8;
    case 'expression':
      return change.generated ? 3 : 0;
  }
}

const OF_ALTER_TABLE: ReadonlySet<Op['op']> = new Set([
  'drop column', 'drop constraint', 'alter column', 'add column', 'add constraint',
]); // prettier-ignore

/** The operations of a statement in the order in which PostgreSQL does them. */
export function inPasses(ops: readonly Op[]): readonly Op[] {
  if (ops.length < 2 || !ops.some((op) => OF_ALTER_TABLE.has(op.op))) return ops;
  if (ops.some((op) => !('table' in op) || op.op === 'create index')) return ops;
  return [...ops].sort((a, b) => passOf(a) - passOf(b));
}
