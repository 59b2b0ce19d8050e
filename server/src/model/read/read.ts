import type { Node } from '@pgsql/types';
import type { OffsetMap } from '../../sql/offsets';
import { NO_FACTS, type Op, type StatementFacts } from '../facts';
import { readAlterTable, readRename, readSetSchema } from './alter';
import { Cursor } from './cursor';
import { readAlterEnum, readComment, readCreateEnum, readDo, readDrop, readSelect, readSet } from './other';
import { readCreateTable, readCreateTableAs, readIndex, readView } from './table';

/** What a parsed statement says about the schema. `sql` is the statement as written, `masked` what was parsed. */
export function readFacts(node: Node, sql: string, masked: string, offsets: OffsetMap): StatementFacts {
  const read = reader(node);
  if (!read) return NO_FACTS;
  const ops = read(new Cursor(sql, masked, offsets));
  return ops.length > 0 ? { ops } : NO_FACTS;
}

function reader(node: Node): ((cursor: Cursor) => Op[]) | undefined {
  if ('CreateStmt' in node) return (cursor) => readCreateTable(cursor, node.CreateStmt);
  if ('CreateForeignTableStmt' in node) {
    const base = node.CreateForeignTableStmt.base;
    return base && ((cursor) => readCreateTable(cursor, base, true));
  }
  if ('AlterTableStmt' in node) return (cursor) => readAlterTable(cursor, node.AlterTableStmt);
  if ('IndexStmt' in node) return (cursor) => readIndex(cursor, node.IndexStmt);
  if ('ViewStmt' in node) return (cursor) => readView(cursor, node.ViewStmt);
  if ('CreateTableAsStmt' in node) return (cursor) => readCreateTableAs(cursor, node.CreateTableAsStmt);
  if ('DropStmt' in node) return (cursor) => readDrop(cursor, node.DropStmt);
  if ('RenameStmt' in node) return (cursor) => readRename(cursor, node.RenameStmt);
  if ('AlterObjectSchemaStmt' in node) return (cursor) => readSetSchema(cursor, node.AlterObjectSchemaStmt);
  if ('CreateEnumStmt' in node) return (cursor) => readCreateEnum(cursor, node.CreateEnumStmt);
  if ('AlterEnumStmt' in node) return (cursor) => readAlterEnum(cursor, node.AlterEnumStmt);
  if ('CommentStmt' in node) return (cursor) => readComment(cursor, node.CommentStmt);
  if ('DoStmt' in node) return readDo;
  if ('VariableSetStmt' in node) return (cursor) => readSet(cursor, node.VariableSetStmt);
  if ('SelectStmt' in node) return (cursor) => readSelect(cursor, node.SelectStmt);
  return undefined;
}
