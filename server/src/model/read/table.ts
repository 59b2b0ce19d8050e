import type {
  CreateStmt,
  CreateTableAsStmt,
  Node,
  PartitionSpec,
  SelectStmt,
  TableLikeClause,
  ViewStmt,
} from '@pgsql/types';
import { outputName } from '../expr/output-name';
import type { ColumnFact, ConstraintFact, LikeFact, LikePart, Op } from '../facts';
import type { Cursor } from './cursor';
import { readColumn, readConstraint } from './elements';
import { mentionedColumns, queryFact } from './expressions';
import { nameOf, nameOfParts, relationName, strings } from './nodes';

export function readCreateTable(cursor: Cursor, stmt: CreateStmt, foreign = false): Op[] {
  const columns: ColumnFact[] = [];
  const constraints: ConstraintFact[] = [];
  const like: LikeFact[] = [];
  for (const element of stmt.tableElts ?? []) {
    if ('ColumnDef' in element) {
      const read = readColumn(cursor, element.ColumnDef);
      columns.push(read.column);
      constraints.push(...read.constraints);
    } else if ('Constraint' in element) {
      const start = cursor.at(element.Constraint.location);
      constraints.push(readConstraint(cursor, element.Constraint, cursor.element(start)));
    } else if ('TableLikeClause' in element) {
      like.push(readLike(element.TableLikeClause, columns.length));
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
      kind: partition ? 'partition' : stmt.partspec ? 'partitioned' : foreign ? 'foreign' : 'table',
      temporary: stmt.relation?.relpersistence === 't',
      unlogged: stmt.relation?.relpersistence === 'u',
      ifNotExists: stmt.if_not_exists === true,
      columns,
      constraints,
      like,
      inherits: partition ? [] : parents,
      ...(stmt.ofTypename && { ofType: nameOfParts(strings(stmt.ofTypename.names)) }),
      ...(partition && parents[0] && { partitionOf: parents[0] }),
      ...(stmt.partspec && partitionKey(cursor, stmt.partspec)),
      span: cursor.whole,
    },
  ];
}

/** Bits of `TableLikeOption` in PostgreSQL's parsenodes.h. */
const LIKE_PARTS: readonly (readonly [LikePart, number])[] = [
  ['comments', 1 << 0],
  ['constraints', 1 << 2],
  ['defaults', 1 << 3],
  ['generated', 1 << 4],
  ['identity', 1 << 5],
  ['indexes', 1 << 6],
];

function readLike(clause: TableLikeClause, after: number): LikeFact {
  const including = LIKE_PARTS.flatMap(([part, bit]) => ((clause.options ?? 0) & bit ? [part] : []));
  return { table: nameOf(clause.relation?.schemaname, clause.relation?.relname), including, after };
}

export function readCreateTableAs(cursor: Cursor, stmt: CreateTableAsStmt): Op[] {
  const name = relationName(cursor, stmt.into?.rel);
  const names = strings(stmt.into?.colNames);
  const query = stmt.query && queryFact(cursor, stmt.query);
  const ifNotExists = stmt.if_not_exists === true;
  const temporary = stmt.into?.rel?.relpersistence === 't';
  if (!query) return [];
  const span = cursor.whole;
  if (stmt.objtype === 'OBJECT_MATVIEW') {
    return [
      {
        op: 'create view',
        name,
        kind: 'matview',
        temporary,
        columns: names,
        query,
        ...columnTwice(stmt.query, names),
        orReplace: false,
        ifNotExists,
        span,
      },
    ];
  }
  return [
    {
      op: 'create table',
      name,
      kind: 'table',
      temporary,
      unlogged: stmt.into?.rel?.relpersistence === 'u',
      ifNotExists,
      columns: [],
      constraints: [],
      like: [],
      inherits: [],
      query: { ...query, names },
      span,
    },
  ];
}

/** `SELECT … INTO table` */
export function readSelectInto(cursor: Cursor, stmt: SelectStmt): Op[] {
  const { intoClause, ...rest } = stmt;
  return intoClause ? readCreateTableAs(cursor, { into: intoClause, query: { SelectStmt: rest } }) : [];
}

/** A column that a view would have twice; what `*` brings isn't known here. */
function columnTwice(query: Node | undefined, names: readonly string[]): { readonly twice?: string } {
  let select = query && 'SelectStmt' in query ? query.SelectStmt : undefined;
  while (select?.larg) select = select.larg;
  const targets = (select?.targetList ?? []).flatMap((node) => ('ResTarget' in node ? [node.ResTarget] : []));
  const open = targets.some(({ val }) => val && isStar(val));
  const all = open ? names : targets.map(({ name, val }, i) => names[i] ?? name ?? (val ? outputName(val) : ''));
  const twice = all.find((name, i) => all.indexOf(name) !== i);
  return twice === undefined ? {} : { twice };
}

function isStar(node: Node): boolean {
  const fields = 'ColumnRef' in node ? node.ColumnRef.fields : 'A_Indirection' in node ? node.A_Indirection.indirection : undefined; // prettier-ignore
  const last = fields?.at(-1);
  return last !== undefined && 'A_Star' in last;
}

export function readView(cursor: Cursor, stmt: ViewStmt): Op[] {
  if (!stmt.query) return [];
  return [
    {
      op: 'create view',
      name: relationName(cursor, stmt.view),
      kind: 'view',
      temporary: stmt.view?.relpersistence === 't',
      columns: strings(stmt.aliases),
      query: queryFact(cursor, stmt.query),
      ...columnTwice(stmt.query, strings(stmt.aliases)),
      orReplace: stmt.replace === true,
      ifNotExists: false,
      span: cursor.whole,
    },
  ];
}

/** What the partition key is made of: a column's name, or nothing for an expression. */
function partitionKey(
  cursor: Cursor,
  spec: PartitionSpec,
): { readonly partitionKey: readonly string[]; readonly partitionColumns: readonly string[] } {
  const elements = (spec.partParams ?? []).flatMap((node) => ('PartitionElem' in node ? [node.PartitionElem] : []));
  const named = elements.flatMap(({ name, expr }) =>
    name ? [name] : mentionedColumns(cursor, expr).map((column) => column.name),
  );
  return { partitionKey: elements.map(({ name }) => name ?? ''), partitionColumns: [...new Set(named)] };
}
