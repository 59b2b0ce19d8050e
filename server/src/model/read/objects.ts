import type { AlterObjectSchemaStmt, DropStmt, Node, RenameStmt } from '@pgsql/types';
import type { ObjectKind, Op, RelationWord } from '../facts';
import type { PlacedName } from '../names';
import { readType, type TypeFact } from '../types';
import type { Cursor } from './cursor';
import { nameOfParts, relationName, strings } from './nodes';

const KINDS: Readonly<Record<string, ObjectKind>> = {
  OBJECT_TABLE: 'relation',
  OBJECT_VIEW: 'relation',
  OBJECT_MATVIEW: 'relation',
  OBJECT_FOREIGN_TABLE: 'relation',
  OBJECT_INDEX: 'index',
  OBJECT_SEQUENCE: 'sequence',
  OBJECT_TYPE: 'type',
  OBJECT_DOMAIN: 'domain',
  OBJECT_FUNCTION: 'function',
  OBJECT_PROCEDURE: 'function',
  OBJECT_ROUTINE: 'function',
  OBJECT_AGGREGATE: 'function',
  OBJECT_SCHEMA: 'schema',
  OBJECT_EXTENSION: 'extension',
};

const WORDS: Readonly<Record<string, RelationWord>> = {
  OBJECT_TABLE: 'table',
  OBJECT_VIEW: 'view',
  OBJECT_MATVIEW: 'matview',
  OBJECT_FOREIGN_TABLE: 'foreign',
};

/** What a statement calls the relation that it is about. */
export function called(type: string | undefined): { readonly called?: RelationWord } {
  const word = WORDS[type ?? ''];
  return word ? { called: word } : {};
}

const PARTS: Readonly<Record<string, 'trigger' | 'policy' | 'rule'>> = {
  OBJECT_TRIGGER: 'trigger',
  OBJECT_POLICY: 'policy',
  OBJECT_RULE: 'rule',
};

export function readDrop(cursor: Cursor, stmt: DropStmt): Op[] {
  const cascade = stmt.behavior === 'DROP_CASCADE';
  const ifExists = stmt.missing_ok === true;
  const span = cursor.whole;
  const kind = KINDS[stmt.removeType ?? ''];
  const part = PARTS[stmt.removeType ?? ''];
  const together = (stmt.objects ?? []).map((object) => nameOfParts(partsOf(object)));
  return (stmt.objects ?? []).flatMap((object): Op[] => {
    if (part) {
      const names = partsOf(object);
      const name = names.pop() ?? '';
      return [{ op: 'drop part', part, table: { ...nameOfParts(names), span }, name, ifExists, span }];
    }
    if (!kind) return [];
    const args = argumentsOf(object);
    const what = { kind, ...called(stmt.removeType), ...(args && { args }) };
    return [{ op: 'drop', ...what, name: named(cursor, object), ifExists, cascade, together, span }];
  });
}

export function readRename(cursor: Cursor, stmt: RenameStmt): Op[] {
  const span = cursor.whole;
  const to = stmt.newname ?? '';
  const kind = stmt.renameType ?? '';
  const from = stmt.subname ?? '';
  const ifExists = stmt.missing_ok === true;
  if (kind === 'OBJECT_SCHEMA')
    return [{ op: 'rename', kind: 'schema', name: { name: from, span }, to, ifExists, span }];
  if (kind === 'OBJECT_DOMCONSTRAINT') {
    const name = named(cursor, stmt.object);
    return [{ op: 'alter domain', name, change: { set: 'rename', name: from, to }, span }];
  }
  if (stmt.relation) {
    const name = relationName(cursor, stmt.relation);
    const ifTableExists = ifExists && { ifTableExists: true as const };
    const cascade = stmt.behavior === 'DROP_CASCADE' && { cascade: true };
    const only = stmt.relation.inh !== true && { only: true as const };
    if (kind === 'OBJECT_COLUMN')
      return [{ op: 'rename column', table: name, ...ifTableExists, ...only, column: from, to, span }];
    if (kind === 'OBJECT_ATTRIBUTE')
      return [{ op: 'alter composite', name, change: { set: 'rename', column: from, to }, ...cascade, span }];
    if (kind === 'OBJECT_TABCONSTRAINT')
      return [{ op: 'rename constraint', table: name, ...ifTableExists, ...only, name: from, to, span }];
    const part = PARTS[kind];
    if (part && part !== 'rule') return [{ op: 'rename part', part, table: name, name: from, to, span }];
    const object = KINDS[kind];
    return object ? [{ op: 'rename', kind: object, ...called(kind), name, to, ifExists, span }] : [];
  }
  const object = KINDS[kind];
  const args = argumentsOf(stmt.object);
  const what = object && { kind: object, ...(args && { args }) };
  return what ? [{ op: 'rename', ...what, name: named(cursor, stmt.object), to, ifExists, span }] : [];
}

export function readSetSchema(cursor: Cursor, stmt: AlterObjectSchemaStmt): Op[] {
  const kind = KINDS[stmt.objectType ?? ''];
  if (!kind) return [];
  const name = stmt.relation ? relationName(cursor, stmt.relation) : named(cursor, stmt.object);
  const ifExists = stmt.missing_ok === true;
  const args = argumentsOf(stmt.object);
  const what = { kind, ...called(stmt.objectType), ...(args && { args }) };
  return [{ op: 'set schema', ...what, name, schema: stmt.newschema ?? '', ifExists, span: cursor.whole }];
}

/** The name of an object that the tree gives without a place: the span is the name's first standing in the statement. */
function named(cursor: Cursor, node: Node | undefined): PlacedName {
  const name = nameOfParts(partsOf(node));
  return { ...name, span: cursor.placeOf(name) };
}

/** The types of a function's arguments; undefined where they are not written. */
export function argumentsOf(node: Node | undefined): readonly TypeFact[] | undefined {
  if (!node || !('ObjectWithArgs' in node) || node.ObjectWithArgs.args_unspecified) return undefined;
  return (node.ObjectWithArgs.objargs ?? []).flatMap((arg) => ('TypeName' in arg ? [readType(arg.TypeName)] : []));
}

function partsOf(node: Node | undefined): string[] {
  if (!node) return [];
  if ('String' in node) return [node.String.sval ?? ''];
  if ('List' in node) return (node.List.items ?? []).flatMap((item) => partsOf(item));
  if ('TypeName' in node) return strings(node.TypeName.names);
  if ('ObjectWithArgs' in node) return strings(node.ObjectWithArgs.objname);
  return [];
}
