import type { SqlType } from './env';
import { inputLiteral } from './literals';
import { pathway, type Occasion } from './pathways';
import { isPolymorphic } from './polymorphic';
import { constant, type CastFormat, type Expr } from './tree';
import { bare, BOOL, idOf, isUnknown, sameModifiers, type TypeTable } from './type-table';

/**
 * `coerce_to_target_type` of parse_coerce.c: the expression as a value of the type. What can't be converted stays as it is,
 * unless somebody wrote the conversion.
 */
export function coerce(types: TypeTable, expr: Expr, target: SqlType, occasion: Occasion, format: CastFormat): Expr {
  if (expr.kind === 'collate') {
    const arg = coerce(types, expr.arg, target, occasion, format);
    return { ...expr, arg, type: arg.type };
  }
  if (expr.kind === 'row' && expr.type?.name === 'record' && types.isComposite(idOf(target))) {
    return rowAs(types, expr, target, occasion, format);
  }
  if (expr.type === undefined) return format === 'explicit' ? cast(expr, target, format) : expr;
  const id = idOf(target);
  if (!isUnknown(expr.type) && !pathway(types, idOf(expr.type), id, occasion)) {
    return format === 'explicit' ? cast(expr, target, format) : expr;
  }
  const converted = coerceType(types, expr, target, occasion, format);
  return withModifiers(types, converted, target, format, converted !== expr && converted.kind !== 'const');
}

/** `coerce_type`: without the modifiers of the target, unless the way to it applies them. */
export function coerceType(
  types: TypeTable,
  expr: Expr,
  target: SqlType,
  occasion: Occasion,
  format: CastFormat,
): Expr {
  const { type } = expr;
  if (type === undefined) return expr;
  const source = idOf(type);
  const id = idOf(target);
  if (source === id || id === 'any') return expr;
  if (isPolymorphic(id)) return polymorphicArgument(types, expr, id);
  if (expr.kind === 'collate') {
    const arg = coerceType(types, expr.arg, target, occasion, format);
    return { ...expr, arg, type: arg.type };
  }
  const base = types.base(target);
  const own = { ...base, modifiers: idOf(base) === id ? target.modifiers : base.modifiers };
  const domain = idOf(base) !== id;
  if (expr.kind === 'const' && isUnknown(type)) {
    const modifiers = own.name === 'interval' && !own.array ? own.modifiers : [];
    const result = constant({ ...own, modifiers }, expr.value === undefined ? undefined : inputLiteral(types, expr.value, own)); // prettier-ignore
    return domain ? toDomain(types, result, own, target, format, false) : result;
  }
  const way = pathway(types, source, id, occasion);
  if (!way) return expr;
  if (way.kind !== 'relabel') {
    const result = cast(expr, way.modifiers ? own : bare(own), format);
    return domain ? toDomain(types, result, own, target, format, true) : result;
  }
  const result = domain ? toDomain(types, expr, own, target, format, false) : expr;
  return result === expr ? cast(expr, bare(target), format) : result;
}

/** `coerce_type_typmod` */
function withModifiers(types: TypeTable, expr: Expr, target: SqlType, format: CastFormat, hide: boolean): Expr {
  const { type } = expr;
  if (type === undefined || sameModifiers(type, target)) return expr;
  // A domain has none of its own.
  if (idOf(types.base(target)) !== idOf(target)) return expr;
  // A constant takes the type on.
  if (target.modifiers.length === 0 && expr.kind === 'const') return { ...expr, type: target };
  return cast(hide ? hidden(expr) : expr, target, format);
}

function toDomain(
  types: TypeTable,
  expr: Expr,
  base: SqlType,
  target: SqlType,
  format: CastFormat,
  hide: boolean,
): Expr {
  const sized = withModifiers(types, hide ? hidden(expr) : expr, base, 'implicit', false);
  return cast(sized, bare(target), format);
}

/** A domain is its base where any type may stand. */
function polymorphicArgument(types: TypeTable, expr: Expr, id: string): Expr {
  if (isUnknown(expr.type) || id === 'anyelement' || id === 'anynonarray') return expr;
  if (id === 'anycompatible' || id === 'anycompatiblenonarray') return expr;
  const base = types.base(expr.type!);
  return idOf(base) === idOf(expr.type!) ? expr : cast(expr, base, 'implicit');
}

/** `coerce_record_to_complex`: each field as the column of the type. */
function rowAs(
  types: TypeTable,
  row: Extract<Expr, { kind: 'row' }>,
  target: SqlType,
  occasion: Occasion,
  format: CastFormat,
): Expr {
  const columns = types.columns(target);
  const args = row.args.map((arg, i) => {
    const type = columns?.[i]?.type;
    return type ? coerce(types, arg, type, occasion, 'implicit') : arg;
  });
  return { kind: 'row', type: target, args, cast: format === 'explicit' };
}

function cast(arg: Expr, type: SqlType, format: CastFormat): Expr {
  return { kind: 'cast', arg, type, format };
}

/** Two steps of one conversion are shown as one. */
function hidden(expr: Expr): Expr {
  return expr.kind === 'cast' ? { ...expr, format: 'implicit' } : expr;
}

/** As a condition. */
export function toBoolean(types: TypeTable, expr: Expr): Expr {
  return coerce(types, expr, BOOL, 'assignment', 'implicit');
}

/** As an argument of a function or an operand, where PostgreSQL converts of itself. */
export function toArgument(types: TypeTable, expr: Expr, target: SqlType): Expr {
  return coerceType(types, expr, target, 'implicit', 'implicit');
}
