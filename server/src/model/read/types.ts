import type {
  AlterDomainStmt,
  AlterEnumStmt,
  CompositeTypeStmt,
  CreateDomainStmt,
  CreateEnumStmt,
  CreateRangeStmt,
  DefineStmt,
  Node,
} from '@pgsql/types';
import type { ConstraintFact, DomainChange, Op } from '../facts';
import type { PlacedName } from '../names';
import { readType } from '../types';
import type { Cursor } from './cursor';
import { readColumn, readConstraint } from './elements';
import { expressionAfter } from './expressions';
import { nameOfParts, relationName, strings } from './nodes';

export function readCreateEnum(cursor: Cursor, stmt: CreateEnumStmt): Op[] {
  return [{ op: 'create enum', name: listName(cursor, stmt.typeName), values: strings(stmt.vals), span: cursor.whole }];
}

export function readAlterEnum(cursor: Cursor, stmt: AlterEnumStmt): Op[] {
  const name = listName(cursor, stmt.typeName);
  const value = stmt.newVal ?? '';
  if (stmt.oldVal !== undefined) {
    return [{ op: 'rename enum value', name, value: stmt.oldVal, to: value, span: cursor.whole }];
  }
  return [
    {
      op: 'add enum value',
      name,
      value,
      ifNotExists: stmt.skipIfNewValExists === true,
      ...(stmt.newValNeighbor !== undefined && { neighbour: stmt.newValNeighbor }),
      after: stmt.newValIsAfter === true,
      span: cursor.whole,
    },
  ];
}

export function readComposite(cursor: Cursor, stmt: CompositeTypeStmt): Op[] {
  const columns = (stmt.coldeflist ?? []).flatMap((node) =>
    'ColumnDef' in node ? [readColumn(cursor, node.ColumnDef).column] : [],
  );
  return [{ op: 'create composite', name: relationName(cursor, stmt.typevar), columns, span: cursor.whole }];
}

export function readRange(cursor: Cursor, stmt: CreateRangeStmt): Op[] {
  let subtype: ReturnType<typeof readType> | undefined;
  let multirange: string[] | undefined;
  for (const node of stmt.params ?? []) {
    if (!('DefElem' in node) || !node.DefElem.arg || !('TypeName' in node.DefElem.arg)) continue;
    if (node.DefElem.defname === 'subtype') subtype = readType(node.DefElem.arg.TypeName);
    if (node.DefElem.defname === 'multirange_type_name') multirange = strings(node.DefElem.arg.TypeName.names);
  }
  if (!subtype) return [];
  return [
    {
      op: 'create range',
      name: listName(cursor, stmt.typeName),
      subtype,
      ...(multirange && { multirange: nameOfParts(multirange) }),
      span: cursor.whole,
    },
  ];
}

export function readCreateDomain(cursor: Cursor, stmt: CreateDomainStmt): Op[] {
  if (!stmt.typeName) return [];
  const clauses = (stmt.constraints ?? []).flatMap((node) => ('Constraint' in node ? [node.Constraint] : []));
  const constraints: ConstraintFact[] = [];
  let notNull = false;
  let value: ReturnType<typeof expressionAfter> | undefined;
  clauses.forEach((clause, i) => {
    const start = cursor.at(clause.location);
    const next = clauses[i + 1];
    const place = { start, end: next ? cursor.at(next.location) : cursor.element(start).end };
    if (clause.contype === 'CONSTR_DEFAULT') {
      const end = cursor.tokens[cursor.indexFrom(place.end) - 1]?.end ?? place.end;
      value = expressionAfter(cursor, { start, end }, 'default', clause.raw_expr);
    } else if (clause.contype === 'CONSTR_NOTNULL') notNull = true;
    else if (clause.contype === 'CONSTR_CHECK') constraints.push(readConstraint(cursor, clause, place));
  });
  return [
    {
      op: 'create domain',
      name: listName(cursor, stmt.domainname),
      type: readType(stmt.typeName),
      notNull,
      ...(value && { default: value }),
      constraints,
      span: cursor.whole,
    },
  ];
}

export function readAlterDomain(cursor: Cursor, stmt: AlterDomainStmt): Op[] {
  const change = domainChange(cursor, stmt);
  return change ? [{ op: 'alter domain', name: listName(cursor, stmt.typeName), change, span: cursor.whole }] : [];
}

/** The letters of `AlterDomainStmt.subtype` in PostgreSQL's parsenodes.h. */
function domainChange(
  cursor: Cursor,
  { subtype, def, name = '', missing_ok }: AlterDomainStmt,
): DomainChange | undefined {
  switch (subtype) {
    case 'T':
      return { set: 'default', ...(def && { default: expressionAfter(cursor, cursor.whole, 'default', def) }) };
    case 'N':
      return { set: 'not null', notNull: false };
    case 'O':
      return { set: 'not null', notNull: true };
    case 'C': {
      if (!def || !('Constraint' in def)) return undefined;
      const start = cursor.at(def.Constraint.location);
      const constraint = readConstraint(cursor, def.Constraint, { start, end: cursor.element(start).end });
      return { set: 'add', constraint };
    }
    case 'X':
      return { set: 'drop', name, ...(missing_ok === true && { ifExists: true }) };
    case 'V':
      return { set: 'validate', name };
    default:
      return undefined;
  }
}

/** `CREATE TYPE name;`, `CREATE TYPE name (input = …)` */
export function readDefineType(cursor: Cursor, stmt: DefineStmt): Op[] {
  return [{ op: 'create base type', name: listName(cursor, stmt.defnames), span: cursor.whole }];
}

export function listName(cursor: Cursor, nodes: readonly Node[] | undefined): PlacedName {
  const name = nameOfParts(strings(nodes));
  return { ...name, span: cursor.placeOf(name) };
}
