import type { SchemaEnv } from '../../model/env';
import { canCoerce } from '../../model/expr/candidates';
import type { SqlType } from '../../model/expr/env';
import { binaryCoercible } from '../../model/expr/pathways';
import { idOf, TypeTable } from '../../model/expr/type-table';
import { quoteName } from '../../model/names';
import {
  column,
  referencedColumns,
  type Column,
  type Constraint,
  type SchemaView,
  type Table,
} from '../../model/schema';
import type { Edit } from '../define-rule';
import { replace } from './edits';
import { likeCase, type Texts } from './syntax';
import { envOfColumns, typeOfColumn } from './type-env';
import { shortType } from './types';

/** A column of a foreign key and the one that it points to, with their types; domains are what they stand on. */
export interface KeyPair {
  readonly from: Column;
  readonly to: Column;
  readonly fromType: SqlType;
  readonly toType: SqlType;
  /** Whether PostgreSQL takes the pair; undefined where that can't be told. */
  readonly accepted: boolean | undefined;
}

/** The pairs of a foreign key between tables whose columns are known. */
export function keyPairs(constraint: Constraint, table: Table, schema: SchemaView): readonly KeyPair[] {
  const { references, columns, origin, refused } = constraint;
  if (!references || refused || constraint.inherited) return [];
  const { path } = origin.source;
  const target = schema.resolve(references.table, path);
  if (!target || target.query) return [];
  const names = referencedColumns(references, target);
  if (names.length !== columns.length) return [];
  return columns.flatMap((name, i) => pair(column(table, name), column(target, names[i]!), schema, path) ?? []);
}

function pair(from: Column | undefined, to: Column | undefined, schema: SchemaView, path: readonly string[]) {
  if (!from || !to) return undefined;
  const env = envOfColumns(schema, [from, to], path);
  const types = new TypeTable(env);
  const [own, other] = [typeOfColumn(from, env), typeOfColumn(to, env)];
  if (!own || !other) return undefined;
  const [fromType, toType] = [types.base(own), types.base(other)];
  return { from, to, fromType, toType, accepted: mayReference(fromType, toType, env) };
}

/** Types that a b-tree compares with one another. */
const FAMILIES = [['int2', 'int4', 'int8'], ['float4', 'float8'], ['date', 'timestamp', 'timestamptz'], ['text', 'name']]; // prettier-ignore

/** `ATAddForeignKeyConstraint`: there must be an operator for both types, or an implicit cast to the referenced one. */
function mayReference(from: SqlType, to: SqlType, env: SchemaEnv): boolean | undefined {
  const types = new TypeTable(env);
  const [own, other] = [idOf(from), idOf(to)];
  if (own === other) return true;
  if (!types.find(own) || !types.find(other) || types.isComposite(other)) return undefined;
  const defaults = types.catalog.opclasses('btree').filter(({ isDefault }) => isDefault);
  const exact = defaults.filter(({ type }) => type === other);
  const compared = exact.length > 0 ? exact : defaults.filter(({ type }) => binaryCoercible(types, other, type));
  if (compared.length === 0) return undefined;
  return compared.some(({ type }) => {
    const family = FAMILIES.find((each) => each.includes(type));
    return own === type || family?.includes(own) === true || canCoerce(types, [own, other], [type, type]);
  });
}

/** Gives the column the type of the one that it points to, where that is written with it and nothing else depends on it. */
export function takeType({ from, to }: KeyPair, table: Table, context: Texts): Edit | undefined {
  const { type, typeOrigin } = from;
  const shared = table.constraints.filter(({ kind, columns }) => kind === 'foreign key' && columns.includes(from.name));
  if (!type.span || type.serial || from.default || from.identity || from.generated || shared.length > 1)
    return undefined;
  return replace(typeOrigin, likeCase(context.text(typeOrigin), spelled(to)));
}

function spelled({ type }: Column): string {
  if (type.builtIn) return shortType(type);
  return quoteName(type.name) + (type.dimensions > 0 ? '[]' : '');
}
