import type {
  AlterSeqStmt,
  CommentStmt,
  CreateExtensionStmt,
  CreateSeqStmt,
  GrantStmt,
  Node,
  TransactionStmt,
  VariableSetStmt,
} from '@pgsql/types';
import type { SequenceFact } from '../code-facts';
import type { CommentTarget, Op, TransactionStep } from '../facts';
import type { PlacedName } from '../names';
import { readType } from '../types';
import { optionText, roleNames, searchPath } from './code';
import type { Cursor } from './cursor';
import { constantText } from './expressions';
import { nameOfParts, relationName, stringOf, strings } from './nodes';
import { argumentsOf, called } from './objects';

export function readCreateExtension(cursor: Cursor, stmt: CreateExtensionStmt): Op[] {
  const schema = optionText(stmt.options, 'schema');
  return [
    {
      op: 'create extension',
      name: { name: stmt.extname ?? '', span: cursor.placeOf({ name: stmt.extname ?? '' }) },
      ...(schema !== undefined && { schema }),
      ifNotExists: stmt.if_not_exists === true,
      span: cursor.whole,
    },
  ];
}

export function readCreateSequence(cursor: Cursor, stmt: CreateSeqStmt): Op[] {
  return [
    {
      op: 'create sequence',
      name: relationName(cursor, stmt.sequence),
      sequence: sequence(stmt.options),
      temporary: stmt.sequence?.relpersistence === 't',
      ifNotExists: stmt.if_not_exists === true,
      span: cursor.whole,
    },
  ];
}

export function readAlterSequence(cursor: Cursor, stmt: AlterSeqStmt): Op[] {
  return [
    {
      op: 'alter sequence',
      name: relationName(cursor, stmt.sequence),
      sequence: sequence(stmt.options),
      ifExists: stmt.missing_ok === true,
      span: cursor.whole,
    },
  ];
}

function sequence(options: readonly Node[] | undefined): SequenceFact {
  const fact: { -readonly [K in keyof SequenceFact]: SequenceFact[K] } = {};
  for (const node of options ?? []) {
    if (!('DefElem' in node) || !node.DefElem.arg) continue;
    const { defname, arg } = node.DefElem;
    if (defname === 'as' && 'TypeName' in arg) fact.type = readType(arg.TypeName);
    if (defname !== 'owned_by' || !('List' in arg)) continue;
    const parts = strings(arg.List.items);
    const column = parts.pop() ?? '';
    fact.ownedBy = parts.length === 0 ? null : { table: nameOfParts(parts), column };
  }
  return fact;
}

/** Grants on tables by name; those on whole schemas and on other objects are no part of the model. */
export function readGrant(cursor: Cursor, stmt: GrantStmt): Op[] {
  if (stmt.objtype !== 'OBJECT_TABLE' || stmt.targtype !== 'ACL_TARGET_OBJECT') return [];
  const privileges = (stmt.privileges ?? []).flatMap((node) => {
    if (!('AccessPriv' in node)) return [];
    const columns = strings(node.AccessPriv.cols);
    return [`${node.AccessPriv.priv_name ?? 'all'}${columns.length > 0 ? ` (${columns.join(', ')})` : ''}`];
  });
  const roles = roleNames(stmt.grantees);
  return (stmt.objects ?? []).flatMap((node): Op[] => {
    if (!('RangeVar' in node)) return [];
    const table = relationName(cursor, node.RangeVar);
    const all = privileges.length > 0 ? privileges : ['all'];
    return [{ op: 'grant', table, grant: stmt.is_grant === true, privileges: all, roles, span: cursor.whole }];
  });
}

const COMMENTED: Readonly<Record<string, CommentTarget>> = {
  OBJECT_TABLE: 'table',
  OBJECT_VIEW: 'table',
  OBJECT_MATVIEW: 'table',
  OBJECT_FOREIGN_TABLE: 'table',
  OBJECT_COLUMN: 'column',
  OBJECT_INDEX: 'index',
  OBJECT_TABCONSTRAINT: 'constraint',
  OBJECT_DOMCONSTRAINT: 'domain constraint',
  OBJECT_TYPE: 'type',
  OBJECT_DOMAIN: 'type',
  OBJECT_SEQUENCE: 'sequence',
  OBJECT_FUNCTION: 'function',
  OBJECT_PROCEDURE: 'function',
  OBJECT_AGGREGATE: 'function',
  OBJECT_TRIGGER: 'trigger',
  OBJECT_POLICY: 'policy',
  OBJECT_SCHEMA: 'schema',
  OBJECT_EXTENSION: 'extension',
};

const OF_SOMETHING: ReadonlySet<CommentTarget> = new Set([
  'column',
  'constraint',
  'domain constraint',
  'trigger',
  'policy',
]);

export function readComment(cursor: Cursor, stmt: CommentStmt): Op[] {
  const target = COMMENTED[stmt.objtype ?? ''];
  if (!target) return [];
  const parts = commentedName(stmt.object);
  const part = OF_SOMETHING.has(target) ? parts.pop() : undefined;
  const on = cursor.find(cursor.whole, 'on');
  const span = on === undefined ? cursor.whole : cursor.nameSpan(cursor.tokenSpan(on + 2).start);
  const name: PlacedName = { ...nameOfParts(parts), span };
  const args = argumentsOf(stmt.object);
  const text = stmt.comment;
  return [
    {
      op: 'comment',
      target,
      ...called(stmt.objtype),
      name,
      ...(part !== undefined && { part }),
      ...(args && { args }),
      text,
      span: cursor.whole,
    },
  ];
}

function commentedName(node: Node | undefined): string[] {
  if (!node) return [];
  if ('List' in node) return (node.List.items ?? []).flatMap((item) => commentedName(item));
  if ('TypeName' in node) return strings(node.TypeName.names);
  if ('ObjectWithArgs' in node) return strings(node.ObjectWithArgs.objname);
  return [stringOf(node)];
}

const TRANSACTION_STEPS: Readonly<Record<string, TransactionStep>> = {
  TRANS_STMT_BEGIN: 'begin',
  TRANS_STMT_START: 'begin',
  TRANS_STMT_COMMIT: 'commit',
  TRANS_STMT_ROLLBACK: 'rollback',
  TRANS_STMT_SAVEPOINT: 'savepoint',
  TRANS_STMT_RELEASE: 'release',
  TRANS_STMT_ROLLBACK_TO: 'rollback to',
};

export function readTransaction(cursor: Cursor, { kind, savepoint_name, chain }: TransactionStmt): Op[] {
  const does = TRANSACTION_STEPS[kind ?? ''];
  if (!does) return [];
  const savepoint = savepoint_name === undefined ? {} : { savepoint: savepoint_name };
  return [{ op: 'transaction', does, ...savepoint, ...(chain && { chain }), span: cursor.whole }];
}

/** `SET search_path = …`; RESET and DEFAULT take it back to `public`. */
export function readSet(cursor: Cursor, stmt: VariableSetStmt): Op[] {
  if (stmt.name !== 'search_path' && stmt.kind !== 'VAR_RESET_ALL') return [];
  const local = stmt.is_local === true;
  if (stmt.kind !== 'VAR_SET_VALUE') return [searchPath(cursor, ['public'], local)];
  return [
    searchPath(
      cursor,
      (stmt.args ?? []).map((arg) => constantText(arg) ?? ''),
      local,
    ),
  ];
}
