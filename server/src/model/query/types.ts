import type { Node } from '@pgsql/types';
import { analyse, type Expr } from '../expr/analyse';
import { commonType } from '../expr/common';
import type { NamedType, SqlType } from '../expr/env';
import type { Context } from './context';
import { printed, resolve } from './resolve';
import { RECORD, scalarType, type Scope } from './scope';

/** An expression with its type; queries in it must have been read before. */
export function expression(context: Context, node: Node, scope: Scope): Expr {
  return analyse(
    node,
    {
      column: (fields) => ({ type: columnType(context, scope, fields), print: printed(fields) }),
      subquery: (select) => context.outputOf(select)?.columns,
    },
    context.env,
  );
}

/** Also `unknown`, the type of literals to which nothing has given one. */
export function expressionType(context: Context, node: Node, scope: Scope): SqlType | undefined {
  // merge_action()
  if ('MergeSupportFunc' in node) return scalarType('text');
  return expression(context, node, scope).type;
}

function columnType(context: Context, scope: Scope, fields: readonly string[]): SqlType | undefined {
  const meaning = resolve(context, scope, fields);
  if (meaning.is === 'column') return meaning.column.type;
  if (meaning.is === 'call') return expressionType(context, asCall(fields), scope);
  if (meaning.is !== 'row') return undefined;
  const { rowType, open } = meaning.qualifier;
  return rowType ?? (open ? undefined : RECORD);
}

/** `t.f` as `f(t)` */
function asCall(fields: readonly string[]): Node {
  const string = (sval: string): Node => ({ String: { sval } });
  const row: Node = { ColumnRef: { fields: fields.slice(0, -1).map(string) } };
  return { FuncCall: { funcname: [string(fields.at(-1) ?? '')], args: [row] } };
}

/** The type that UNION, VALUES or USING gives to values of these types. */
export function common(context: Context, types: readonly (SqlType | undefined)[]): SqlType | undefined {
  return commonType(
    types.map((type) => ({ type })),
    context.env,
  );
}

/** The columns of a composite type or the rows of a table. */
export function compositeColumns(context: Context, type: SqlType | undefined): readonly NamedType[] | undefined {
  let current = type;
  for (let depth = 0; depth < 32 && current && !current.builtIn && !current.array; depth++) {
    const user = context.env.userType(current.name);
    if (user?.kind === 'composite') return user.columns;
    current = user?.kind === 'domain' ? user.base : undefined;
  }
  return undefined;
}
