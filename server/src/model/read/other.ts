import type {
  AlterEnumStmt,
  CommentStmt,
  CreateEnumStmt,
  DropStmt,
  Node,
  SelectStmt,
  VariableSetStmt,
} from '@pgsql/types';
import type { CommentTarget, Op } from '../facts';
import type { PlacedName } from '../names';
import { maskTemplates } from '../../sql/mask';
import { listName, RELATIONS } from './alter';
import type { Cursor } from './cursor';
import { stringOf, strings } from './elements';

export function readDrop(cursor: Cursor, stmt: DropStmt): Op[] {
  const cascade = stmt.behavior === 'DROP_CASCADE';
  const ifExists = stmt.missing_ok === true;
  return (stmt.objects ?? []).flatMap((object): Op[] => {
    const name = listName(cursor, object);
    if (RELATIONS.has(stmt.removeType ?? ''))
      return [{ op: 'drop relation', name, ifExists, cascade, span: cursor.whole }];
    if (stmt.removeType === 'OBJECT_TYPE' || stmt.removeType === 'OBJECT_DOMAIN') {
      return [{ op: 'drop type', name, span: cursor.whole }];
    }
    return [];
  });
}

export function readCreateEnum(cursor: Cursor, stmt: CreateEnumStmt): Op[] {
  return [{ op: 'create enum', name: names(cursor, stmt.typeName), values: strings(stmt.vals), span: cursor.whole }];
}

export function readAlterEnum(cursor: Cursor, stmt: AlterEnumStmt): Op[] {
  const name = names(cursor, stmt.typeName);
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

const COMMENTED: Readonly<Record<string, CommentTarget>> = {
  OBJECT_TABLE: 'table',
  OBJECT_VIEW: 'table',
  OBJECT_MATVIEW: 'table',
  OBJECT_FOREIGN_TABLE: 'table',
  OBJECT_COLUMN: 'column',
  OBJECT_INDEX: 'index',
  OBJECT_TABCONSTRAINT: 'constraint',
  OBJECT_TYPE: 'type',
};

export function readComment(cursor: Cursor, stmt: CommentStmt): Op[] {
  const target = COMMENTED[stmt.objtype ?? ''];
  if (!target) return [];
  const parts =
    stmt.object && 'List' in stmt.object ? strings(stmt.object.List.items) : strings(typeNames(stmt.object));
  const part = target === 'column' || target === 'constraint' ? parts.pop() : undefined;
  const name = parts.at(-1) ?? '';
  const schema = parts.length > 1 ? parts.at(-2) : undefined;
  const on = cursor.find(cursor.whole, 'on');
  const span = on === undefined ? cursor.whole : cursor.nameSpan(cursor.tokenSpan(on + 2).start);
  const placed: PlacedName = schema === undefined ? { name, span } : { schema, name, span };
  return [
    {
      op: 'comment',
      target,
      name: placed,
      ...(part !== undefined && { part }),
      text: stmt.comment,
      span: cursor.whole,
    },
  ];
}

/** A qualified name with a template in it is hardly longer. */
const MAX_NAME_LENGTH = 200;

/** The tables that a DO block alters, also in the text of an EXECUTE. What it makes of them can't be told. */
export function readDo(cursor: Cursor): Op[] {
  const { sql, whole } = cursor;
  return [...sql.matchAll(/\balter\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?/gi)].flatMap((match): Op[] => {
    const from = match.index + match[0].length;
    const name = /^(?:"?[\w$]+"?\.)?"?(\w+)/.exec(maskTemplates(sql.slice(from, from + MAX_NAME_LENGTH)))?.[1];
    return name === undefined
      ? []
      : [{ op: 'obscure change', table: { name: name.toLowerCase(), span: whole }, span: whole }];
  });
}

/** `SET search_path = …`, and `set_config('search_path', …)` as pg_dump writes it. */
export function readSet(cursor: Cursor, stmt: VariableSetStmt): Op[] {
  if (stmt.name !== 'search_path') return [];
  if (stmt.kind !== 'VAR_SET_VALUE') return [{ op: 'search path', path: ['public'], span: cursor.whole }];
  return [{ op: 'search path', path: schemas((stmt.args ?? []).map(constant)), span: cursor.whole }];
}

export function readSelect(cursor: Cursor, stmt: SelectStmt): Op[] {
  const target = stmt.targetList?.[0];
  const call = target && 'ResTarget' in target ? target.ResTarget.val : undefined;
  if (!call || !('FuncCall' in call) || stringOf(call.FuncCall.funcname?.at(-1)) !== 'set_config') return [];
  const [name, value] = (call.FuncCall.args ?? []).map(constant);
  if (name !== 'search_path') return [];
  return [
    { op: 'search path', path: schemas((value ?? '').split(',').map((part) => part.trim())), span: cursor.whole },
  ];
}

function schemas(names: readonly string[]): string[] {
  return names.filter((name) => name !== '' && name !== '$user' && name !== '"$user"');
}

function constant(node: Node): string {
  return 'A_Const' in node ? (node.A_Const.sval?.sval ?? '') : '';
}

function names(cursor: Cursor, nodes: readonly Node[] | undefined): PlacedName {
  return listName(cursor, { List: { items: [...(nodes ?? [])] } });
}

function typeNames(node: Node | undefined): Node[] {
  return node && 'TypeName' in node ? (node.TypeName.names ?? []) : [];
}
