import type { ConstraintFact, OpOf } from '../facts';
import { column as columnOf, type Constraint, type Table } from '../schema';
import type { Before, Draft } from './effect';
import type { Form } from './forms';
import { changeRewrites, isConstrainedDomain, isVolatile } from './types';

export function addColumn({ table, column, constraints }: OpOf<'add column'>, before: Before): Draft[] {
  const { schema, path, version } = before;
  const found: Draft[] = [];
  const isNull = column.default === undefined || /^null\b/i.test(column.default.text);
  const rewrites =
    column.type.serial !== undefined ||
    column.identity !== undefined ||
    column.generated?.stored === true ||
    (column.default !== undefined && isVolatile(column.default, schema, path) === true) ||
    isConstrainedDomain(column.type, schema, path);
  const required = column.notNull && isNull && column.generated === undefined;
  found.push([
    rewrites
      ? 'add column that is rewritten'
      : !isNull && version < 11
        ? 'add column with a default before 11'
        : required
          ? 'add column that is checked'
          : 'add column',
    table,
  ]);
  for (const constraint of constraints) {
    const target = constraint.references?.table;
    if (target)
      found.push([isNull ? 'add column with a reference' : 'add column with a reference and a default', table, [target]]); // prettier-ignore
    else if (isKeyKind(constraint)) found.push(['add column with a key', table]);
    else if (constraint.kind === 'check') found.push(['add column that is checked', table]);
  }
  return found;
}

export function isKeyKind({ kind }: Pick<ConstraintFact, 'kind'>): boolean {
  return kind === 'primary key' || kind === 'unique' || kind === 'exclude';
}

export function alterColumn(
  { table: name, column: columnName, change }: OpOf<'alter column'>,
  converts: boolean,
  before: Before,
): Form {
  const { schema, path, version } = before;
  const table = schema.resolve(name, path);
  const column = table && columnOf(table, columnName);
  switch (change.set) {
    case 'default':
      return 'set default';
    case 'identity':
      return 'set identity';
    case 'expression':
      return change.generated ? 'set expression' : 'drop expression';
    case 'not null': {
      if (!change.notNull) return 'drop not null';
      const proven =
        column?.notNull === true || (version >= 12 && table !== undefined && provesNotNull(table, columnName));
      return proven && !lacksProof(table, columnName) ? 'set not null that is proven' : 'set not null';
    }
    case 'type': {
      if (converts) return 'set type that is rewritten';
      const rewrites = column && changeRewrites(column, change.type, before);
      if (!column || rewrites === undefined || rewrites) return 'set type that is rewritten';
      const indexed = table.indexes.some((index) => index.keys.some((key) => key.column === columnName)) || table.constraints.some((each) => isKeyKind(each) && each.columns.includes(columnName)); // prettier-ignore
      if (indexed && (change.collation ?? 'default') !== (column.collation ?? 'default')) return 'set type with an index made anew'; // prettier-ignore
      const checked = table.constraints.some(({ kind, expression }) => kind === 'check' && expression?.columns.includes(columnName)); // prettier-ignore
      return checked ? 'set type that is checked' : 'set type';
    }
  }
}

/** NOT NULL that is NOT VALID: rows may still be null. */
function lacksProof(table: Table | undefined, column: string): boolean {
  return table?.constraints.some(({ kind, columns, validated }) => kind === 'not null' && columns[0] === column && !validated) ?? false; // prettier-ignore
}

/** Whether a CHECK that holds for all rows says that a column is not null: PostgreSQL then needs to read none. */
export function provesNotNull(table: Table, column: string): boolean {
  return table.constraints.some(
    ({ kind, validated, enforced, expression }) =>
      kind === 'check' &&
      validated &&
      enforced &&
      expression?.tree !== undefined &&
      impliesNotNull(expression.tree, column),
  );
}

function impliesNotNull(tree: NonNullable<NonNullable<Constraint['expression']>['tree']>, column: string): boolean {
  if ('NullTest' in tree) {
    const { nulltesttype, arg } = tree.NullTest;
    const ref = arg && 'ColumnRef' in arg ? arg.ColumnRef.fields?.at(-1) : undefined;
    return nulltesttype === 'IS_NOT_NULL' && ref !== undefined && 'String' in ref && ref.String.sval === column;
  }
  if (!('BoolExpr' in tree)) return false;
  return tree.BoolExpr.boolop === 'AND_EXPR' && (tree.BoolExpr.args ?? []).some((arg) => impliesNotNull(arg, column));
}
