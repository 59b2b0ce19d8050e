import type { AlterObjectSchemaStmt, AlterTableCmd, AlterTableStmt, RenameStmt } from '@pgsql/types';
import type { Span } from '../../base/span';
import type { Op } from '../facts';
import { readType } from '../types';
import type { Cursor } from './cursor';
import { expressionAfter, readColumn, readConstraint, relationName, strings } from './elements';
import type { PlacedName } from '../names';

export function readAlterTable(cursor: Cursor, stmt: AlterTableStmt): Op[] {
  const table = relationName(cursor, stmt.relation);
  const commands = (stmt.cmds ?? []).flatMap((node) => ('AlterTableCmd' in node ? [node.AlterTableCmd] : []));
  let at = table.span.end;
  return commands.flatMap((command) => {
    const start = cursor.tokenSpan(cursor.indexFrom(at)).start;
    const span = cursor.element(start);
    at = cursor.tokenSpan(cursor.indexFrom(span.end)).end;
    return readCommand(cursor, table, command, span);
  });
}

function readCommand(cursor: Cursor, table: PlacedName, command: AlterTableCmd, span: Span): Op[] {
  const name = command.name ?? '';
  const def = command.def;
  switch (command.subtype) {
    case 'AT_AddColumn': {
      if (!def || !('ColumnDef' in def)) return [];
      const { column, constraints } = readColumn(cursor, def.ColumnDef, span.end);
      return [{ op: 'add column', table, column, constraints, ifNotExists: command.missing_ok === true, span }];
    }
    case 'AT_DropColumn':
      return [{ op: 'drop column', table, column: name, ifExists: command.missing_ok === true, span }];
    case 'AT_AlterColumnType': {
      if (!def || !('ColumnDef' in def) || !def.ColumnDef.typeName) return [];
      const start = cursor.at(def.ColumnDef.typeName.location);
      const using = cursor.find({ start, end: span.end }, 'using') ?? cursor.find({ start, end: span.end }, 'collate');
      const end = using === undefined ? span.end : cursor.tokens[using - 1]!.end;
      return alterColumn(table, name, { set: 'type', type: readType(def.ColumnDef.typeName, { start, end }) }, span);
    }
    case 'AT_SetNotNull':
    case 'AT_DropNotNull':
      return alterColumn(table, name, { set: 'not null', notNull: command.subtype === 'AT_SetNotNull' }, span);
    case 'AT_ColumnDefault':
      return alterColumn(
        table,
        name,
        { set: 'default', ...(def && { default: expressionAfter(cursor, span, 'default') }) },
        span,
      );
    case 'AT_AddIdentity': {
      const always = def && 'Constraint' in def && def.Constraint.generated_when === 'a';
      return alterColumn(table, name, { set: 'identity', identity: always ? 'always' : 'by default' }, span);
    }
    case 'AT_DropIdentity':
      return alterColumn(table, name, { set: 'identity' }, span);
    case 'AT_DropExpression':
      return alterColumn(table, name, { set: 'expression' }, span);
    case 'AT_AddConstraint': {
      if (!def || !('Constraint' in def)) return [];
      const start = cursor.at(def.Constraint.location);
      return [
        {
          op: 'add constraint',
          table,
          constraint: readConstraint(cursor, def.Constraint, { start, end: span.end }),
          span,
        },
      ];
    }
    case 'AT_DropConstraint':
      return [{ op: 'drop constraint', table, name, span }];
    case 'AT_ValidateConstraint':
      return [{ op: 'validate constraint', table, name, span }];
    case 'AT_AttachPartition':
    case 'AT_DetachPartition': {
      if (!def || !('PartitionCmd' in def)) return [];
      const partition = relationName(cursor, def.PartitionCmd.name);
      return [
        {
          op: command.subtype === 'AT_AttachPartition' ? 'attach partition' : 'detach partition',
          table,
          partition,
          span,
        },
      ];
    }
    default:
      return [];
  }
}

function alterColumn(
  table: PlacedName,
  column: string,
  change: Extract<Op, { op: 'alter column' }>['change'],
  span: Span,
): Op[] {
  return [{ op: 'alter column', table, column, change, span }];
}

/** What PostgreSQL keeps in `pg_class` and names alike. */
export const RELATIONS = new Set([
  'OBJECT_TABLE',
  'OBJECT_VIEW',
  'OBJECT_MATVIEW',
  'OBJECT_INDEX',
  'OBJECT_FOREIGN_TABLE',
  'OBJECT_SEQUENCE',
]);

export function readRename(cursor: Cursor, stmt: RenameStmt): Op[] {
  const span = cursor.whole;
  const to = stmt.newname ?? '';
  const kind = stmt.renameType ?? '';
  if (kind === 'OBJECT_TYPE' || kind === 'OBJECT_DOMAIN') {
    return [{ op: 'rename type', name: listName(cursor, stmt.object), to, span }];
  }
  if (!stmt.relation) return [];
  const name = relationName(cursor, stmt.relation);
  if (kind === 'OBJECT_COLUMN') return [{ op: 'rename column', table: name, column: stmt.subname ?? '', to, span }];
  if (kind === 'OBJECT_TABCONSTRAINT')
    return [{ op: 'rename constraint', table: name, name: stmt.subname ?? '', to, span }];
  return RELATIONS.has(kind) ? [{ op: 'rename relation', name, to, span }] : [];
}

export function readSetSchema(cursor: Cursor, stmt: AlterObjectSchemaStmt): Op[] {
  if (!stmt.relation || !RELATIONS.has(stmt.objectType ?? '')) return [];
  return [
    { op: 'set schema', name: relationName(cursor, stmt.relation), schema: stmt.newschema ?? '', span: cursor.whole },
  ];
}

/** A name that the tree gives as a list of words, without a place. */
export function listName(cursor: Cursor, node: RenameStmt['object']): PlacedName {
  const parts =
    node && 'List' in node ? strings(node.List.items) : node && 'TypeName' in node ? strings(node.TypeName.names) : [];
  const name = parts.at(-1) ?? '';
  const schema = parts.length > 1 ? parts.at(-2)! : undefined;
  return schema === undefined ? { name, span: cursor.whole } : { schema, name, span: cursor.whole };
}
