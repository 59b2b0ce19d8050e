import type { AlterTableStmt, Node, RangeVar } from '@pgsql/types';
import type { Span } from '../../base/span';
import type { OffsetMap } from '../../sql/offsets';
import type { Op, StatementFacts } from '../facts';
import type { PlacedName } from '../names';
import { Cursor } from '../read/cursor';
import { relationName, strings } from '../read/nodes';
import { LOCK_MODES, type LockMode } from './locks';

/**
 * One thing that a statement does, as its text says it: an operation on the schema, or what leaves the schema as it is.
 * Places are UTF-16 from the statement's start.
 */
export type Act =
  | { readonly act: 'op'; readonly op: Op; readonly span: Span; readonly concurrently?: true; /** `USING` more than the column. */ readonly converts?: true }
  | { readonly act: 'alter table'; /** As PostgreSQL's grammar calls it: `AT_SetTableSpace`. */ readonly what: string; readonly table: PlacedName; readonly name?: string; readonly span: Span }
  | { readonly act: 'alter index'; readonly name: PlacedName; readonly span: Span }
  | { readonly act: 'truncate'; readonly tables: readonly PlacedName[]; readonly cascade: boolean; readonly span: Span }
  | { readonly act: 'vacuum' | 'vacuum full' | 'analyze'; readonly tables: readonly PlacedName[]; readonly span: Span }
  | { readonly act: 'cluster'; readonly table?: PlacedName; readonly span: Span }
  | { readonly act: 'reindex'; readonly of: 'index' | 'table' | 'many'; readonly name?: PlacedName; readonly concurrently: boolean; readonly span: Span }
  | { readonly act: 'refresh'; readonly name: PlacedName; readonly concurrently: boolean; readonly withData: boolean; readonly span: Span }
  | { readonly act: 'lock'; readonly tables: readonly PlacedName[]; readonly mode: LockMode; readonly span: Span }
  | { readonly act: 'rule' | 'statistics' | 'alter trigger'; readonly table: PlacedName; readonly span: Span }
  | { readonly act: 'write'; readonly verb: 'INSERT' | 'UPDATE' | 'DELETE' | 'MERGE' | 'COPY'; readonly table?: PlacedName; readonly where: boolean; readonly span: Span }
  | { readonly act: 'read'; readonly span: Span }
  | { readonly act: 'code'; readonly span: Span }
  | { readonly act: 'transaction'; readonly what: 'begin' | 'commit' | 'rollback' | 'savepoint'; readonly span: Span }
  | { readonly act: 'set'; /** In small letters. */ readonly name: string; /** Where it is a text or word. */ readonly value?: string; readonly local: boolean; readonly span: Span }
  | { readonly act: 'server'; /** `DROP DATABASE` */ readonly what: string; readonly span: Span }; // prettier-ignore

/** What a parsed statement does. `facts` are those of the same text; the order is that of the text. */
export function readActs(node: Node, facts: StatementFacts, sql: string, offsets: OffsetMap): readonly Act[] {
  const cursor = new Cursor(sql, sql, offsets);
  if ('AlterTableStmt' in node) return alterTable(node.AlterTableStmt, facts, cursor);
  const own = readOne(node, cursor);
  const concurrently = ('DropStmt' in node && node.DropStmt.concurrent === true) || ('IndexStmt' in node && node.IndexStmt.concurrent === true); // prettier-ignore
  const ops = facts.ops.map((op): Act => {
    const span = 'span' in op ? op.span : cursor.whole;
    return { act: 'op', op, span, ...(concurrently && { concurrently: true }) };
  });
  return own ? [own, ...ops] : ops;
}

function alterTable(stmt: AlterTableStmt, facts: StatementFacts, cursor: Cursor): Act[] {
  const table = relationName(cursor, stmt.relation);
  const index = stmt.objtype === 'OBJECT_INDEX';
  let at = table.span.end;
  return (stmt.cmds ?? []).flatMap((each): Act[] => {
    if (!('AlterTableCmd' in each)) return [];
    const command = each.AlterTableCmd;
    const span = cursor.element(cursor.tokenSpan(cursor.indexFrom(at)).start);
    at = cursor.tokenSpan(cursor.indexFrom(span.end)).end;
    const op = facts.ops.find((candidate) => 'span' in candidate && candidate.span.start === span.start);
    if (op) {
      const using = command.def && 'ColumnDef' in command.def ? command.def.ColumnDef.raw_default : undefined;
      const converts =
        command.subtype === 'AT_AlterColumnType' && using !== undefined && !isColumn(using, command.name);
      return [{ act: 'op', op, span, ...(converts && { converts: true }) }];
    }
    if (index) return [{ act: 'alter index', name: table, span }];
    if (stmt.objtype !== 'OBJECT_TABLE') return [];
    return [{ act: 'alter table', what: command.subtype ?? '', table, ...(command.name !== undefined && { name: command.name }), span }]; // prettier-ignore
  });
}

/** `USING note` and `USING note::text` are no conversions of their own: the type says as much. */
function isColumn(node: Node, name: string | undefined): boolean {
  if ('TypeCast' in node) return node.TypeCast.arg !== undefined && isColumn(node.TypeCast.arg, name);
  return 'ColumnRef' in node && strings(node.ColumnRef.fields).at(-1) === name;
}

function readOne(node: Node, cursor: Cursor): Act | undefined {
  const span = cursor.whole;
  const relation = (range: RangeVar | undefined) => relationName(cursor, range);
  const relations = (nodes: readonly Node[] | undefined) =>
    (nodes ?? []).flatMap((each) => ('RangeVar' in each ? [relation(each.RangeVar)] : []));
  if ('TransactionStmt' in node) return transaction(node.TransactionStmt.kind, span);
  if ('TruncateStmt' in node) {
    const { relations: tables, behavior } = node.TruncateStmt;
    return { act: 'truncate', tables: relations(tables), cascade: behavior === 'DROP_CASCADE', span };
  }
  if ('VacuumStmt' in node) {
    const { is_vacuumcmd, options = [], rels = [] } = node.VacuumStmt;
    const tables = rels.flatMap((each) => ('VacuumRelation' in each && each.VacuumRelation.relation ? [relation(each.VacuumRelation.relation)] : [])); // prettier-ignore
    const full = options.some((each) => 'DefElem' in each && each.DefElem.defname === 'full' && isOn(each.DefElem.arg));
    return { act: is_vacuumcmd !== true ? 'analyze' : full ? 'vacuum full' : 'vacuum', tables, span };
  }
  if ('ClusterStmt' in node) {
    const { relation: table } = node.ClusterStmt;
    return { act: 'cluster', ...(table && { table: relation(table) }), span };
  }
  if ('ReindexStmt' in node) {
    const { kind, relation: name, params = [] } = node.ReindexStmt;
    const concurrently = params.some((each) => 'DefElem' in each && each.DefElem.defname === 'concurrently' && isOn(each.DefElem.arg)); // prettier-ignore
    const of = kind === 'REINDEX_OBJECT_INDEX' ? 'index' : kind === 'REINDEX_OBJECT_TABLE' ? 'table' : 'many';
    return { act: 'reindex', of, ...(name && { name: relation(name) }), concurrently, span };
  }
  if ('RefreshMatViewStmt' in node) {
    const { relation: name, concurrent, skipData } = node.RefreshMatViewStmt;
    return {
      act: 'refresh',
      name: relation(name),
      concurrently: concurrent === true,
      withData: skipData !== true,
      span,
    };
  }
  if ('LockStmt' in node) {
    const { relations: tables, mode = LOCK_MODES.length } = node.LockStmt;
    return { act: 'lock', tables: relations(tables), mode: LOCK_MODES[mode - 1] ?? 'ACCESS EXCLUSIVE', span };
  }
  if ('RuleStmt' in node) return { act: 'rule', table: relation(node.RuleStmt.relation), span };
  if ('CreateStatsStmt' in node) {
    const [table] = relations(node.CreateStatsStmt.relations);
    return table && { act: 'statistics', table, span };
  }
  if ('VariableSetStmt' in node && node.VariableSetStmt.name !== 'search_path') {
    const { name = '', is_local, args } = node.VariableSetStmt;
    const value = args?.[0] && 'A_Const' in args[0] ? args[0].A_Const.sval?.sval : undefined;
    return {
      act: 'set',
      name: name.toLowerCase(),
      ...(value !== undefined && { value }),
      local: is_local === true,
      span,
    };
  }
  return write(node, relation, span) ?? server(node, span);
}

function write(node: Node, relation: (range: RangeVar | undefined) => PlacedName, span: Span): Act | undefined {
  if ('InsertStmt' in node)
    return { act: 'write', verb: 'INSERT', table: relation(node.InsertStmt.relation), where: true, span };
  if ('UpdateStmt' in node) {
    const { relation: table, whereClause } = node.UpdateStmt;
    return { act: 'write', verb: 'UPDATE', table: relation(table), where: whereClause !== undefined, span };
  }
  if ('DeleteStmt' in node) {
    const { relation: table, whereClause } = node.DeleteStmt;
    return { act: 'write', verb: 'DELETE', table: relation(table), where: whereClause !== undefined, span };
  }
  if ('MergeStmt' in node)
    return { act: 'write', verb: 'MERGE', table: relation(node.MergeStmt.relation), where: true, span };
  if ('CopyStmt' in node && node.CopyStmt.is_from === true)
    return { act: 'write', verb: 'COPY', table: relation(node.CopyStmt.relation), where: true, span };
  if ('SelectStmt' in node) return node.SelectStmt.intoClause ? undefined : { act: 'read', span };
  return 'DoStmt' in node || 'CallStmt' in node ? { act: 'code', span } : undefined;
}

const TRANSACTION: Readonly<Record<string, Extract<Act, { act: 'transaction' }>['what']>> = {
  TRANS_STMT_BEGIN: 'begin',
  TRANS_STMT_START: 'begin',
  TRANS_STMT_COMMIT: 'commit',
  TRANS_STMT_ROLLBACK: 'rollback',
};

function transaction(kind: string | undefined, span: Span): Act {
  return { act: 'transaction', what: TRANSACTION[kind ?? ''] ?? 'savepoint', span };
}

const SERVER: Readonly<Record<string, string>> = {
  CreatedbStmt: 'CREATE DATABASE',
  DropdbStmt: 'DROP DATABASE',
  AlterSystemStmt: 'ALTER SYSTEM',
  CreateTableSpaceStmt: 'CREATE TABLESPACE',
  DropTableSpaceStmt: 'DROP TABLESPACE',
};

function server(node: Node, span: Span): Act | undefined {
  const what = SERVER[Object.keys(node)[0] ?? ''];
  if (what !== undefined) return { act: 'server', what, span };
  const all = 'DiscardStmt' in node && node.DiscardStmt.target === 'DISCARD_ALL';
  return all ? { act: 'server', what: 'DISCARD ALL', span } : undefined;
}

/** An option that is written alone is on. */
function isOn(arg: Node | undefined): boolean {
  if (!arg) return true;
  if ('Boolean' in arg) return arg.Boolean.boolval === true;
  if ('Integer' in arg) return (arg.Integer.ival ?? 0) !== 0;
  return !('String' in arg) || !/^(?:false|off)$/i.test(arg.String.sval ?? '');
}
