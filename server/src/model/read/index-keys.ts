import type { Constraint, IndexElem, IndexStmt, Node } from '@pgsql/types';
import type { Span } from '../../base/span';
import type { ExclusionFact, ExpressionFact, IndexFact, IndexKeyFact, Op } from '../facts';
import { outputName } from '../expr/output-name';
import { quoteIdent } from '../names';
import type { Cursor } from './cursor';
import { expressionFact, inside, constantText } from './expressions';
import { relationName, strings } from './nodes';

export function readIndex(cursor: Cursor, stmt: IndexStmt): Op[] {
  const table = relationName(cursor, stmt.relation);
  const open = cursor.find({ start: table.span.end, end: cursor.sql.length }, '(');
  const keys = open === undefined ? { elements: [], end: table.span.end } : cursor.list(open);
  const tail = { start: keys.end, end: cursor.sql.length };
  const include = cursor.find(tail, 'include');
  const where = stmt.whereClause ? cursor.find(tail, 'where') : undefined;
  const includeSpans = include === undefined ? [] : cursor.list(include + 1).elements;
  const index: { -readonly [K in keyof IndexFact]: IndexFact[K] } = {
    unique: stmt.unique === true,
    method: methodOf(stmt.accessMethod),
    keys: (stmt.indexParams ?? []).flatMap((node, i) =>
      'IndexElem' in node ? [readKey(cursor, node.IndexElem, keys.elements[i] ?? table.span)] : [],
    ),
    include: (stmt.indexIncludingParams ?? []).flatMap((node, i) =>
      'IndexElem' in node ? [{ name: node.IndexElem.name ?? '', span: includeSpans[i] ?? table.span }] : [],
    ),
    nullsNotDistinct: stmt.nulls_not_distinct === true,
  };
  if (stmt.idxname) {
    index.name = stmt.idxname;
    const on = cursor.find({ start: 0, end: table.span.start }, 'on');
    if (on !== undefined && on > 0) index.nameSpan = cursor.tokenSpan(on - 1);
  }
  if (stmt.options) index.storage = definitions(stmt.options);
  if (stmt.relation?.inh !== true) index.only = true;
  if (where !== undefined) {
    const start = cursor.tokenSpan(where + 1).start;
    index.predicate = expressionFact(cursor, { start, end: cursor.element(start).end }, stmt.whereClause);
  }
  return [
    {
      op: 'create index',
      table,
      index,
      ifNotExists: stmt.if_not_exists === true,
      concurrently: stmt.concurrent === true,
      span: cursor.whole,
    },
  ];
}

/** `EXCLUDE USING method (key WITH operator, …) WHERE (predicate)` */
export function readExclusion(
  cursor: Cursor,
  def: Constraint,
  span: Span,
): { readonly exclusion: ExclusionFact; readonly predicate?: ExpressionFact } {
  const elements = cursor.listAfter(span.start, span.end);
  const keys = (def.exclusions ?? []).flatMap((node, i): ExclusionFact['keys'][number][] => {
    const [key, operator] = 'List' in node ? (node.List.items ?? []) : [];
    if (!key || !('IndexElem' in key) || !operator || !('List' in operator)) return [];
    const element = elements[i] ?? span;
    const withAt = cursor.find(element, 'with');
    const end = withAt === undefined ? element.end : (cursor.tokens[withAt - 1]?.end ?? element.end);
    const place = { start: element.start, end };
    return [{ ...readKey(cursor, key.IndexElem, place), operator: strings(operator.List.items).join('.') }];
  });
  const exclusion = { method: methodOf(def.access_method), keys };
  const where = def.where_clause ? cursor.find(span, 'where') : undefined;
  if (where === undefined) return { exclusion };
  return { exclusion, predicate: expressionFact(cursor, inside(cursor, where + 1), def.where_clause) };
}

function readKey(cursor: Cursor, element: IndexElem, span: Span): IndexKeyFact {
  const { name, expr, opclass, opclassopts, collation, ordering, nulls_ordering } = element;
  const label = name ?? expressionLabel(expr);
  const text = cursor.text(span);
  return {
    ...(name && { column: name }),
    label,
    text,
    span,
    ...(expr && { expression: expressionFact(cursor, expressionSpan(cursor, span), expr) }),
    ...(opclass && { opclass: strings(opclass).join('.') }),
    ...(opclassopts && { opclassOptions: definitions(opclassopts).join(', ') }),
    ...(collation && { collation: strings(collation).at(-1)! }),
    descending: ordering === 'SORTBY_DESC',
    ...(nulls_ordering !== 'SORTBY_NULLS_DEFAULT' && { nullsFirst: nulls_ordering === 'SORTBY_NULLS_FIRST' }),
  };
}

/** The expression of a key: what is in its parentheses, or the function call at its start. */
function expressionSpan(cursor: Cursor, span: Span): Span {
  const first = cursor.indexFrom(span.start);
  if (cursor.word(first) === '(') return inside(cursor, first);
  const open = cursor.find(span, '(');
  if (open === undefined) return span;
  return { start: span.start, end: cursor.tokenSpan(cursor.indexFrom(inside(cursor, open).end)).end };
}

/** GiST was once called rtree. */
function methodOf(method: string | undefined): string {
  return method === undefined || method === '' ? 'btree' : method === 'rtree' ? 'gist' : method;
}

/** `name='value'`, as PostgreSQL prints storage parameters. */
export function definitions(options: readonly Node[]): string[] {
  return options.flatMap((node) => {
    if (!('DefElem' in node)) return [];
    const { defname = '', defnamespace, arg } = node.DefElem;
    const value = arg ? optionValue(arg) : 'true';
    const written = quoteIdent(value) === value ? value : `'${value}'`;
    return [`${defnamespace ? `${defnamespace}.` : ''}${defname}=${written}`];
  });
}

function optionValue(node: Node): string {
  if ('Integer' in node) return String(node.Integer.ival ?? 0);
  if ('Float' in node) return node.Float.fval ?? '';
  if ('String' in node) return node.String.sval ?? '';
  if ('Boolean' in node) return String(node.Boolean.boolval ?? false);
  if ('TypeName' in node) return strings(node.TypeName.names).at(-1) ?? '';
  return constantText(node) ?? '';
}

/** What PostgreSQL calls an expression where a key's name is made of it. */
function expressionLabel(node: Node | undefined): string {
  const name = node ? outputName(node) : NO_NAME;
  return name === NO_NAME ? 'expr' : name;
}

const NO_NAME = '?column?';
