import type { CreateStmt, CreateTableAsStmt, IndexStmt, Node, PartitionSpec, ViewStmt } from '@pgsql/types';
import type { ColumnFact, ConstraintFact, IndexFact, IndexKeyFact, Op } from '../facts';
import type { Name } from '../names';
import type { Cursor } from './cursor';
import { readColumn, readConstraint, relationName, strings } from './elements';

export function readCreateTable(cursor: Cursor, stmt: CreateStmt, foreign = false): Op[] {
  const columns: ColumnFact[] = [];
  const constraints: ConstraintFact[] = [];
  const like: Name[] = [];
  for (const element of stmt.tableElts ?? []) {
    if ('ColumnDef' in element) {
      const read = readColumn(cursor, element.ColumnDef);
      columns.push(read.column);
      constraints.push(...read.constraints);
    } else if ('Constraint' in element) {
      const start = cursor.at(element.Constraint.location);
      constraints.push(readConstraint(cursor, element.Constraint, cursor.element(start)));
    } else if ('TableLikeClause' in element) {
      const relation = element.TableLikeClause.relation;
      like.push(nameOf(relation?.schemaname, relation?.relname));
    }
  }
  const parents = (stmt.inhRelations ?? []).flatMap((node) =>
    'RangeVar' in node ? [nameOf(node.RangeVar.schemaname, node.RangeVar.relname)] : [],
  );
  const partition = stmt.partbound !== undefined;
  return [
    {
      op: 'create table',
      name: relationName(cursor, stmt.relation),
      kind: stmt.partspec ? 'partitioned' : partition ? 'partition' : foreign ? 'foreign' : 'table',
      temporary: stmt.relation?.relpersistence === 't',
      ifNotExists: stmt.if_not_exists === true,
      columns,
      constraints,
      like,
      inherits: partition ? [] : parents,
      ...(partition && parents[0] && { partitionOf: parents[0] }),
      ...(stmt.partspec && { partitionKey: partitionKey(stmt.partspec) }),
      span: cursor.whole,
    },
  ];
}

export function readCreateTableAs(cursor: Cursor, stmt: CreateTableAsStmt): Op[] {
  const name = relationName(cursor, stmt.into?.rel);
  if (stmt.objtype === 'OBJECT_MATVIEW') {
    return [{ op: 'create view', name, kind: 'matview', columns: strings(stmt.into?.colNames), span: cursor.whole }];
  }
  return [
    {
      op: 'create table',
      name,
      kind: 'table',
      temporary: stmt.into?.rel?.relpersistence === 't',
      ifNotExists: stmt.if_not_exists === true,
      columns: [],
      constraints: [],
      like: [],
      inherits: [],
      span: cursor.whole,
    },
  ];
}

export function readView(cursor: Cursor, stmt: ViewStmt): Op[] {
  const name = relationName(cursor, stmt.view);
  return [{ op: 'create view', name, kind: 'view', columns: strings(stmt.aliases), span: cursor.whole }];
}

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
    method: stmt.accessMethod ?? 'btree',
    keys: (stmt.indexParams ?? []).flatMap((node, i): IndexKeyFact[] => {
      if (!('IndexElem' in node)) return [];
      const { name, expr, opclass, ordering, nulls_ordering } = node.IndexElem;
      const span = keys.elements[i] ?? table.span;
      return [
        {
          ...(name && { column: name }),
          label: name ?? expressionLabel(expr) ?? 'expr',
          text: cursor.text(span),
          span,
          ...(opclass && { opclass: strings(opclass).join('.') }),
          descending: ordering === 'SORTBY_DESC',
          ...(nulls_ordering !== 'SORTBY_NULLS_DEFAULT' && { nullsFirst: nulls_ordering === 'SORTBY_NULLS_FIRST' }),
        },
      ];
    }),
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
  if (where !== undefined) {
    const start = cursor.tokenSpan(where + 1).start;
    const span = { start, end: cursor.element(start).end };
    index.predicate = { text: cursor.text(span), span };
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

/** `FigureColname` of PostgreSQL's parser, for what an index can hold. */
function expressionLabel(node: Node | undefined): string | undefined {
  if (!node) return undefined;
  if ('FuncCall' in node) return strings(node.FuncCall.funcname).at(-1);
  if ('ColumnRef' in node) return strings(node.ColumnRef.fields).at(-1);
  if ('CollateClause' in node) return expressionLabel(node.CollateClause.arg);
  if ('TypeCast' in node) return expressionLabel(node.TypeCast.arg) ?? strings(node.TypeCast.typeName?.names).at(-1);
  if ('CoalesceExpr' in node) return 'coalesce';
  if ('CaseExpr' in node) return expressionLabel(node.CaseExpr.defresult) ?? 'case';
  return undefined;
}

function partitionKey(spec: PartitionSpec): string[] {
  return (spec.partParams ?? []).flatMap((node) => ('PartitionElem' in node ? [node.PartitionElem.name ?? ''] : []));
}

function nameOf(schema: string | undefined, name: string | undefined): Name {
  return schema ? { schema, name: name ?? '' } : { name: name ?? '' };
}
