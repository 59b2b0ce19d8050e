import type { AlterTableCmd, AlterTableStmt, Node } from '@pgsql/types';
import type { Span } from '../../base/span';
import type { ColumnChange, CompositeChange, Op } from '../facts';
import type { PlacedName } from '../names';
import { readType } from '../types';
import type { Cursor } from './cursor';
import { readColumn, readConstraint, sequenceName } from './elements';
import { expressionAfter, insideParens } from './expressions';
import { definitions } from './index-keys';
import { nameOf, nameOfParts, relationName, strings } from './nodes';

/** What all operations of an ALTER TABLE share. */
interface Target {
  readonly table: PlacedName;
  readonly ifTableExists?: true;
  readonly only?: true;
}

export function readAlterTable(cursor: Cursor, stmt: AlterTableStmt): Op[] {
  const table = relationName(cursor, stmt.relation);
  const target: Target = {
    table,
    ...(stmt.missing_ok === true && { ifTableExists: true }),
    ...(stmt.relation?.inh !== true && { only: true }),
  };
  const commands = (stmt.cmds ?? []).flatMap((node) => ('AlterTableCmd' in node ? [node.AlterTableCmd] : []));
  let at = table.span.end;
  return commands.flatMap((command) => {
    const start = cursor.tokenSpan(cursor.indexFrom(at)).start;
    const span = cursor.element(start);
    at = cursor.tokenSpan(cursor.indexFrom(span.end)).end;
    if (stmt.objtype === 'OBJECT_TYPE') return readAttribute(cursor, table, command, span);
    if (stmt.objtype === 'OBJECT_INDEX') return readIndexCommand(cursor, table, command, span);
    return readCommand(cursor, target, command, span);
  });
}

function readCommand(cursor: Cursor, target: Target, command: AlterTableCmd, span: Span): Op[] {
  const name = command.name ?? '';
  const def = command.def;
  const cascade = command.behavior === 'DROP_CASCADE';
  switch (command.subtype) {
    case 'AT_AddColumn': {
      if (!def || !('ColumnDef' in def)) return [];
      const { column, constraints } = readColumn(cursor, def.ColumnDef, span.end);
      return [{ op: 'add column', ...target, column, constraints, ifNotExists: command.missing_ok === true, span }];
    }
    case 'AT_DropColumn':
      return [{ op: 'drop column', ...target, column: name, ifExists: command.missing_ok === true, cascade, span }];
    case 'AT_AddConstraint': {
      if (!def || !('Constraint' in def)) return [];
      const start = cursor.at(def.Constraint.location);
      const constraint = readConstraint(cursor, def.Constraint, { start, end: span.end });
      return [{ op: 'add constraint', ...target, constraint, span }];
    }
    case 'AT_AlterConstraint': {
      if (!def || !('ATAlterConstraint' in def)) return [];
      const { conname = '', alterDeferrability, deferrable, initdeferred, alterEnforceability, is_enforced, alterInheritability, noinherit } =
        def.ATAlterConstraint; // prettier-ignore
      const change = {
        ...(alterDeferrability && { deferrable: deferrable === true, initiallyDeferred: initdeferred === true }),
        ...(alterEnforceability && { enforced: is_enforced === true }),
        ...(alterInheritability && { noInherit: noinherit === true }),
      };
      return [{ op: 'alter constraint', ...target, name: conname, ...change, span }];
    }
    case 'AT_DropConstraint':
      return [{ op: 'drop constraint', ...target, name, ifExists: command.missing_ok === true, cascade, span }];
    case 'AT_ValidateConstraint':
      return [{ op: 'validate constraint', ...target, name, span }];
    case 'AT_AttachPartition':
    case 'AT_DetachPartition': {
      if (!def || !('PartitionCmd' in def)) return [];
      const partition = relationName(cursor, def.PartitionCmd.name);
      if (command.subtype === 'AT_AttachPartition') return [{ op: 'attach partition', ...target, partition, span }];
      const concurrently = def.PartitionCmd.concurrent === true && { concurrently: true };
      return [{ op: 'detach partition', ...target, partition, ...concurrently, span }];
    }
    case 'AT_AddInherit':
    case 'AT_DropInherit': {
      if (!def || !('RangeVar' in def)) return [];
      const parent = nameOf(def.RangeVar.schemaname, def.RangeVar.relname);
      return [{ op: 'inherit', ...target, parent, inherits: command.subtype === 'AT_AddInherit', span }];
    }
    case 'AT_AddOf':
      return def && 'TypeName' in def
        ? [{ op: 'of type', ...target, type: nameOfParts(strings(def.TypeName.names)), span }]
        : [];
    case 'AT_DropOf':
      return [{ op: 'of type', ...target, span }];
    case 'AT_EnableRowSecurity':
      return [{ op: 'row security', ...target, set: 'enabled', span }];
    case 'AT_DisableRowSecurity':
      return [{ op: 'row security', ...target, set: 'disabled', span }];
    case 'AT_ForceRowSecurity':
      return [{ op: 'row security', ...target, set: 'forced', span }];
    case 'AT_NoForceRowSecurity':
      return [{ op: 'row security', ...target, set: 'not forced', span }];
    case 'AT_SetLogged':
    case 'AT_SetUnLogged':
      return [{ op: 'set logged', ...target, logged: command.subtype === 'AT_SetLogged', span }];
    default: {
      const change = readColumnChange(cursor, command, span);
      return change ? [{ op: 'alter column', ...target, column: name, change, span }] : [];
    }
  }
}

function readColumnChange(cursor: Cursor, command: AlterTableCmd, span: Span): ColumnChange | undefined {
  const { subtype, def } = command;
  const ifExists = command.missing_ok === true && { ifExists: true };
  switch (subtype) {
    case 'AT_AlterColumnType': {
      if (!def || !('ColumnDef' in def) || !def.ColumnDef.typeName) return undefined;
      const { typeName, collClause, raw_default } = def.ColumnDef;
      const start = cursor.at(typeName.location);
      const rest = { start, end: span.end };
      const next = cursor.find(rest, 'collate') ?? cursor.find(rest, 'using');
      const end = next === undefined ? span.end : cursor.tokens[next - 1]!.end;
      const collation = collClause && strings(collClause.collname).join('.');
      const type = readType(typeName, { start, end });
      return { set: 'type', type, ...(collation && { collation }), ...(raw_default && { using: true }) };
    }
    case 'AT_SetNotNull':
    case 'AT_DropNotNull':
      return { set: 'not null', notNull: subtype === 'AT_SetNotNull' };
    case 'AT_ColumnDefault':
      return { set: 'default', ...(def && { default: expressionAfter(cursor, span, 'default', def) }) };
    case 'AT_AddIdentity': {
      const made = def && 'Constraint' in def ? def.Constraint : {};
      const identity = made.generated_when === 'a' ? 'always' : 'by default';
      return { set: 'identity', how: 'add', identity, ...sequenceName(made) };
    }
    case 'AT_SetIdentity':
      return generatedWhen(def);
    case 'AT_DropIdentity':
      return { set: 'identity', how: 'drop', ...ifExists };
    case 'AT_SetExpression': {
      const generated = { ...insideParens(cursor, span, def), stored: true };
      return { set: 'expression', generated };
    }
    case 'AT_DropExpression':
      return { set: 'expression', ...ifExists };
    default:
      return undefined;
  }
}

/** `SET GENERATED ALWAYS`: a letter's code, as in `pg_attribute.attidentity`. */
function generatedWhen(def: Node | undefined): ColumnChange {
  for (const node of def && 'List' in def ? (def.List.items ?? []) : []) {
    if (!('DefElem' in node) || node.DefElem.defname !== 'generated') continue;
    const code = node.DefElem.arg && 'Integer' in node.DefElem.arg ? node.DefElem.arg.Integer.ival : undefined;
    return { set: 'identity', how: 'set', identity: code === 97 ? 'always' : 'by default' };
  }
  return { set: 'identity', how: 'set' };
}

function readIndexCommand(cursor: Cursor, name: PlacedName, { subtype, def }: AlterTableCmd, span: Span): Op[] {
  if ((subtype === 'AT_SetRelOptions' || subtype === 'AT_ResetRelOptions') && def && 'List' in def) {
    const options = definitions(def.List.items ?? []);
    return [{ op: 'index storage', name, options, set: subtype === 'AT_SetRelOptions', span }];
  }
  if (subtype !== 'AT_AttachPartition' || !def || !('PartitionCmd' in def)) return [];
  return [{ op: 'attach index', name, partition: relationName(cursor, def.PartitionCmd.name), span }];
}

/** `ALTER TYPE … ADD ATTRIBUTE` and the like. */
function readAttribute(cursor: Cursor, name: PlacedName, command: AlterTableCmd, span: Span): Op[] {
  const change = attributeChange(cursor, command, span);
  const cascade = command.behavior === 'DROP_CASCADE' && { cascade: true };
  return change ? [{ op: 'alter composite', name, change, ...cascade, span }] : [];
}

function attributeChange(cursor: Cursor, command: AlterTableCmd, span: Span): CompositeChange | undefined {
  const { subtype, def, name: column = '' } = command;
  if (subtype === 'AT_AddColumn' && def && 'ColumnDef' in def)
    return { set: 'add', column: readColumn(cursor, def.ColumnDef, span.end).column };
  if (subtype === 'AT_DropColumn')
    return { set: 'drop', column, ...(command.missing_ok === true && { ifExists: true }) };
  if (subtype === 'AT_AlterColumnType' && def && 'ColumnDef' in def && def.ColumnDef.typeName)
    return { set: 'type', column, type: readType(def.ColumnDef.typeName) };
  return undefined;
}
