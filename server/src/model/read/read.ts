import type { GrantStmt, Node } from '@pgsql/types';
import type { OffsetMap } from '../../sql/offsets';
import { NO_FACTS, ONLY_A_QUERY, type Op, type StatementFacts } from '../facts';
import { readAlterTable } from './alter';
import { bodyOps, unquoted, type Parse } from './body';
import {
  isOwnRows,
  readAggregate,
  readAlterPolicy,
  readCall,
  readCreateFunction,
  readCreatePolicy,
  readOperator,
  readSelectCall,
  readTrigger,
  searchPath,
} from './code';
import { Cursor } from './cursor';
import { readIndex } from './index-keys';
import { inSchema } from './in-schema';
import { nameOf } from './nodes';
import { bodyProgram, functionProgram } from './program';
import { readDrop, readRename, readSetSchema } from './objects';
import {
  readAlterSequence,
  readComment,
  readCreateExtension,
  readCreateSequence,
  readGrant,
  readSet,
  readTransaction,
} from './session';
import { readCreateTable, readCreateTableAs, readSelectInto, readView } from './table';
import {
  readAlterDomain,
  readAlterEnum,
  readComposite,
  readCreateDomain,
  readCreateEnum,
  readDefineType,
  readRange,
} from './types';

/**
 * What a parsed statement says about the schema. `sql` is the statement as written, `masked` what was parsed; `parse`
 * reads the statements that stand in bodies of code.
 */
export function readFacts(node: Node, sql: string, masked: string, offsets: OffsetMap, parse: Parse): StatementFacts {
  if (isOnlyQuery(node)) return ONLY_A_QUERY;
  const ops = readStatement(node, new Cursor(sql, masked, offsets), parse);
  const query = isQuery(node);
  if (ops.length === 0) return query ? ONLY_A_QUERY : NO_FACTS;
  return { ops, ...(query && { query }) };
}

const QUERIES = new Set([
  'SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt', 'ViewStmt', 'CreateTableAsStmt', 'CreateFunctionStmt', 'DoStmt',
  'ExplainStmt', 'PrepareStmt', 'DeclareCursorStmt', 'CallStmt', 'TruncateStmt',
  // No queries, but statements that are looked at one by one as those are.
  'RuleStmt', 'CreateRoleStmt', 'CreatedbStmt', 'CreateExtensionStmt',
]); // prettier-ignore

/** Whether a statement reads or changes rows, holds a query, has code that may do so, or is to be looked at by itself. */
export function isQuery(node: Node): boolean {
  if ('GrantStmt' in node) return isForEverybody(node.GrantStmt);
  if ('CreateStmt' in node) return node.CreateStmt.options?.some(isVacuumOption) === true;
  if ('AlterTableStmt' in node) return node.AlterTableStmt.cmds?.some(setsVacuumOption) === true;
  return QUERIES.has(Object.keys(node)[0] ?? '');
}

/** Grants to single roles are many in dumps, and there is nothing to say of them. */
function isForEverybody({ grantees = [] }: GrantStmt): boolean {
  return grantees.some((each) => 'RoleSpec' in each && each.RoleSpec.roletype === 'ROLESPEC_PUBLIC');
}

function setsVacuumOption(command: Node): boolean {
  const list = 'AlterTableCmd' in command ? command.AlterTableCmd.def : undefined;
  return list !== undefined && 'List' in list && list.List.items?.some(isVacuumOption) === true;
}

function isVacuumOption(option: Node): boolean {
  return 'DefElem' in option && option.DefElem.defname === 'autovacuum_enabled';
}

/** Most statements of a file of rows: nothing is to be read of them. */
function isOnlyQuery(node: Node): boolean {
  if ('SelectStmt' in node)
    return node.SelectStmt.intoClause === undefined && node.SelectStmt.fromClause?.every(isOwnRows) === false;
  return 'InsertStmt' in node || 'UpdateStmt' in node || 'DeleteStmt' in node;
}

function readStatement(node: Node, cursor: Cursor, parse: Parse): readonly Op[] {
  return readTableStatement(node, cursor) ?? readTypeStatement(node, cursor) ?? readOther(node, cursor, parse);
}

function readTableStatement(node: Node, cursor: Cursor): readonly Op[] | undefined {
  if ('CreateStmt' in node) return readCreateTable(cursor, node.CreateStmt);
  if ('AlterTableStmt' in node) return readAlterTable(cursor, node.AlterTableStmt);
  if ('IndexStmt' in node) return readIndex(cursor, node.IndexStmt);
  if ('CreateForeignTableStmt' in node) {
    const { base } = node.CreateForeignTableStmt;
    return base && readCreateTable(cursor, base, true);
  }
  if ('ViewStmt' in node) return readView(cursor, node.ViewStmt);
  if ('CreateTableAsStmt' in node) return readCreateTableAs(cursor, node.CreateTableAsStmt);
  if ('DropStmt' in node) return readDrop(cursor, node.DropStmt);
  if ('RenameStmt' in node) return readRename(cursor, node.RenameStmt);
  if ('AlterObjectSchemaStmt' in node) return readSetSchema(cursor, node.AlterObjectSchemaStmt);
  if ('CommentStmt' in node) return readComment(cursor, node.CommentStmt);
  return undefined;
}

function readTypeStatement(node: Node, cursor: Cursor): readonly Op[] | undefined {
  if ('CreateEnumStmt' in node) return readCreateEnum(cursor, node.CreateEnumStmt);
  if ('AlterEnumStmt' in node) return readAlterEnum(cursor, node.AlterEnumStmt);
  if ('CompositeTypeStmt' in node) return readComposite(cursor, node.CompositeTypeStmt);
  if ('CreateDomainStmt' in node) return readCreateDomain(cursor, node.CreateDomainStmt);
  if ('AlterDomainStmt' in node) return readAlterDomain(cursor, node.AlterDomainStmt);
  if ('CreateRangeStmt' in node) return readRange(cursor, node.CreateRangeStmt);
  if ('DefineStmt' in node) {
    if (node.DefineStmt.kind === 'OBJECT_TYPE') return readDefineType(cursor, node.DefineStmt);
    if (node.DefineStmt.kind === 'OBJECT_OPERATOR') return readOperator(cursor, node.DefineStmt);
    return node.DefineStmt.kind === 'OBJECT_AGGREGATE' ? readAggregate(cursor, node.DefineStmt) : [];
  }
  return undefined;
}

function readOther(node: Node, cursor: Cursor, parse: Parse): readonly Op[] {
  const inside: (node: Node, cursor: Cursor) => readonly Op[] = (inner, at) => readStatement(inner, at, parse);
  if ('CreateFunctionStmt' in node) {
    const body = bodyOf(cursor);
    const ops = body ? bodyOps(cursor, body, parse, inside) : [];
    const program = body && functionProgram(node.CreateFunctionStmt, body, parse, inside);
    return readCreateFunction(cursor, node.CreateFunctionStmt, ops, program);
  }
  if ('DoStmt' in node) {
    const body = bodyOf(cursor);
    const ops = body ? bodyOps(cursor, body, parse, inside) : [];
    const program = body && bodyProgram(body, parse, inside);
    return ops.length > 0 || program ? [{ op: 'in a body', ops, ...(program && { program }), span: cursor.whole }] : [];
  }
  if ('CreateTrigStmt' in node) return readTrigger(cursor, node.CreateTrigStmt);
  if ('CreatePolicyStmt' in node) return readCreatePolicy(cursor, node.CreatePolicyStmt);
  if ('AlterPolicyStmt' in node) return readAlterPolicy(cursor, node.AlterPolicyStmt);
  if ('CreateSchemaStmt' in node) {
    const { schemaname, if_not_exists, authrole, schemaElts } = node.CreateSchemaStmt;
    const name = nameOf(undefined, schemaname ?? authrole?.rolename);
    const placed = { ...name, span: cursor.placeOf(name) };
    const made: Op = { op: 'create schema', name: placed, ifNotExists: if_not_exists === true, span: cursor.whole };
    const elements = (schemaElts ?? []).flatMap((element) => inside(element, cursor));
    return [made, ...inSchema(elements, name.name)];
  }
  if ('CreateCastStmt' in node) return [{ op: 'create cast', span: cursor.whole }];
  if ('CreateExtensionStmt' in node) return readCreateExtension(cursor, node.CreateExtensionStmt);
  if ('CreateSeqStmt' in node) return readCreateSequence(cursor, node.CreateSeqStmt);
  if ('AlterSeqStmt' in node) return readAlterSequence(cursor, node.AlterSeqStmt);
  if ('GrantStmt' in node) return readGrant(cursor, node.GrantStmt);
  if ('VariableSetStmt' in node) return readSet(cursor, node.VariableSetStmt);
  if ('DiscardStmt' in node && node.DiscardStmt.target === 'DISCARD_ALL')
    return [searchPath(cursor, ['public'], false)];
  if ('TransactionStmt' in node) return readTransaction(cursor, node.TransactionStmt);
  if ('CallStmt' in node) return readCall(cursor, node.CallStmt);
  if ('SelectStmt' in node)
    return node.SelectStmt.intoClause
      ? readSelectInto(cursor, node.SelectStmt)
      : readSelectCall(cursor, node.SelectStmt);
  return [];
}

/** The code of a function or DO block: its dollar-quoted text, or the string after AS or DO. */
function bodyOf(cursor: Cursor): { readonly start: number; readonly text: string } | undefined {
  const { tokens } = cursor;
  for (let i = tokens.length - 1; i >= 0; i--) {
    const token = tokens[i]!;
    if (token.kind !== 'dollar' && token.kind !== 'string') continue;
    const before = cursor.word(i - 1);
    if (token.kind === 'string' && before !== 'as' && before !== 'do') continue;
    const body = unquoted(cursor.text(token));
    return body && { start: token.start + body.start, text: body.text };
  }
  return undefined;
}
