import type { Node, RangeSubselect, RangeTableSample, RangeVar } from '@pgsql/types';
import { behindAlias, placeAlias, withColumnNames } from './alias';
import type { Context } from './context';
import { readFunctions, readJsonTable, readXmlTable } from './from-function';
import { readJoin, type FromItem } from './join';
import { openItem, placeOfRelation, relationItem, useRelation } from './relation';
import { findCte, inside, OPEN, RECORD, type Item, type Scope } from './scope';
import { locations } from './text';
import { walk } from './walk';

/** Reads a FROM or USING clause. `around` is what its elements see besides one another. */
export function readFrom(context: Context, nodes: readonly Node[] | undefined, around: Scope): Item[] {
  const items: Item[] = [];
  for (const node of nodes ?? []) items.push(...readItem(context, node, around, items).items);
  return items;
}

/** Reads an element; `before` is what LATERAL lets it see. */
function readItem(context: Context, node: Node, around: Scope, before: readonly Item[]): FromItem {
  return context.deeper(() => read(context, node, around, before)) ?? fromOne(openItem(undefined), 0);
}

function read(context: Context, node: Node, around: Scope, before: readonly Item[]): FromItem {
  const lateral = inside(around, before);
  if ('RangeVar' in node) return readRelation(context, node.RangeVar, around);
  if ('RangeSubselect' in node) return readSubselect(context, node.RangeSubselect, around, lateral);
  if ('RangeFunction' in node) return one(readFunctions(context, node.RangeFunction, lateral));
  if ('RangeTableFunc' in node) return one(readXmlTable(context, node.RangeTableFunc, lateral));
  if ('JsonTable' in node) return one(readJsonTable(context, node.JsonTable, lateral));
  if ('RangeTableSample' in node) return readSample(context, node.RangeTableSample, around, before);
  if ('JoinExpr' in node) {
    return readJoin(context, node.JoinExpr, around, before, (side, visible) =>
      readItem(context, side, around, visible),
    );
  }
  return fromOne(openItem(undefined), 0);
}

function one({ item, end }: { readonly item: Item; readonly end: number }): FromItem {
  return fromOne(item, end);
}

function fromOne(item: Item, end: number): FromItem {
  return { items: [item], self: item, end };
}

function readRelation(context: Context, range: RangeVar, around: Scope): FromItem {
  const { text } = context;
  const place = placeOfRelation(context, range);
  const alias = placeAlias(context, place.end, range.alias);
  const name = range.alias?.aliasname ?? range.relname ?? '';
  const cte = range.schemaname === undefined ? findCte(around, range.relname ?? '') : undefined;
  if (cte) {
    cte.mention(place.span);
    const mention = range.alias ? context.alias(name, undefined, text.span(alias.at)) : cte.mention;
    const output = cte.output();
    const item: Item = { name, kind: 'cte', ...output, system: false, rowType: RECORD, named: true, unqualified: true, mention }; // prettier-ignore
    return fromOne(withColumnNames(item, range.alias), alias.end);
  }
  const relation = useRelation(context, range, 'read');
  return fromOne(relationItem(context, range, relation, alias.at), alias.end);
}

function readSubselect(context: Context, node: RangeSubselect, around: Scope, lateral: Scope): FromItem {
  const { text } = context;
  const output = node.subquery ? context.query(node.subquery, node.lateral ? lateral : inside(around)) : OPEN;
  const name = node.alias?.aliasname;
  const place = locations(node.subquery);
  let end = 0;
  let aliasAt: number | undefined;
  for (const { close } of place ? text.queriesAround(text.index(place.first) - 1) : []) {
    end = close + 1;
    aliasAt = name === undefined ? undefined : text.alias(end, name);
    if (name === undefined || aliasAt !== undefined) break;
  }
  const mention = name === undefined || aliasAt === undefined ? undefined : context.alias(name, undefined, text.span(aliasAt)); // prettier-ignore
  const values = node.subquery && 'SelectStmt' in node.subquery && node.subquery.SelectStmt.valuesLists !== undefined;
  const item: Item = {
    name,
    kind: values ? 'values' : 'subquery',
    columns: output.columns,
    open: output.open,
    system: false,
    rowType: RECORD,
    named: name !== undefined,
    unqualified: true,
    ...(mention && { mention }),
  };
  return fromOne(withColumnNames(item, node.alias), aliasAt === undefined ? end : behindAlias(context, aliasAt, node.alias)); // prettier-ignore
}

function readSample(context: Context, node: RangeTableSample, around: Scope, before: readonly Item[]): FromItem {
  const relation = node.relation ? readItem(context, node.relation, around, before) : fromOne(openItem(undefined), 0);
  walk(context, [node.args, node.repeatable], inside(around, before));
  return relation;
}
