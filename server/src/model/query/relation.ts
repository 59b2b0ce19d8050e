import type { RangeVar } from '@pgsql/types';
import type { Span } from '../../base/span';
import { typeOf } from '../expr/type-table';
import { systemRelation } from '../system-catalog';
import { displayName, type Name } from '../names';
import { withColumnNames } from './alias';
import type { Context } from './context';
import type { Relation } from './env';
import { columnsOf, hasSystemColumns, OPEN, rowType, type Item } from './scope';

/** Something of which nothing but perhaps its name is known. */
export function openItem(name: string | undefined, schema?: string): Item {
  return {
    name,
    ...(schema !== undefined && { schema }),
    kind: 'table',
    ...OPEN,
    system: true,
    named: name !== undefined,
    unqualified: true,
  };
}

function nameOf(range: RangeVar): Name {
  const name = range.relname ?? '';
  return range.schemaname === undefined ? { name } : { schema: range.schemaname, name };
}

/** Where a relation's name stands: the parts of the name, and the token behind it and its parentheses. */
export function placeOfRelation(context: Context, range: RangeVar) {
  const { text } = context;
  const count = 1 + (range.schemaname === undefined ? 0 : 1) + (range.catalogname === undefined ? 0 : 1);
  const at = text.index(range.location);
  const parts = text.parts(at, count);
  let end = at + 2 * count - 1;
  if (text.word(at - 1) === '(' && text.word(at - 2) === 'only' && text.word(end) === ')') end++;
  else if (text.word(end) === '*') end++;
  return { span: parts.at(-1)!, whole: { start: parts[0]!.start, end: parts.at(-1)!.end }, end };
}

/** Looks a relation up, notes its use or that nobody knows it. */
export function useRelation(context: Context, range: RangeVar, access: 'read' | 'write'): Relation | undefined {
  const name = nameOf(range);
  const { span, whole } = placeOfRelation(context, range);
  const relation = range.catalogname === undefined ? context.env.relation(name) : undefined;
  if (relation) context.table(relation.key, access, span);
  else if (range.catalogname === undefined && !mayExist(context, name)) {
    const shown = name.schema === undefined ? name.name : displayName({ schema: name.schema, name: name.name });
    context.problem({ kind: 'unknown table', name: shown, span: whole, candidates: [] });
  }
  return relation;
}

/** What is PostgreSQL's own, or made by what can't be seen from here. */
function mayExist(context: Context, name: Name): boolean {
  const { schema } = name;
  if (schema === 'information_schema' || schema?.startsWith('pg_') === true) return true;
  if (schema === undefined && (name.name.startsWith('pg_') || context.locals.moreRelations)) return true;
  return context.env.mayExist(name);
}

/** What a relation of PostgreSQL's own has; other versions have others, so that no name is unknown in it. */
function ofCatalogue({ schemaname, relname = '', catalogname }: RangeVar): Partial<Item> {
  const found = catalogname === undefined ? systemRelation(schemaname, relname) : undefined;
  if (!found) return {};
  const columns = found.columns.map(({ name, type }) => ({ name, type: typeOf(type), origins: [] }));
  return { columns, rowType: typeOf(`${found.schema}.${found.name}`) };
}

/** A table or view under its name or alias; `relation` is absent where nobody knows it. */
export function relationItem(context: Context, range: RangeVar, relation: Relation | undefined, aliasAt: number): Item {
  const name = range.alias?.aliasname ?? range.relname ?? '';
  const key = relation?.key;
  const schema = range.alias ? undefined : (relation?.schema ?? range.schemaname);
  const mention = range.alias
    ? context.alias(name, key, context.text.span(aliasAt))
    : relation && ((span: Span) => context.table(relation.key, 'read', span));
  if (!relation) {
    const unknown = { ...openItem(name, schema), ...(mention && { mention }) };
    return withColumnNames({ ...unknown, ...ofCatalogue(range) }, range.alias);
  }
  const item: Item = {
    name,
    ...(schema !== undefined && { schema }),
    key: relation.key,
    kind: relation.kind,
    columns: columnsOf(relation),
    open: relation.open,
    system: hasSystemColumns(relation),
    rowType: rowType(relation.key),
    named: true,
    unqualified: true,
    ...(mention && { mention }),
  };
  return withColumnNames(item, range.alias);
}
