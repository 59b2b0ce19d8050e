import type { Node, TypeName } from '@pgsql/types';
import type { ExpressionFact } from '../facts';
import type { Name } from '../names';
import type { Source } from '../schema';
import { readType, type TypeFact } from '../types';
import { mapTree } from './rewrite';
import type { FoldState, TypeDraft } from './state';

interface Qualified {
  readonly schema: string;
  readonly name: string;
}

/** Whether a type that is written somewhere is the one that is meant. */
export function isOf(state: FoldState, fact: TypeFact, type: TypeDraft, source: Source): boolean {
  return !fact.builtIn && fact.name.name === type.name && state.type(fact.name, source) === type;
}

/** The same type under another name. */
export function withName(fact: TypeFact, name: Qualified): TypeFact {
  const modifiers = fact.modifiers.length > 0 ? `(${fact.modifiers.join(',')})` : '';
  const display = `${name.schema}.${name.name}${modifiers}${fact.dimensions > 0 ? '[]' : ''}`;
  return { ...fact, name, display };
}

/** An expression whose casts to a type say its new name. */
export function withCasts<E extends ExpressionFact>(expression: E, is: (fact: TypeFact) => boolean, to: Qualified): E {
  if (!expression.casts || !expression.tree) return expression;
  if (!expression.casts.some((name) => is({ name, builtIn: false, display: '', modifiers: [], dimensions: 0 })))
    return expression;
  const tree = mapTree({ tree: expression.tree }, (key, value) => {
    if (key !== 'typeName' && key !== 'TypeName') return undefined;
    const type = value as TypeName;
    return is(readType(type)) ? { ...type, names: namesOf(to) } : undefined;
  }).tree;
  return { ...expression, tree, casts: [...expression.casts, to] };
}

/** An expression that calls a function by its new name. */
export function withCalls<E extends Pick<ExpressionFact, 'tree' | 'calls'>>(
  expression: E,
  is: (name: Name) => boolean,
  to: Qualified,
): E {
  if (!expression.calls?.some(is) || !expression.tree) return expression;
  const tree = mapTree({ tree: expression.tree }, (key, value) => {
    if (key !== 'FuncCall') return undefined;
    const { funcname = [] } = value as { funcname?: Node[] };
    const parts = funcname.map((node) => ('String' in node ? (node.String.sval ?? '') : ''));
    const name = parts.length > 1 ? { schema: parts.at(-2)!, name: parts.at(-1)! } : { name: parts[0] ?? '' };
    return is(name) ? { ...value, funcname: namesOf(to) } : undefined;
  }).tree;
  return { ...expression, tree, calls: [...expression.calls, to] };
}

/** An expression in which a value of an enum has its new name. */
export function withValue<E extends ExpressionFact>(expression: E, from: string, to: string): E {
  if (!expression.tree || !expression.text.includes(from.replaceAll("'", "''"))) return expression;
  const tree = mapTree({ tree: expression.tree }, (key, value) => {
    if (key !== 'A_Const') return undefined;
    const text = (value as { sval?: { sval?: string } }).sval?.sval;
    const renamed = text === undefined ? undefined : renamedIn(text, from, to);
    return renamed === text ? undefined : { ...value, sval: { sval: renamed } };
  }).tree;
  const text = expression.text.replaceAll(quoted(from), () => quoted(to));
  return { ...expression, tree, text };
}

/** The value alone, or as an element of an array. */
function renamedIn(text: string, from: string, to: string): string {
  if (text === from) return to;
  if (!text.startsWith('{')) return text;
  const element = /[\s"\\{},]/.test(to) ? `"${to.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"` : to;
  return text.replace(/[^{},]+/g, (each) => (each.trim().replace(/^"(.*)"$/, '$1') === from ? element : each));
}

function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

function namesOf({ schema, name }: Qualified): Node[] {
  return [{ String: { sval: schema } }, { String: { sval: name } }];
}
