import type { Column, Origin, Table } from '../../model/schema';
import type { Fix } from '../define-rule';
import { replace } from './edits';
import { likeCase, wordsOfExpression, type Texts } from './syntax';

/** The built-in type of a column that is no array, as PostgreSQL calls it inside (`int4`, `bpchar`). */
export function plainType({ type }: Column): string | undefined {
  return type.builtIn && type.dimensions === 0 ? type.name.name : undefined;
}

export const TEXT_TYPES: ReadonlySet<string> = new Set(['text', 'varchar', 'bpchar']);

/** Writes another type where the column's type stands; arrays stay arrays. */
export function changeType({ type, typeOrigin }: Column, newType: string, context: Texts): Fix {
  const written = likeCase(context.text(typeOrigin), newType) + '[]'.repeat(type.dimensions);
  return { title: `Change to \`${written}\``, kind: 'suggestion', edits: [replace(typeOrigin, written)] };
}

/** Whether nothing else in the schema's table depends on what kind of type the column has. */
export function isTypeFree({ name, default: value, collation, generated }: Column, table: Table): boolean {
  if (value || collation !== undefined || generated || table.policies.length > 0) return false;
  const mentions = (text: string | undefined) => text !== undefined && wordsOfExpression(text).has(name);
  return (
    !table.constraints.some(
      ({ kind, columns, expression, exclusion }) =>
        mentions(expression?.text) || (columns.includes(name) && (kind === 'foreign key' || exclusion !== undefined)),
    ) &&
    !table.indexes.some(
      ({ keys, predicate, method }) =>
        mentions(predicate?.text) ||
        keys.some(
          (key) => mentions(key.text) && (key.column !== name || key.opclass !== undefined || method !== 'btree'),
        ),
    ) &&
    !table.columns.some((other) => mentions(other.generated?.text)) &&
    !table.partitionKey?.includes(name)
  );
}

/** The text or number that a default is, without casts; undefined for anything else. */
export function literalDefault({ default: value }: Column): string | undefined {
  let tree = value?.tree;
  while (tree && 'TypeCast' in tree) tree = tree.TypeCast.arg;
  if (!tree || !('A_Const' in tree) || tree.A_Const.isnull) return undefined;
  const { sval, ival, fval, boolval } = tree.A_Const;
  if (boolval) return String(boolval.boolval ?? false);
  return sval ? (sval.sval ?? '') : ival ? String(ival.ival ?? 0) : fval?.fval;
}

/** Where a default stands, if that is in the statement that makes the column. */
export function defaultPlace({ default: value, origin }: Column, context: Texts): Origin | undefined {
  if (!value) return undefined;
  const at = { source: origin.source, span: value.span };
  const inside = value.span.start >= origin.span.start && value.span.end <= origin.span.end;
  return inside && context.text(at) === value.text ? at : undefined;
}
